package app.kasar.query.sql;

import app.kasar.db.SqlText;
import app.kasar.query.plan.CountPlan;
import java.util.Set;
import java.util.TreeSet;

/** What a statement reads beside its rows: whether what its maker knew still holds. */
public final class SnapshotSql {
    /** Changes up to which a total is carried on by looking at them rather than counted anew. */
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
        text.add("(");
        var first = true;
        for (var object : new TreeSet<>(objects)) {
            text.add(first ? "" : " OR ").add("EXISTS (");
            unseenEvents(text, schema, object, since);
            text.add(" LIMIT 1)");
            first = false;
        }
        text.add(")");
    }

    /**
     * Appends by how many records of an object more (or fewer) there are than at a moment; NULL when so many came and went
     * that counting is cheaper.
     */
    public static void growth(SqlText text, String schema, String object, String since) {
        text.add("(SELECT CASE WHEN count(*) <= " + MOST_CHANGED + " THEN count(*) FILTER (WHERE e.kind = 'created')");
        text.add(" - count(*) FILTER (WHERE e.kind = 'deleted') END FROM (");
        unseenEvents(text, schema, object, since);
        text.add(" LIMIT " + (MOST_CHANGED + 1) + ") e)");
    }

    /**
     * Appends, a column a criterion, by how many more (or fewer) records meet it than at a moment: those that changed since
     * are looked at as they are now, and as they were then, which is the first of their versions that ended since. NULL when
     * so many changed that counting is cheaper. Only for criteria of the own row.
     */
    public static void differences(SqlText text, CountPlan plan, String since) {
        var schema = plan.schema().snapshot().schemaName();
        text.add("WITH event AS MATERIALIZED (");
        unseenEvents(text, schema, plan.object().name(), since);
        text.add(" LIMIT " + (MOST_CHANGED + 1) + "), changed AS (SELECT DISTINCT record_id FROM event WHERE kind IN"
                + " ('created', 'updated', 'deleted')), now AS (SELECT ");
        CountSql.columns(text, plan, "t");
        text.add(" FROM ").name(schema, plan.object().table());
        text.add(" t WHERE t.id IN (SELECT record_id FROM changed) AND ");
        CriterionSql.write(text, plan.selection().criterion(), schema, "t");
        text.add("), before AS (SELECT ");
        CountSql.columns(text, plan, "b");
        versionsBefore(text.add(" FROM ("), plan, since);
        text.add(") b WHERE ");
        CriterionSql.write(text, plan.selection().criterion(), schema, "b");
        text.add("), sum AS (SELECT count(*) <= " + MOST_CHANGED + " AS is_few FROM event) SELECT ");
        epoch(text, schema);
        text.add(", pg_current_snapshot()::text");
        for (var index = 0; index < plan.criteria().size(); index++) {
            text.add(", CASE WHEN sum.is_few THEN now.count" + index + " - before.count" + index + " END");
        }
        text.add(" FROM now, before, sum");
    }

    private static void versionsBefore(SqlText text, CountPlan plan, String since) {
        text.add("SELECT DISTINCT ON (h.id) h.* FROM ")
                .name(plan.schema().snapshot().schemaName(), plan.object().historyTable())
                .add(" h WHERE h.id IN (SELECT record_id FROM changed) AND ");
        unseen(text, "h", since);
        text.add(" AND NOT EXISTS (SELECT 1 FROM event e WHERE e.record_id = h.id AND e.kind = 'created')");
        text.add(" ORDER BY h.id, lower(h.valid)");
    }

    /**
     * The events of an object that a moment did not see. In the order of the index, so that the planner follows it to the
     * few there are: without values to look at it expects a third of all events.
     */
    private static void unseenEvents(SqlText text, String schema, String object, String since) {
        text.add("SELECT e.record_id, e.kind FROM ").name(schema, "events");
        text.add(" e WHERE e.object_name = ").value(object).add(" AND ");
        unseen(text, "e", since);
        text.add(" ORDER BY e.transaction_id");
    }

    private static void unseen(SqlText text, String alias, String since) {
        text.name(alias, "transaction_id").add(" >= pg_snapshot_xmin(").value(since, "pg_snapshot");
        text.add(") AND NOT pg_visible_in_snapshot(")
                .name(alias, "transaction_id")
                .add(", ");
        text.value(since, "pg_snapshot").add(")");
    }
}
