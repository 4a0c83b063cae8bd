package app.kasar.duplicates;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.duplicates.fuzzy.Likes;
import app.kasar.duplicates.fuzzy.NearDuplicates;
import app.kasar.duplicates.fuzzy.Population;
import app.kasar.json.Json;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.records.RecordReader;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ArrayNode;

/** Finds the records of an object that are alike: reads them all once, compares them in memory, and keeps the groups. */
final class FuzzyScan {
    static final String MATCH_FIELD = "fuzzy";
    private static final double NEARLY_ONE = 1 - 1e-9;
    private static final int FIRST_VALUE = 3;
    private static final int GROUPS_AT_ONCE = 1000;

    private final Database database;
    private final VisibleSchema schema;
    private final ObjectSchema object;
    private final RecordIds records = new RecordIds();

    FuzzyScan(Database database, VisibleSchema schema, ObjectSchema object) {
        this.database = database;
        this.schema = schema;
        this.object = object;
    }

    /** @throws app.kasar.db.StaleSnapshot when the organization moved on since the caller was authenticated */
    void requireCurrent(RecordReader reader) {
        reader.requireCurrent(schema);
    }

    /** Reads everything that is compared. Needs an open transaction. */
    Population read(List<ComparedField> fields) {
        var population =
                new Population(fields.stream().map(ComparedField::field).toList());
        database.each(statement(fields), row -> {
            records.add(row.requiredUuid(1), row.number(2));
            population.add(ComparedField.values(row, FIRST_VALUE, fields.size()));
        });
        return population;
    }

    private Statement statement(List<ComparedField> fields) {
        var name = schema.snapshot().schemaName();
        var text = new SqlText().add("SELECT t.id, (extract(epoch FROM t.created_at) * 1000000)::bigint");
        fields.forEach(field -> field.value().accept(text.add(", "), "t"));
        text.add(" FROM ").name(name, object.table()).add(" t WHERE ");
        CriterionSql.write(text, AccessRules.rows(schema, object.name(), Action.READ), name, "t");
        return text.toStatement();
    }

    /** The groups of what was read, strongest first. */
    List<Likes> compare(Population population, double threshold) {
        var dismissed = dismissed();
        return new NearDuplicates(population).groups(Math.min(threshold, NEARLY_ONE), dismissed::contains);
    }

    private Set<Long> dismissed() {
        var pairs = new Dismissals(database, schema, object.name()).list();
        var places = records.places(pairs);
        var known = new HashSet<Long>();
        for (var pair : pairs) {
            var one = places.get(pair.first());
            var other = places.get(pair.second());
            if (one != null && other != null) {
                known.add((long) Math.min(one, other) << 32 | Math.max(one, other));
            }
        }
        return known;
    }

    /**
     * Keeps a scan's groups.
     *
     * @return how many there are
     */
    int addGroups(Scan scan, List<Likes> groups) {
        for (var from = 0; from < groups.size(); from += GROUPS_AT_ONCE) {
            database.execute(insert(scan, groups.subList(from, Math.min(groups.size(), from + GROUPS_AT_ONCE)), from));
        }
        return groups.size();
    }

    private Statement insert(Scan scan, List<Likes> groups, int before) {
        var text = new SqlText()
                .add("INSERT INTO ")
                .name(schema.snapshot().schemaName(), "duplicate_groups")
                .add(" (scan_id, position, match_field, match_value, record_ids, details) SELECT ")
                .value(scan.id(), "uuid");
        text.add(", ").value(before, "int").add(" + n, ").literal(MATCH_FIELD);
        text.add(", NULL, ids::uuid[], details::jsonb FROM unnest(");
        text.value(groups.stream().map(this::ids).toArray(String[]::new), "text[]")
                .add(", ");
        text.value(groups.stream().map(this::details).toArray(String[]::new), "text[]");
        return text.add(") WITH ORDINALITY g(ids, details, n)").toStatement();
    }

    /** Oldest first, as an array literal. */
    private String ids(Likes group) {
        return group.records().stream()
                .sorted(Comparator.comparingLong(records::createdAt).thenComparing(records::id))
                .map(place -> records.id(place).toString())
                .collect(java.util.stream.Collectors.joining(",", "{", "}"));
    }

    private String details(Likes group) {
        var json = Json.MAPPER.createObjectNode();
        json.put("score", rounded(group.score()));
        group.reasons().forEach(json.putArray("reasons")::add);
        var pairs = json.putArray("pairs");
        group.pairs().forEach(pair -> add(pair, pairs));
        return json.toString();
    }

    private void add(Likes.Pair pair, ArrayNode pairs) {
        var json = pairs.addObject();
        json.putArray("ids")
                .add(records.id(pair.one()).toString())
                .add(records.id(pair.other()).toString());
        json.put("score", rounded(pair.score()));
        pair.reasons().forEach(json.putArray("reasons")::add);
    }

    private static double rounded(double score) {
        return Math.floor(score * 10_000) / 10_000;
    }
}
