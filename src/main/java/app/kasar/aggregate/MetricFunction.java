package app.kasar.aggregate;

import app.kasar.schema.Attribute;
import app.kasar.schema.ColumnType;
import app.kasar.schema.OperatorFamily;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What is made of the values of many records. */
enum MetricFunction {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX,
    COUNT_DISTINCT;

    /** By its name in any case. */
    static Optional<MetricFunction> find(String name) {
        var upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(function -> function.name().equals(upper))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }

    boolean takes(Attribute attribute) {
        return switch (this) {
            case SUM, AVG -> attribute.family() == OperatorFamily.NUMBER;
            case COUNT, MIN, MAX, COUNT_DISTINCT -> true;
        };
    }

    /** The type in which the result over values of a type arrives. */
    ColumnType resultOf(ColumnType type) {
        return switch (this) {
            case COUNT, COUNT_DISTINCT -> ColumnType.BIGINT;
            case SUM, AVG -> type == ColumnType.DOUBLE ? ColumnType.DOUBLE : ColumnType.NUMERIC;
            case MIN, MAX -> type;
        };
    }
}
