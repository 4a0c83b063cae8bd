package app.kasar.query.sql;

import app.kasar.db.SqlText;
import java.util.Set;

/** What a statement reads beside its rows: whether what its maker knew still holds. */
public final class SnapshotSql {
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
        unseen(text.add(") AND "), since);
        text.add(")");
    }

    /** Appends by how many records of an object more (or fewer) there are than at a moment; otherwise as {@link #changed}. */
    public static void growth(SqlText text, String schema, String object, String since) {
        text.add(
                "(SELECT count(*) FILTER (WHERE e.kind = 'created') - count(*) FILTER (WHERE e.kind = 'deleted') FROM ");
        text.name(schema, "events").add(" e WHERE e.object_name = ").value(object);
        unseen(text.add(" AND "), since);
        text.add(")");
    }

    private static void unseen(SqlText text, String since) {
        text.add("e.transaction_id >= pg_snapshot_xmin(").value(since, "pg_snapshot");
        text.add(") AND NOT pg_visible_in_snapshot(e.transaction_id, ")
                .value(since, "pg_snapshot")
                .add(")");
    }
}
