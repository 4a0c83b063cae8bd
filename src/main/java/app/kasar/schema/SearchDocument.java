package app.kasar.schema;

import app.kasar.db.SqlText;
import java.util.function.Consumer;

/**
 * The words of a record that search finds: those of its searchable fields, folded to plain letters, with the parts of
 * addresses, e-mails and URLs as words of their own.
 */
public final class SearchDocument {
    public static final String COLUMN = "search_document";

    /** Characters that stand unseen within a word: soft hyphen and joiners. */
    public static final String JOINERS = "\u00AD\u200C\u200D\u2060";

    /**
     * All of ASCII and Latin-1 but letters and digits, and beyond them the blanks, punctuation, symbols and pictures in
     * common use. PostgreSQL's own parser is not asked: it takes addresses, numbers and tags as wholes and, where the
     * database's character type is C, everything beyond ASCII for letters.
     */
    private static final String BETWEEN_WORDS = "[\\u0001-/:-@\\[-`{-\\u00A9\\u00AB-\\u00B1\\u00B4\\u00B6-\\u00B8"
            + "\\u00BB\\u00BF\\u00D7\\u00F7\\u02C2-\\u02DF\\u055A-\\u055F\\u0589-\\u058A\\u05BE\\u060C-\\u060D"
            + "\\u061B-\\u061F\\u06D4\\u0964-\\u0965\\u0F3A-\\u0F3D\\u1680\\u169B-\\u169C\\u180E\\u2000-\\u206F"
            + "\\u20A0-\\u20CF\\u2190-\\u2BFF\\u2E00-\\u2E7F\\u3000-\\u3004\\u3008-\\u3020\\u3030\\u30FB"
            + "\\uE000-\\uF8FF\\uFD3E-\\uFD3F\\uFE00-\\uFE1F\\uFE30-\\uFE6F\\uFEFF-\\uFF0F\\uFF1A-\\uFF20"
            + "\\uFF3B-\\uFF40\\uFF5B-\\uFF65\\uFFE0-\\uFFFF\\U0001F000-\\U0001FAFF]+";

    private SearchDocument() {}

    /**
     * Appends the tsvector of a record.
     *
     * @param column appends the value of the column it is given
     */
    public static void write(SqlText text, ObjectSchema object, Consumer<String> column) {
        text.add("to_tsvector('simple', ");
        fold(text, () -> values(text, object, column));
        text.add(")");
    }

    private static void values(SqlText text, ObjectSchema object, Consumer<String> column) {
        // The empty text is there for objects that have nothing to search.
        text.add("concat_ws(' ', ''");
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
        text.add(")");
    }

    /**
     * Appends a text as it is compared in search: letters composed and plain, and one blank between words. The sigma at
     * the end of a word becomes the one that its capital is lowered to; all else of case is left to the tsvector.
     *
     * @param value appends the text
     */
    public static void fold(SqlText text, Runnable value) {
        text.add("regexp_replace(kasar.unaccent('kasar.unaccent', translate(lower(normalize(");
        value.run();
        text.add(", NFC)), 'ς" + JOINERS + "', 'σ')), '" + BETWEEN_WORDS + "', ' ', 'g')");
    }

    /** Whether a change of this column changes the words. */
    public static boolean dependsOn(ObjectSchema object, String column) {
        return object.searchableFields().stream()
                .flatMap(field -> FieldColumns.stored(field).stream())
                .anyMatch(stored -> stored.name().equals(column));
    }
}
