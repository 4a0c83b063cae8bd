package app.kasar.schema;

import app.kasar.db.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What search finds of a record: the words of its searchable fields, folded to plain letters, with the parts of addresses,
 * e-mails and URLs as words of their own; and each short value as a whole, behind {@link #WHOLE}, so that an index tells
 * the record that is called so from those that only mention it.
 */
public final class SearchDocument {
    public static final String COLUMN = "search_document";

    /** The table of all words, see its migration. */
    public static final String WORDS = "words";

    /** What a value's entry as a whole begins with; no word does. */
    public static final String WHOLE = "=";

    /** Characters of a value that its entry as a whole holds; longer ones are cut. */
    public static final int WHOLE_LENGTH = 60;

    /** Stands between the values that are found as wholes. Folding leaves it. */
    private static final String VALUE_END = "\\x1F";

    /** Stands between those values and the rest. Folding leaves it. */
    private static final String VALUES_END = "\\x1E";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9]+");

    /** Names kept in parts, which are one name to those who search. */
    private static final Map<String, List<String>> PARTED_NAMES =
            Map.of("contacts", List.of("first_name", "last_name"));

    /** Characters that stand unseen within a word: soft hyphen and joiners. */
    public static final String JOINERS = "\u00AD\u200C\u200D\u2060";

    /**
     * All of ASCII and Latin-1 but letters and digits, and beyond them the blanks, punctuation, symbols and pictures in
     * common use. PostgreSQL's own parser is not asked: it takes addresses, numbers and tags as wholes and, where the
     * database's character type is C, everything beyond ASCII for letters.
     */
    private static final String BETWEEN_WORDS =
            "[\\u0001-\\u001D\\u0020-/:-@\\[-`{-\\u00A9\\u00AB-\\u00B1\\u00B4\\u00B6-\\u00B8"
                    + "\\u00BB\\u00BF\\u00D7\\u00F7\\u02C2-\\u02DF\\u055A-\\u055F\\u0589-\\u058A\\u05BE\\u060C-\\u060D"
                    + "\\u061B-\\u061F\\u06D4\\u0964-\\u0965\\u0F3A-\\u0F3D\\u1680\\u169B-\\u169C\\u180E\\u2000-\\u206F"
                    + "\\u20A0-\\u20CF\\u2190-\\u2BFF\\u2E00-\\u2E7F\\u3000-\\u3004\\u3008-\\u3020\\u3030\\u30FB"
                    + "\\uE000-\\uF8FF\\uFD3E-\\uFD3F\\uFE00-\\uFE1F\\uFE30-\\uFE6F\\uFEFF-\\uFF0F\\uFF1A-\\uFF20"
                    + "\\uFF3B-\\uFF40\\uFF5B-\\uFF65\\uFFE0-\\uFFFF\\U0001F000-\\U0001FAFF]+";

    private SearchDocument() {}

    /**
     * Appends the tsvector of a record, its whole values included.
     *
     * @param column appends the value of the column it is given
     */
    public static void write(SqlText text, ObjectSchema object, Consumer<String> column) {
        text.add("(SELECT to_tsvector('simple', f.text) || array_to_tsvector(ARRAY(SELECT '" + WHOLE + "' || left(w, ");
        text.add(WHOLE_LENGTH + ") FROM unnest(string_to_array(replace(replace(split_part(f.text, E'" + VALUES_END);
        text.add("', 1), E' " + VALUE_END + "', E'" + VALUE_END + "'), E'" + VALUE_END + " ', E'" + VALUE_END);
        text.add("'), E'" + VALUE_END + "')) w WHERE w <> ''))");
        // Without OFFSET the text would be folded twice.
        text.add(" FROM (SELECT ");
        fold(text, () -> {
            joined(text, VALUE_END, wholes(object, column, text));
            text.add(" || E'" + VALUES_END + "' || ");
            joined(text, " ", values(object, SearchDocument::isFoundInParts, column, text));
        });
        text.add(" AS text OFFSET 0) f)");
    }

    /**
     * Appends the tsvector of a record's words alone.
     *
     * @param column appends the value of the column it is given
     */
    public static void words(SqlText text, ObjectSchema object, Consumer<String> column) {
        text.add("to_tsvector('simple', ");
        fold(text, () -> joined(text, " ", values(object, field -> true, column, text)));
        text.add(")");
    }

    /** Whether a field's values are short enough to be asked for as wholes. */
    private static boolean isFoundWhole(FieldDefinition field) {
        return switch (field.type()) {
            case TEXT, EMAIL, EMAILS -> true;
            case ID,
                    TEXTAREA,
                    PHONE,
                    PHONES,
                    URL,
                    NUMBER,
                    CURRENCY,
                    PERCENTAGE,
                    FLOAT,
                    INTEGER,
                    RATING,
                    BOOLEAN,
                    DATE,
                    DATETIME,
                    SELECT,
                    MULTI_SELECT,
                    USER,
                    RELATION,
                    PIPELINE,
                    ADDRESS,
                    JSON -> false;
        };
    }

    private static boolean isFoundInParts(FieldDefinition field) {
        return !isFoundWhole(field);
    }

    private static List<Runnable> wholes(ObjectSchema object, Consumer<String> column, SqlText text) {
        var wholes = new ArrayList<Runnable>();
        var name = partedName(object);
        if (!name.isEmpty()) {
            wholes.add(() -> joined(
                    text,
                    " ",
                    name.stream()
                            .<Runnable>map(part -> () -> column.accept(part))
                            .toList()));
        }
        wholes.addAll(values(object, SearchDocument::isFoundWhole, column, text));
        return wholes;
    }

    /** The fields that hold a record's name in parts; none where it is in one, or where not all parts can be searched. */
    public static List<String> partedName(ObjectSchema object) {
        var parts = PARTED_NAMES.getOrDefault(object.name(), List.of());
        var searchable =
                object.searchableFields().stream().map(FieldDefinition::name).toList();
        return searchable.containsAll(parts) ? parts : List.of();
    }

    private static List<Runnable> values(
            ObjectSchema object, Predicate<FieldDefinition> which, Consumer<String> column, SqlText text) {
        return object.searchableFields().stream()
                .filter(which)
                .<Runnable>map(field -> () -> value(text, field, column))
                .toList();
    }

    /**
     * Appends what search looks at in a field: a text, or NULL.
     *
     * @param column appends the value of the column it is given
     */
    public static void value(SqlText text, FieldDefinition field, Consumer<String> column) {
        if (field.type().hasEntries()) {
            text.add("array_to_string(");
            column.accept(FieldColumns.values(field));
            text.add(", E'" + VALUE_END + "')");
        } else {
            column.accept(field.type() == FieldType.ADDRESS ? FieldColumns.line(field) : field.name());
        }
    }

    private static void joined(SqlText text, String between, List<Runnable> values) {
        // The empty text is there for objects that have nothing to search.
        text.add("concat_ws(E'" + between + "', ''");
        values.forEach(value -> {
            text.add(", ");
            value.run();
        });
        text.add(")");
    }

    /**
     * Appends a text as it is compared in search: letters composed and plain, and one blank between words. The sigma at
     * the end of a word becomes the one that its capital is lowered to; all else of case is left to the tsvector. Composing
     * costs as much as all the rest of writing a record's document, and a text of plain ASCII has nothing to compose.
     *
     * @param value appends the text
     */
    public static void fold(SqlText text, Runnable value) {
        text.add("(SELECT regexp_replace(CASE WHEN octet_length(v) = char_length(v) THEN lower(v COLLATE \"C\") ELSE ");
        plain(text, () -> text.add("v"));
        text.add(" END, '" + BETWEEN_WORDS + "', ' ', 'g') FROM (SELECT ");
        value.run();
        // Without OFFSET the value would be worked out three times.
        text.add(" AS v OFFSET 0) unfolded)");
    }

    /**
     * As {@link #fold}, of a word that is searched for: PostgreSQL works it out while it plans, and so knows how many will match.
     * What is plain already it is given as it is: making it plain costs more than finding it.
     */
    public static void foldSearched(SqlText text, String word) {
        if (PLAIN.matcher(word).matches()) {
            text.value(word.toLowerCase(Locale.ROOT), "text");
            return;
        }
        text.add("regexp_replace(");
        plain(text, () -> text.value(word, "text"));
        text.add(", '" + BETWEEN_WORDS + "', ' ', 'g')");
    }

    private static void plain(SqlText text, Runnable value) {
        text.add("kasar.unaccent('kasar.unaccent', translate(lower(normalize(");
        value.run();
        text.add(", NFC)), 'ς" + JOINERS + "', 'σ'))");
    }

    /**
     * Appends {@code INSERT INTO words …}: those words of the rows known as {@code w} that were not there, for near matches.
     * Numbers are left out; nobody means another number than they type.
     */
    public static void newWords(SqlText text, String schema, String from) {
        text.add("INSERT INTO ").name(schema, WORDS).add(" (word) SELECT DISTINCT l.word FROM " + from);
        text.add(", unnest(tsvector_to_array(w.").name(COLUMN).add(")) l(word) WHERE length(l.word) BETWEEN 3 AND 40");
        text.add(" AND l.word !~ '[0-9" + WHOLE + "]' AND NOT EXISTS (SELECT 1 FROM ")
                .name(schema, WORDS);
        text.add(" k WHERE k.word = l.word)");
    }

    /** Whether a change of this column changes the words. */
    public static boolean dependsOn(ObjectSchema object, String column) {
        return object.searchableFields().stream()
                .flatMap(field -> FieldColumns.stored(field).stream())
                .anyMatch(stored -> stored.name().equals(column));
    }
}
