package app.kasar.duplicates;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.duplicates.fuzzy.Population;
import app.kasar.duplicates.fuzzy.Resemblances;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SearchDocument;
import app.kasar.schema.VisibleSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds for a record about to be written those that are there already and like it: a few candidates by index, then a look at each. */
public final class NearRecords {
    private static final double THRESHOLD = 0.9;
    private static final int MOST_CANDIDATES = 200;
    private static final int FIRST_VALUE = 2;

    private final Database database;

    public NearRecords(Database database) {
        this.database = database;
    }

    /**
     * A record that is like the one asked about.
     *
     * @param score the probability that it is the same
     * @param reasons what speaks for it, strongest first
     */
    public record Found(UUID id, double score, List<String> reasons) {
        public Found {
            reasons = List.copyOf(reasons);
        }

        /** What to tell somebody who was about to write it a second time. */
        public String message() {
            return String.format(
                    Locale.ROOT, "record %s is probably the same (%.3f): %s", id, score, String.join(", ", reasons));
        }
    }

    /**
     * @param columns of the record in PostgreSQL's text form, as {@link app.kasar.records.RecordInput} has them; with an
     *     {@code id}, what is to become of the columns of this record, which is not found itself
     */
    public List<Found> find(ObjectSchema object, VisibleSchema schema, Map<String, @Nullable String> columns) {
        var fields = ComparedFields.of(object, null);
        var population =
                new Population(fields.stream().map(ComparedField::field).toList());
        var ids = new ArrayList<@Nullable UUID>();
        database.list(new Candidates(object, schema, fields).statement(columns), row -> {
            population.add(ComparedField.values(row, FIRST_VALUE, fields.size()));
            return ids.add(row.uuid(1));
        });
        var own = columns.get(DraftSql.ID);
        return Resemblances.of(population, THRESHOLD).stream()
                .map(pair -> new Found(
                        java.util.Objects.requireNonNull(ids.get(pair.other())), pair.score(), pair.reasons()))
                .filter(found -> !found.id().toString().equals(own))
                .toList();
    }

    /** The record itself first, without an id, and then those that share an address, a number, or words of the name. */
    private static final class Candidates {
        private final ObjectSchema object;
        private final VisibleSchema schema;
        private final List<ComparedField> fields;
        private final MatchKeys keys;
        private final SqlText text = new SqlText();

        Candidates(ObjectSchema object, VisibleSchema schema, List<ComparedField> fields) {
            this.object = object;
            this.schema = schema;
            this.fields = fields;
            this.keys = new MatchKeys(object, MatchKeys.EmailRules.STRICT);
        }

        Statement statement(Map<String, @Nullable String> columns) {
            text.add("WITH given AS MATERIALIZED (");
            DraftSql.write(text, schema.snapshot().schemaName(), object, List.of(columns));
            text.add("), near AS MATERIALIZED (");
            var first = true;
            for (var field : listed()) {
                text.add(first ? "(" : " UNION (");
                candidates(() -> text.name("t", FieldColumns.values(field))
                        .add(" && (SELECT ")
                        .name(FieldColumns.values(field))
                        .add(" FROM given)"));
                first = false;
            }
            if (!keys.nameColumns().isEmpty()) {
                text.add(first ? "(" : " UNION (");
                candidates(() -> {
                    text.add("t.search_document @@ (");
                    query();
                    text.add(")");
                });
                first = false;
            }
            text.add(first ? "SELECT NULL::uuid AS id WHERE false" : "");
            text.add(") SELECT NULL::uuid AS id");
            values("g");
            text.add(" FROM given g UNION ALL SELECT t.id");
            values("t");
            text.add(" FROM ");
            return table().add(" t WHERE t.id IN (SELECT id FROM near)").toStatement();
        }

        private SqlText table() {
            return text.name(schema.snapshot().schemaName(), object.table());
        }

        private List<FieldDefinition> listed() {
            return object.fields().stream()
                    .filter(field -> field.type().hasEntries())
                    .toList();
        }

        private void values(String alias) {
            fields.forEach(field -> field.value().accept(text.add(", "), alias));
        }

        private void candidates(Runnable condition) {
            text.add("SELECT t.id FROM ");
            table().add(" t WHERE ");
            condition.run();
            text.add(" AND ");
            var name = schema.snapshot().schemaName();
            CriterionSql.write(text, AccessRules.rows(schema, object.name(), Action.READ), name, "t");
            text.add(" LIMIT " + MOST_CANDIDATES + ")");
        }

        /** Any two words of the name, one of them by its beginning, so that a slip at the end of one does no harm. */
        private void query() {
            text.add(
                    "SELECT coalesce(string_agg(format('(%s & %s:*)', a.w, left(b.w, 4)), ' | '), '')::tsquery FROM given g,");
            text.add(" LATERAL (SELECT string_to_array(btrim(");
            SearchDocument.fold(text, () -> {
                text.add("concat_ws(' '");
                keys.nameColumns().forEach(column -> text.add(", ").name("g", column));
                text.add(")");
            });
            text.add("), ' ') AS ws) f, unnest(f.ws) WITH ORDINALITY a(w, n), unnest(f.ws) WITH ORDINALITY b(w, n)");
            text.add(
                    " WHERE (a.n <> b.n OR cardinality(f.ws) = 1) AND a.n <= 4 AND b.n <= 4 AND a.w ~ '^[[:alnum:]]+$'");
            text.add(" AND b.w ~ '^[[:alnum:]]+$'");
        }
    }
}
