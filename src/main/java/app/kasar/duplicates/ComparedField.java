package app.kasar.duplicates;

import app.kasar.db.SqlText;
import app.kasar.duplicates.fuzzy.Field;
import java.util.function.BiConsumer;

/**
 * Something that records are compared by, and where it is found.
 *
 * @param value appends an array of texts for the row of an alias: its values, which may hold NULL
 */
record ComparedField(Field field, BiConsumer<SqlText, String> value) {}
