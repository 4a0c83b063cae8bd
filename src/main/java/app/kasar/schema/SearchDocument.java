package app.kasar.schema;

import app.kasar.db.SqlText;
import java.util.function.Consumer;

/**
 * The words of a record that search finds: those of its searchable fields, folded to plain letters, with the parts of
 * addresses, e-mails and URLs as words of their own.
 */
public final class SearchDocument {
    public static final String COLUMN = "search_document";

    /** What stands between the parts of an e-mail address or URL. */
    private static final String SEPARATORS = "@./:-_+,;()#&=?!*|\"''";

    private static final String BLANKS = " ".repeat(SEPARATORS.length() - 1);

    private SearchDocument() {}

    /**
     * Appends the tsvector of a record.
     *
     * @param column appends the value of the column it is given
     */
    public static void write(SqlText text, ObjectSchema object, Consumer<String> column) {
        // The empty text is there for objects that have nothing to search.
        text.add("to_tsvector('simple', kasar.unaccent('kasar.unaccent', translate(concat_ws(' ', ''");
        for (var field : object.searchableFields()) {
            text.add(", ");
            if (field.type().hasEntries()) {
                text.add("array_to_string(");
                column.accept(FieldColumns.values(field));
                text.add(", ' ')");
            } else {
                column.accept(field.type() == FieldType.ADDRESS ? FieldColumns.line(field) : field.name());
            }
        }
        text.add("), '" + SEPARATORS + "', '" + BLANKS + "')))");
    }

    /** Whether a change of this column changes the words. */
    public static boolean dependsOn(ObjectSchema object, String column) {
        return object.searchableFields().stream()
                .flatMap(field -> FieldColumns.stored(field).stream())
                .anyMatch(stored -> stored.name().equals(column));
    }
}
