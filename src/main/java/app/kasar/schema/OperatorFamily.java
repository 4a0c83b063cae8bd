package app.kasar.schema;

import static app.kasar.schema.Operator.*;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Kinds of values that are compared alike, with the operators they take. */
public enum OperatorFamily {
    /** Text; ordering is alphabetical. */
    TEXT(EnumSet.of(
            EQUALS,
            NOT_EQUALS,
            CONTAINS,
            NOT_CONTAINS,
            STARTS_WITH,
            ENDS_WITH,
            IN,
            NOT_IN,
            GREATER_THAN,
            GREATER_EQUAL,
            LESS_THAN,
            LESS_EQUAL,
            BETWEEN,
            IS_NULL,
            IS_NOT_NULL)),
    NUMBER(EnumSet.of(
            EQUALS,
            NOT_EQUALS,
            IN,
            NOT_IN,
            GREATER_THAN,
            GREATER_EQUAL,
            LESS_THAN,
            LESS_EQUAL,
            BETWEEN,
            IS_NULL,
            IS_NOT_NULL)),
    BOOLEAN(EnumSet.of(EQUALS, NOT_EQUALS, IN, NOT_IN, IS_NULL, IS_NOT_NULL)),
    /** Days and moments; a day stands for all of its moments. */
    TIME(EnumSet.of(
            EQUALS,
            NOT_EQUALS,
            IN,
            NOT_IN,
            GREATER_THAN,
            GREATER_EQUAL,
            LESS_THAN,
            LESS_EQUAL,
            BETWEEN,
            IS_NULL,
            IS_NOT_NULL,
            DATE_EQUALS,
            DATE_BEFORE,
            DATE_AFTER,
            DATE_BETWEEN)),
    /** Ids of other records or users. */
    REFERENCE(EnumSet.of(EQUALS, NOT_EQUALS, IN, NOT_IN, IS_NULL, IS_NOT_NULL)),
    /** Several chosen options: {@code contains} is "has this option". */
    CHOICES(EnumSet.of(EQUALS, NOT_EQUALS, CONTAINS, NOT_CONTAINS, IN, NOT_IN, IS_NULL, IS_NOT_NULL)),
    /** E-mail addresses or phone numbers: a test holds when it holds for any entry. */
    ENTRIES(EnumSet.of(
            EQUALS, NOT_EQUALS, CONTAINS, NOT_CONTAINS, STARTS_WITH, ENDS_WITH, IN, NOT_IN, IS_NULL, IS_NOT_NULL)),
    /** JSON and other values that can only be there or not. */
    PRESENCE(EnumSet.of(IS_NULL, IS_NOT_NULL));

    private final Set<Operator> operators;

    OperatorFamily(Set<Operator> operators) {
        this.operators = Set.copyOf(operators);
    }

    public boolean takes(Operator operator) {
        return operators.contains(operator);
    }

    /** The operators in their stable order, for messages and documentation. */
    public String listed() {
        return EnumSet.copyOf(operators).stream().map(Operator::wireName).collect(Collectors.joining(", "));
    }
}
