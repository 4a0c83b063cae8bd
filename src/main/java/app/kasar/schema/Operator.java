package app.kasar.schema;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The filter operators. The list exists once; the compiler finds the places that must know a new one. */
public enum Operator {
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
    IS_NOT_NULL,
    DATE_EQUALS,
    DATE_BEFORE,
    DATE_AFTER,
    DATE_BETWEEN;

    private static final Map<String, Operator> ALIASES = Map.ofEntries(
            Map.entry("eq", EQUALS),
            Map.entry("neq", NOT_EQUALS),
            Map.entry("gt", GREATER_THAN),
            Map.entry("gte", GREATER_EQUAL),
            Map.entry("lt", LESS_THAN),
            Map.entry("lte", LESS_EQUAL),
            Map.entry("greater_than_or_equal", GREATER_EQUAL),
            Map.entry("less_than_or_equal", LESS_EQUAL),
            Map.entry("is_empty", IS_NULL),
            Map.entry("is_not_empty", IS_NOT_NULL));
    private static final Map<String, Operator> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Operator::wireName, Function.identity()));

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** By name or alias, in any case. */
    public static Optional<Operator> find(String wireName) {
        var lower = wireName.toLowerCase(Locale.ROOT);
        return Optional.ofNullable(BY_NAME.get(lower)).or(() -> Optional.ofNullable(ALIASES.get(lower)));
    }

    /** Every accepted spelling, for hints. */
    public static List<String> spellings() {
        return java.util.stream.Stream.concat(BY_NAME.keySet().stream(), ALIASES.keySet().stream())
                .sorted()
                .toList();
    }

    /** The operators' own names in their stable order, for messages. */
    public static List<String> names() {
        return Arrays.stream(values()).map(Operator::wireName).toList();
    }

    /** Alias to operator, for the documentation. */
    public static Map<String, Operator> aliases() {
        return ALIASES;
    }

    public boolean needsValue() {
        return this != IS_NULL && this != IS_NOT_NULL;
    }

    public boolean takesPair() {
        return this == BETWEEN || this == DATE_BETWEEN;
    }

    public boolean takesList() {
        return this == IN || this == NOT_IN;
    }
}
