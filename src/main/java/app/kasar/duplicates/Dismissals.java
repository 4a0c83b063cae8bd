package app.kasar.duplicates;

import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.records.MovedReference;
import app.kasar.schema.VisibleSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The pairs somebody found to be two different things. */
final class Dismissals {
    private static final String TABLE = "duplicate_dismissals";

    private final Database database;
    private final VisibleSchema schema;
    private final String object;

    Dismissals(Database database, VisibleSchema schema, String object) {
        this.database = database;
        this.schema = schema;
        this.object = object;
    }

    /** Two records; a pair is the same whichever is named first. */
    record Pair(UUID first, UUID second) {}

    /** Every pair among some records. */
    int add(List<UUID> records, Instant now) {
        var text = new SqlText()
                .add("INSERT INTO ")
                .name(schemaName(), TABLE)
                .add(" SELECT ")
                .value(object, "text");
        text.add(", a, b, ").value(now, "timestamptz").add(", ");
        text.value(schema.actor().member().id(), "uuid");
        pairs(text, records);
        return database.execute(text.add(" ON CONFLICT DO NOTHING").toStatement());
    }

    /** Lets every pair among some records count again. */
    int remove(List<UUID> records) {
        var text = new SqlText().add("DELETE FROM ").name(schemaName(), TABLE).add(" d USING (SELECT a, b");
        pairs(text, records);
        text.add(") p WHERE d.object_name = ").value(object).add(" AND d.first_id = p.a AND d.second_id = p.b");
        return database.execute(text.toStatement());
    }

    /** What differs from records that were merged differs from their survivor. */
    List<MovedReference> move(UUID survivor, List<UUID> gone) {
        var ids = gone.toArray(UUID[]::new);
        var text = new SqlText().add("WITH old AS (DELETE FROM ").name(schemaName(), TABLE);
        text.add(" WHERE object_name = ")
                .value(object)
                .add(" AND (first_id = ANY(")
                .value(ids);
        text.add(") OR second_id = ANY(").value(ids).add(")) RETURNING *), seen AS (SELECT o.*, o.first_id = ANY(");
        text.value(ids).add(") AS is_first FROM old o), pairs AS (SELECT s.dismissed_at, s.dismissed_by,");
        text.add(" CASE WHEN is_first THEN first_id ELSE second_id END AS gone,");
        text.add(" CASE WHEN is_first THEN second_id ELSE first_id END AS other FROM seen s), added AS (INSERT INTO ");
        text.name(schemaName(), TABLE).add(" SELECT DISTINCT ON (p.other) ").value(object, "text");
        text.add(", least(p.other, ")
                .value(survivor, "uuid")
                .add("), greatest(p.other, ")
                .value(survivor, "uuid");
        text.add("), p.dismissed_at, p.dismissed_by FROM pairs p WHERE p.other <> ALL(")
                .value(ids);
        text.add(") AND p.other <> ").value(survivor).add(" ORDER BY p.other, p.dismissed_at");
        text.add(" ON CONFLICT DO NOTHING RETURNING first_id, second_id) SELECT p.other, p.gone, EXISTS");
        text.add(" (SELECT 1 FROM added a WHERE p.other IN (a.first_id, a.second_id)) FROM pairs p");
        return database.list(
                text.toStatement(),
                row -> new MovedReference(TABLE, "record", row.requiredUuid(1), row.requiredUuid(2), row.isTrue(3)));
    }

    private static void pairs(SqlText text, List<UUID> records) {
        var ids = records.toArray(UUID[]::new);
        text.add(" FROM unnest(").value(ids, "uuid[]");
        text.add(") a JOIN unnest(").value(ids, "uuid[]").add(") b ON a < b");
    }

    /** All of the object's. */
    List<Pair> list() {
        var text = new SqlText().add("SELECT first_id, second_id FROM ").name(schemaName(), TABLE);
        text.add(" WHERE object_name = ").value(object);
        return new ArrayList<>(
                database.list(text.toStatement(), row -> new Pair(row.requiredUuid(1), row.requiredUuid(2))));
    }

    /**
     * Appends whether some pair among the records of a group still counts.
     *
     * @param ids an SQL expression of an array without repeats
     */
    static void notAll(SqlText text, String schema, String object, String ids) {
        text.add("(NOT EXISTS (SELECT 1 FROM ").name(schema, TABLE).add(" WHERE object_name = ");
        text.literal(object)
                .add(") OR (SELECT count(*) FROM ")
                .name(schema, TABLE)
                .add(" WHERE object_name = ");
        text.literal(object)
                .add(" AND first_id = ANY(" + ids + ") AND second_id = ANY(" + ids + ")) < cardinality(" + ids
                        + ")::bigint * (cardinality(" + ids + ") - 1) / 2)");
    }

    private String schemaName() {
        return schema.snapshot().schemaName();
    }
}
