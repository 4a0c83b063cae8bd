package app.kasar.db;

import java.util.List;
import java.util.function.Function;

/**
 * Looks many values up through indexes. A table that is being filled has grown since PostgreSQL last counted it, and
 * would be taken for small enough to be read whole: measured with 1,000 values on 50,000 rows, seconds instead of
 * milliseconds.
 */
public final class IndexLookup {
    private static final String SET = "SELECT set_config('enable_seqscan', ?, true)";

    private IndexLookup() {}

    /** Every row through {@code reader}; inside the open transaction. */
    public static <T> List<T> list(Database database, SqlText text, Function<Row, T> reader) {
        set(database, "off");
        // Planned for the values at hand: the first of a thousand statements finds an empty table.
        var rows = database.list(text.toStatement().planned(Statement.Planning.EACH_TIME), reader);
        set(database, "on");
        return rows;
    }

    private static void set(Database database, String value) {
        database.list(Statement.fixed(SET, value), row -> value);
    }
}
