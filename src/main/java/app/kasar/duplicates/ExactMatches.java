package app.kasar.duplicates;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.json.Json;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SearchDocument;
import app.kasar.schema.VisibleSchema;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds for records about to be written those that are there already: any number of them in one statement, by index. */
public final class ExactMatches {
    private final Database database;

    public ExactMatches(Database database) {
        this.database = database;
    }

    /**
     * A match key of one of the rows, and a record that has it too.
     *
     * @param row the row's place among those asked about, from 0
     * @param record null when no record the caller may read has the key
     */
    public record Found(
            int row, MatchField field, String key, @Nullable UUID record) {}

    /**
     * Every match key of the rows, strongest first, so that rows can be compared with each other too. Names count only for
     * rows that have nothing else to be known by.
     *
     * @param rows each row's columns in PostgreSQL's text form, as {@link app.kasar.records.RecordInput} has them
     */
    public List<Found> find(ObjectSchema object, VisibleSchema schema, List<Map<String, @Nullable String>> rows) {
        var keys = new MatchKeys(object, MatchKeys.EmailRules.STRICT);
        if (rows.isEmpty() || keys.fields().isEmpty()) {
            return List.of();
        }
        var statement = new Lookup(object, schema, keys).statement(rows);
        return database.list(
                statement,
                row -> new Found(
                        row.integer(1) - 1, MatchField.of(row.requiredText(2)), row.requiredText(3), row.uuid(4)));
    }

    /** One statement being put together. */
    private static final class Lookup {
        private final ObjectSchema object;
        private final VisibleSchema schema;
        private final MatchKeys keys;
        private final SqlText text = new SqlText();

        Lookup(ObjectSchema object, VisibleSchema schema, MatchKeys keys) {
            this.object = object;
            this.schema = schema;
            this.keys = keys;
        }

        Statement statement(List<Map<String, @Nullable String>> rows) {
            text.add("WITH given AS MATERIALIZED (SELECT * FROM jsonb_populate_recordset(NULL::");
            table().add(", ").value(Json.MAPPER.writeValueAsString(rows), "jsonb");
            text.add(") WITH ORDINALITY), keyed AS MATERIALIZED (");
            for (var index = 0; index < keys.fields().size(); index++) {
                text.add(index == 0 ? "" : " UNION ALL ");
                keyed(keys.fields().get(index));
            }
            // In the order of "C", as keys are made, no index would be of use.
            text.add(
                    "), wanted AS MATERIALIZED (SELECT DISTINCT ordinality, strength, field, key COLLATE \"default\" AS key, words FROM keyed k WHERE key <> '' AND (field <> 'name' OR NOT"
                            + " EXISTS (SELECT 1 FROM keyed o WHERE o.ordinality = k.ordinality AND o.field <> 'name' AND o.key <>"
                            + " ''))) SELECT ordinality, field, key, CASE field");
            keys.fields().forEach(this::record);
            return text.add(" END FROM wanted ORDER BY ordinality, strength").toStatement();
        }

        private SqlText table() {
            return text.name(schema.snapshot().schemaName(), object.table());
        }

        private void keyed(MatchField field) {
            text.add("SELECT ordinality, " + field.ordinal() + " AS strength, '" + field.wireName()
                    + "' AS field, unnest(");
            keys.write(text, field, "g");
            text.add(") AS key, ");
            words(field);
            text.add(" AS words FROM given g");
        }

        /** The words by which the search index leads to records that may have the key. */
        private void words(MatchField field) {
            switch (field) {
                case EMAIL, PHONE, DOMAIN -> text.add("NULL::text");
                // Hosts and what follows a question mark are written in several ways.
                case LINKEDIN ->
                    folded(
                            keys.linkedinColumns(),
                            "coalesce(nullif(split_part(split_part(lower(",
                            "), 'linkedin.com/', 2), '?', 1), ''), '')");
                case NAME -> {
                    text.add("(SELECT string_agg(w, ' ') FROM unnest(string_to_array(");
                    folded(keys.nameColumns(), "", "");
                    text.add(", ' ')) w WHERE w <> ALL (");
                    text.value(keys.droppedWords().toArray(String[]::new), "text[]")
                            .add(")");
                    text.add(keys.isPerson() ? ")" : " AND char_length(w) > 1)");
                }
            }
        }

        private void folded(List<String> columns, String before, String after) {
            SearchDocument.fold(text, () -> {
                text.add("concat_ws(' '");
                columns.forEach(
                        column -> text.add(", " + before).name("g", column).add(after));
                text.add(")");
            });
        }

        /** The oldest. With a limit in place of the order, PostgreSQL hopes to meet one soon and reads the whole table. */
        private void record(MatchField field) {
            text.add(" WHEN '" + field.wireName()
                    + "' THEN (SELECT (array_agg(t.id ORDER BY t.created_at, t.id))[1] FROM ");
            table().add(" t WHERE (");
            candidates(field);
            text.add(") AND wanted.key = ANY (");
            keys.write(text, field, "t");
            text.add(") AND ");
            var name = schema.snapshot().schemaName();
            CriterionSql.write(text, AccessRules.rows(schema, object.name(), Action.READ), name, "t");
            text.add(")");
        }

        private void candidates(MatchField field) {
            switch (field) {
                case EMAIL -> anyOf(keys.emailFields());
                case PHONE -> anyOf(keys.phoneFields());
                case DOMAIN -> text.add("t.\"domain\" = wanted.key");
                case LINKEDIN, NAME ->
                    text.add("wanted.words <> '' AND t.search_document @@ plainto_tsquery('simple', wanted.words)");
            }
        }

        private void anyOf(List<FieldDefinition> fields) {
            for (var index = 0; index < fields.size(); index++) {
                var field = fields.get(index);
                text.add(index == 0 ? "" : " OR ");
                if (field.type().hasEntries()) {
                    text.name("t", FieldColumns.values(field)).add(" @> ARRAY[wanted.key]");
                } else {
                    text.add("lower(").name("t", field.name()).add(") = wanted.key");
                }
            }
        }
    }
}
