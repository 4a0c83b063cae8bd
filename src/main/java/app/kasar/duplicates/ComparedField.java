package app.kasar.duplicates;

import app.kasar.db.Row;
import app.kasar.db.SqlText;
import app.kasar.duplicates.fuzzy.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Something that records are compared by, and where it is found.
 *
 * @param value appends a text for the row of an alias: its values with {@link #BETWEEN} between them; NULL where it has none
 */
record ComparedField(Field field, BiConsumer<SqlText, String> value) {
    /** Arrays would take longer to read than all else of a million records. */
    static final char BETWEEN = '\u001F';

    /** What a row has in so many columns, each written by {@link #value}. */
    static List<List<String>> values(Row row, int firstColumn, int fields) {
        var values = new ArrayList<List<String>>(fields);
        for (var index = 0; index < fields; index++) {
            values.add(values(row.text(firstColumn + index)));
        }
        return values;
    }

    private static List<String> values(@Nullable String joined) {
        if (joined == null) {
            return List.of();
        }
        return joined.indexOf(BETWEEN) < 0 ? List.of(joined) : List.of(joined.split(String.valueOf(BETWEEN), -1));
    }
}
