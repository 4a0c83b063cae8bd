package app.kasar.query.sql;

import app.kasar.db.SqlText;
import app.kasar.query.plan.ListPlan;
import java.util.Set;

/** What a statement reads beside its rows: whether what its maker knew still holds. */
public final class SnapshotSql {
    /** Changed records up to which a total is carried on by looking at them rather than counted anew. */
    private static final int MOST_CHANGED = 2000;

    private SnapshotSql() {}

    /** Appends the organization's epoch as a scalar. */
    public static void epoch(SqlText text, String schema) {
        text.add("(SELECT epoch FROM ").name(schema, "state").add(")");
    }

    /**
     * Appends whether any record of these objects changed between a moment and now. Exact, because an event becomes
     * visible together with the change it tells of: an event this statement sees and the earlier one did not is a
     * change the earlier one did not see either.
     *
     * @param since {@code pg_current_snapshot()} of the earlier statement
     */
    public static void changed(SqlText text, String schema, Set<String> objects, String since) {
        text.add("EXISTS (SELECT 1 FROM ").name(schema, "events").add(" e WHERE e.object_name = ANY(");
        text.value(objects.toArray(String[]::new), "text[]");
        unseen(text.add(") AND "), "e", since);
        text.add(")");
    }

    /** Appends by how many records of an object more (or fewer) there are than at a moment; otherwise as {@link #changed}. */
    public static void growth(SqlText text, String schema, String object, String since) {
        text.add(
                "(SELECT count(*) FILTER (WHERE e.kind = 'created') - count(*) FILTER (WHERE e.kind = 'deleted') FROM ");
        text.name(schema, "events").add(" e WHERE e.object_name = ").value(object);
        unseen(text.add(" AND "), "e", since);
        text.add(")");
    }

    /**
     * Appends by how many more (or fewer) records meet a criterion than at a moment: those that changed since are looked
     * at as they are now, and as they were then, which is the first of their versions that ended since. NULL when so many
     * changed that counting is cheaper. Only for a criterion of the own row.
     */
    public static void difference(SqlText text, ListPlan plan, String since) {
        var schema = plan.schema().snapshot().schemaName();
        var object = plan.object();
        text.add("(WITH changed AS MATERIALIZED (SELECT DISTINCT e.record_id FROM ")
                .name(schema, "events");
        text.add(" e WHERE e.object_name = ").value(object.name());
        unseen(text.add(" AND e.kind IN ('created', 'updated', 'deleted') AND "), "e", since);
        text.add(" LIMIT " + (MOST_CHANGED + 1) + ") SELECT CASE WHEN (SELECT count(*) FROM changed) <= "
                + MOST_CHANGED);
        text.add(" THEN (SELECT count(*) FROM ").name(schema, object.table());
        text.add(" t WHERE t.id IN (SELECT record_id FROM changed) AND ");
        CriterionSql.write(text, plan.selection().criterion(), schema, "t");
        text.add(") - (SELECT count(*) FROM (SELECT DISTINCT ON (h.id) h.* FROM ")
                .name(schema, object.historyTable());
        text.add(" h WHERE h.id IN (SELECT record_id FROM changed) AND ");
        unseen(text, "h", since);
        text.add(" AND NOT EXISTS (SELECT 1 FROM ").name(schema, "events").add(" e WHERE e.record_id = h.id");
        unseen(text.add(" AND e.kind = 'created' AND "), "e", since);
        text.add(") ORDER BY h.id, lower(h.valid)) b WHERE ");
        CriterionSql.write(text, plan.selection().criterion(), schema, "b");
        text.add(") END)");
    }

    private static void unseen(SqlText text, String alias, String since) {
        text.name(alias, "transaction_id").add(" >= pg_snapshot_xmin(").value(since, "pg_snapshot");
        text.add(") AND NOT pg_visible_in_snapshot(")
                .name(alias, "transaction_id")
                .add(", ");
        text.value(since, "pg_snapshot").add(")");
    }
}
