package app.kasar.db;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SQL text and its parameters as one value; a text without its parameters, or the other way round, cannot be had. */
public record Statement(String text, List<@Nullable Object> parameters, Planning planning) {

    public Statement {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }

    /** When PostgreSQL decides how to run a statement. */
    public enum Planning {
        /** Once, for all values: right where values differ little in how many rows they find. */
        ONCE,
        /** Each time, for the values at hand: right where one value finds a handful of rows and another half of them. */
        EACH_TIME
    }

    public Statement(String text, List<@Nullable Object> parameters) {
        this(text, parameters, Planning.ONCE);
    }

    /** Lists of values are compared by what they hold, which arrays are not by themselves. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Statement that
                && text.equals(that.text)
                && planning == that.planning
                && Arrays.deepEquals(parameters.toArray(), that.parameters.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * text.hashCode() + Arrays.deepHashCode(parameters.toArray());
    }

    public Statement planned(Planning when) {
        return new Statement(text, parameters, when);
    }

    /** For fixed SQL only: {@code text} never holds anything a caller sent. */
    public static Statement fixed(String text, @Nullable Object... parameters) {
        return new Statement(text, Arrays.asList(parameters));
    }
}
