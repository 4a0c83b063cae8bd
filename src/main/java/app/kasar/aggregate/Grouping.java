package app.kasar.aggregate;

import app.kasar.query.plan.Criterion;
import app.kasar.schema.ObjectSchema;

/**
 * What records are grouped by.
 *
 * @param name as it was asked for
 */
record Grouping(String name, Reached value, Meaning meaning) {

    /** What a group's value stands for. */
    sealed interface Meaning {
        /** Itself. */
        record Itself() implements Meaning {}

        /** All days of a bucket, named by its first. */
        record Bucket(DateUnit unit) implements Meaning {}

        /** A workspace user. */
        record User() implements Meaning {}

        /** A pipeline or a step of one. */
        record PipelinePlace() implements Meaning {}

        /**
         * A record.
         *
         * @param access which of the object's records the caller may see
         */
        record Related(ObjectSchema object, Criterion access) implements Meaning {}

        /** A record of an object the caller may not see. */
        record Unseen() implements Meaning {}
    }
}
