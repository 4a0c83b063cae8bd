package app.kasar.duplicates;

import app.kasar.access.Action;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SearchDocument;
import app.kasar.schema.VisibleSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The statements of {@link ExactMatches}. */
final class ExactMatchesSql {
    private final ObjectSchema object;
    private final VisibleSchema schema;
    private final MatchKeys keys;
    private final List<MatchField> fields;

    ExactMatchesSql(ObjectSchema object, VisibleSchema schema) {
        this.object = object;
        this.schema = schema;
        this.keys = new MatchKeys(object, MatchKeys.EmailRules.STRICT);
        this.fields = keys.fields().stream().filter(this::counts).toList();
    }

    /** Two deals may well be called alike, and two invoices. */
    private boolean counts(MatchField field) {
        return switch (field) {
            case EMAIL, PHONE, LINKEDIN -> true;
            case DOMAIN -> false;
            case NAME -> keys.isPerson() || keys.isOrganization();
        };
    }

    List<MatchField> fields() {
        return fields;
    }

    /** Columns of the answer: the row's place from 1, field, key, words; by row, the strongest key first. */
    Statement keys(List<Map<String, @Nullable String>> rows) {
        var text = new SqlText().add("WITH given AS MATERIALIZED (");
        DraftSql.write(text, schema.snapshot().schemaName(), object, json(rows));
        text.add(")");
        strong(text);
        names(text);
        return text.add(
                        " SELECT DISTINCT place::int, field, key, coalesce(words, ''), strength FROM (SELECT * FROM strong"
                                + " UNION ALL SELECT * FROM named) keyed WHERE key <> '' ORDER BY 1, strength")
                .toStatement();
    }

    private void strong(SqlText text) {
        text.add(
                ", strong AS MATERIALIZED (SELECT NULL::bigint AS place, 0 AS strength, '' AS field, '' AS key, '' AS words"
                        + " WHERE false");
        fields.stream()
                .filter(field -> field != MatchField.NAME)
                .forEach(field -> keyed(text.add(" UNION ALL "), field));
        text.add(")");
    }

    /** Only where nothing else is known of a row: folding names costs more than all else. */
    private void names(SqlText text) {
        text.add(", named AS (");
        if (fields.contains(MatchField.NAME)) {
            keyed(text, MatchField.NAME);
            text.add(" WHERE NOT EXISTS (SELECT 1 FROM strong s WHERE s.key <> '' AND s.place = g." + DraftSql.PLACE
                    + ")");
        } else {
            text.add("SELECT * FROM strong WHERE false");
        }
        text.add(")");
    }

    private List<Map<String, @Nullable String>> json(List<Map<String, @Nullable String>> rows) {
        var columns = Stream.of(
                        Stream.of(DraftSql.ID),
                        keys.emailFields().stream().map(ExactMatchesSql::column),
                        keys.phoneFields().stream().map(ExactMatchesSql::column),
                        linkedinColumns().stream(),
                        keys.nameColumns().stream())
                .flatMap(Function.identity())
                .collect(Collectors.toSet());
        return rows.stream().map(row -> only(row, columns)).toList();
    }

    private static Map<String, @Nullable String> only(Map<String, @Nullable String> row, Set<String> columns) {
        var kept = new LinkedHashMap<String, @Nullable String>(row);
        kept.keySet().retainAll(columns);
        return kept;
    }

    private List<String> linkedinColumns() {
        return keys.linkedinFields().stream().map(FieldDefinition::name).toList();
    }

    private static String column(FieldDefinition field) {
        return field.type().hasEntries() ? FieldColumns.values(field) : field.name();
    }

    private SqlText table(SqlText text) {
        return text.name(schema.snapshot().schemaName(), object.table());
    }

    private void keyed(SqlText text, MatchField field) {
        text.add("SELECT " + DraftSql.PLACE + " AS place, " + field.ordinal() + " AS strength, '" + field.wireName()
                + "' AS field, unnest(");
        keys.write(text, field, "g");
        text.add(") AS key, ");
        words(text, field);
        text.add(" AS words FROM given g");
    }

