package app.kasar.aggregate;

import app.kasar.schema.ColumnType;
import java.util.Locale;

/**
 * One number, or other value, made of many records.
 *
 * @param field as it was asked for
 */
record Metric(MetricFunction function, String field, Reached value) {

    /** What sorts call it. */
    String sortName() {
        return function.name().toLowerCase(Locale.ROOT) + "(" + field + ")";
    }

    /** Whether it counts records whatever is in them. */
    boolean countsRecords() {
        return function == MetricFunction.COUNT
                && value.hops().isEmpty()
                && value.attribute().isNeverNull();
    }

    ColumnType resultType() {
        return function.resultOf(value.attribute().type());
    }
}
