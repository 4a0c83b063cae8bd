package app.kasar.search;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.db.StaleSnapshot;
import app.kasar.problem.Problem;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.PhoneNotation;
import app.kasar.query.sql.SnapshotSql;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SearchDocument;
import app.kasar.schema.VisibleSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JsonGenerator;

/** Searches the records of all objects: exact values first, then words, then what is near them. */
public final class Search {
    /** More words do not find fewer records. */
    private static final int MOST_TERMS = 16;

    private final Database database;
    private final Vocabulary vocabulary;

    public Search(Database database) {
        this.database = database;
        this.vocabulary = new Vocabulary(database);
    }

    /**
     * Writes the whole answer.
     *
     * @throws StaleSnapshot when the organization moved on since the caller was authenticated
     * @throws Problem INVALID_OBJECT or PERMISSION_DENIED for an object that is named
     */
    void write(SearchRequest asked, VisibleSchema schema, JsonGenerator json) {
        var objects = asked.object() == null
                ? schema.readable()
                : List.of(schema.object(Objects.requireNonNull(asked.object()), Action.READ));
        json.writeStartObject();
        json.writeStringProperty("query", asked.query());
        json.writeArrayPropertyStart("results");
        // One snapshot, so that no record changes its rank between two statements.
        var total =
                database.inTransaction(Database.Isolation.REPEATABLE_READ, () -> results(asked, schema, objects, json));
        json.writeEndArray();
        json.writeNumberProperty("total", total);
        json.writeEndObject();
    }

    private int results(SearchRequest asked, VisibleSchema schema, List<ObjectSchema> objects, JsonGenerator json) {
        var typed = typed(asked.query(), schema, objects);
        if (typed.terms().isEmpty()) {
            return 0;
        }
        var words = new Widening(typed, vocabulary, schema.snapshot().schemaName());
        var total = 0;
        for (var object : objects) {
            var found = new ObjectSearch(new ObjectMatches(database, schema, object, Effort.USUAL), typed, words)
                    .find(asked);
            total += found.size();
            if (!found.isEmpty()) {
                new FoundRecords(database, schema, object).write(found, json);
            }
        }
        return total;
    }

    private Typed typed(String query, VisibleSchema schema, List<ObjectSchema> objects) {
        var parts = new PhoneNotation(schema.actor().settings().defaultCountry()).parts(query);
        var texts = new ArrayList<String>();
        texts.add(query);
        parts.forEach(part -> texts.add(part.text()));
        var folded = folded(texts, schema, planning(schema, objects));
        var terms = new ArrayList<Term>();
        for (var index = 0; index < parts.size(); index++) {
            var words = folded.get(index + 1).words();
            var numbers = parts.get(index).numbers();
            if (numbers.isEmpty()) {
                words.stream().map(Term::word).forEach(terms::add);
            } else {
                terms.add(new Term(words, numbers));
            }
        }
        return new Typed(
                folded.getFirst().whole(),
                terms.stream().distinct().limit(MOST_TERMS).toList());
    }

    private record Folded(String whole, List<String> words) {}

    /** Where all records may be read, one plan serves all words, and making it would take longer than to run it. */
    private static String planning(VisibleSchema schema, List<ObjectSchema> objects) {
        var readsAll = objects.stream()
                .allMatch(
                        object -> AccessRules.rows(schema, object.name(), Action.READ) instanceof Criterion.Everything);
        return readsAll ? "force_generic_plan" : "auto";
    }

    private List<Folded> folded(List<String> texts, VisibleSchema schema, String planning) {
        var text = new SqlText().add("SELECT ");
        SnapshotSql.epoch(text, schema.snapshot().schemaName());
        // All until the transaction ends: PostgreSQL underrates what it costs to look at every row for words, and two
        // slips leave less of a word than it takes for alike.
        text.add(
                ", set_config('enable_seqscan', 'off', true), set_config('pg_trgm.similarity_threshold', '0.2', true)");
        text.add(", set_config('plan_cache_mode', ").value(planning).add(", true)");
        text.add(", btrim(f.text), tsvector_to_array(to_tsvector('simple', f.text)) FROM unnest(");
        text.value(texts.toArray(String[]::new), "text[]").add(") WITH ORDINALITY p(text, place), LATERAL (SELECT ");
        SearchDocument.fold(text, () -> text.add("p.text"));
        text.add(" AS text OFFSET 0) f ORDER BY p.place");
        return database.list(text.toStatement(), row -> {
            if (row.number(1) != schema.snapshot().epoch()) {
                throw new StaleSnapshot("the organization's schema, users or rights changed");
            }
            return new Folded(row.requiredText(5), Objects.requireNonNull(row.texts(6)));
        });
    }
}