    private void words(SqlText text, MatchField field) {
        switch (field) {
            case EMAIL, PHONE, DOMAIN -> text.add("NULL::text");
            // Hosts and what follows a question mark are written in several ways.
            case LINKEDIN ->
                folded(
                        text,
                        linkedinColumns(),
                        "coalesce(nullif(split_part(split_part(lower(",
                        "), 'linkedin.com/', 2), '?', 1), ''), '')");
            case NAME -> {
                text.add("(SELECT string_agg(w, ' ') FROM unnest(string_to_array(");
                folded(text, keys.nameColumns(), "", "");
                text.add(", ' ')) w WHERE w <> ALL (");
                text.value(keys.droppedWords().toArray(String[]::new), "text[]").add(")");
                text.add(keys.isPerson() ? ")" : " AND char_length(w) > 1)");
            }
        }
    }

    private static void folded(SqlText text, List<String> columns, String before, String after) {
        SearchDocument.fold(text, () -> {
            text.add("concat_ws(' '");
            columns.forEach(column -> text.add(", " + before).name("g", column).add(after));
            text.add(")");
        });
    }

    /** Columns of the answer: field, key, and the id of a record that has it; keys may come several times, or not at all. */
    SqlText records(List<ExactMatches.Key> wanted) {
        var text = new SqlText();
        for (var field : fields) {
            var ofField = wanted.stream().filter(key -> key.field() == field).toList();
            if (!ofField.isEmpty()) {
                records(text, field, ofField);
            }
        }
        return text;
    }

    private void records(SqlText text, MatchField field, List<ExactMatches.Key> wanted) {
        switch (field) {
            case EMAIL -> withValues(text, field, keys.emailFields(), wanted);
            case PHONE -> withValues(text, field, keys.phoneFields(), wanted);
            case LINKEDIN, NAME, DOMAIN -> withWords(text, field, wanted);
        }
    }

    private void withValues(
            SqlText text, MatchField field, List<FieldDefinition> fields, List<ExactMatches.Key> wanted) {
        var values = wanted.stream().map(ExactMatches.Key::value).toArray(String[]::new);
        for (var each : fields) {
            text.add(text.isEmpty() ? "SELECT " : " UNION ALL SELECT ").literal(field.wireName());
            if (each.type().hasEntries()) {
                text.add(", v.key, t.id FROM ");
                table(text).add(" t, unnest(t.").name(FieldColumns.values(each)).add(") AS v(key) WHERE ");
                text.name("t", FieldColumns.values(each)).add(" && ").value(values, "text[]");
            } else {
                text.add(", lower(").name("t", each.name()).add("), t.id FROM ");
                table(text).add(" t WHERE lower(").name("t", each.name()).add(") = ANY (");
                text.value(values, "text[]").add(")");
            }
            readable(text);
        }
    }

    private void withWords(SqlText text, MatchField field, List<ExactMatches.Key> wanted) {
        text.add(text.isEmpty() ? "SELECT " : " UNION ALL SELECT ").literal(field.wireName());
        text.add(", k.key, unnest(t.ids) FROM unnest(");
        text.value(wanted.stream().map(ExactMatches.Key::value).toArray(String[]::new), "text[]")
                .add(", ");
        text.value(wanted.stream().map(ExactMatches.Key::words).toArray(String[]::new), "text[]");
        text.add(") k(key, words), LATERAL (SELECT (array_agg(t.id ORDER BY t.created_at, t.id))[:2] AS ids FROM ");
        table(text)
                .add(
                        " t WHERE k.words <> '' AND t.search_document @@ plainto_tsquery('simple', k.words) AND k.key = ANY (");
        keys.write(text, field, "t");
        text.add(")");
        readable(text);
        // Two, because one may be the record that is asked about. A limit would let PostgreSQL hope to meet one soon.
        text.add(") t");
    }

    private void readable(SqlText text) {
        text.add(" AND ");
        var rows = AccessRules.rows(schema, object.name(), Action.READ);
        CriterionSql.write(text, rows, schema.snapshot().schemaName(), "t");
    }
}
