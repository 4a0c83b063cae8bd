package app.kasar.jobs;

import app.kasar.access.SchemaTable;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import java.time.Instant;

/** Jobs that have ended, and how they go. */
public final class EndedJobs {
    private static final int ERRORS_AT_ONCE = 10_000;
    private static final int JOBS_AT_ONCE = 100;

    private final Database database;

    public EndedJobs(Database database) {
        this.database = database;
    }

    /**
     * Removes the jobs that ended before a moment, with their errors: some at a time, so that nobody waits for it.
     *
     * @return how many jobs
     */
    public int remove(String schema, Instant before) {
        var jobs = SchemaTable.of(schema, "jobs");
        var errors = SchemaTable.of(schema, "job_errors");
        repeat(
                "DELETE FROM %2$s WHERE ctid = ANY(ARRAY(SELECT e.ctid FROM %2$s e JOIN %1$s j ON j.id = e.job_id"
                        + " WHERE j.finished_at < ? LIMIT %3$d))",
                before, jobs, errors, ERRORS_AT_ONCE);
        return repeat(
                "DELETE FROM %1$s WHERE id IN (SELECT id FROM %1$s WHERE finished_at < ? LIMIT %2$d)",
                before, jobs, JOBS_AT_ONCE);
    }

    private int repeat(String sql, Instant before, Object... parts) {
        var all = 0;
        var statement = Statement.fixed(sql.formatted(parts), before);
        for (var removed = database.execute(statement); removed > 0; removed = database.execute(statement)) {
            all += removed;
        }
        return all;
    }
}
