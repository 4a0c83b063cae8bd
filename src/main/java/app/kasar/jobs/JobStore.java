package app.kasar.jobs;

import app.kasar.access.SchemaTable;
import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The SQL of jobs. */
final class JobStore {
    private static final String COLUMNS =
            "id, kind, status, message, created_at, started_at, finished_at, total, processed,"
                    + " created, updated, duplicates, failed, requested_by, token_id, details::text";
    private static final int ERRORS_AT_ONCE = 1000;

    private final Database database;

    JobStore(Database database) {
        this.database = database;
    }

    void insert(String schema, UUID id, NewJob job, Job.Requester requester, Instant at) {
        var text = new SqlText().add("INSERT INTO ").add(SchemaTable.of(schema, "jobs"));
        text.add(" (id, kind, status, total, requested_by, token_id, details, error_header, created_at) VALUES (");
        text.value(id)
                .add(", ")
                .value(job.kind())
                .add(", 'queued', ")
                .value(job.total(), "bigint")
                .add(", ");
        text.value(requester.memberId()).add(", ").value(requester.tokenId()).add(", ");
        text.value(job.details().toString(), "jsonb")
                .add(", ")
                .value(job.errorHeader())
                .add(", ");
        text.value(at, "timestamptz").add(")");
        database.execute(text.toStatement());
    }

    Optional<Job> find(String schema, UUID id) {
        return database.find(
                Statement.fixed(
                        "SELECT %s FROM %s WHERE id = ?".formatted(COLUMNS, SchemaTable.of(schema, "jobs")), id),
                JobStore::job);
    }

    /**
     * The newest first.
     *
     * @param before only older ones than this; null is all
     */
    List<Job> list(String schema, VisibleJobs visible, @Nullable UUID before, int limit) {
        var text = new SqlText().add("SELECT " + COLUMNS + " FROM " + SchemaTable.of(schema, "jobs") + " WHERE ");
        visible.write(text);
        if (before != null) {
            text.add(" AND id < ").value(before);
        }
        text.add(" ORDER BY id DESC LIMIT ").value(limit);
        return database.list(text.toStatement(), JobStore::job);
    }

    long count(String schema, VisibleJobs visible) {
        var text = new SqlText().add("SELECT count(*) FROM " + SchemaTable.of(schema, "jobs") + " WHERE ");
        visible.write(text);
        return database.find(text.toStatement(), row -> row.number(1)).orElseThrow();
    }

    /** Whether a job of the same kind that came earlier has not ended yet. */
    boolean hasEarlier(String schema, Job job) {
        var sql = "SELECT EXISTS (SELECT 1 FROM %s WHERE kind = ? AND id < ? AND status IN ('queued', 'running'))";
        return database.find(
                        Statement.fixed(sql.formatted(SchemaTable.of(schema, "jobs")), job.kind(), job.id()),
                        row -> row.isTrue(1))
                .orElseThrow();
    }

    /** False when the job has ended. */
    boolean start(String schema, UUID id, Instant at) {
        var sql = "UPDATE %s SET status = 'running', started_at = coalesce(started_at, ?) WHERE id = ?"
                + " AND status IN ('queued', 'running')";
        return database.execute(Statement.fixed(sql.formatted(SchemaTable.of(schema, "jobs")), at, id)) == 1;
    }

    /** Ends the job and lets go of its file; false when it had ended before. */
    boolean finish(String schema, UUID id, JobStatus status, @Nullable String message, Instant at) {
        var sql =
                "UPDATE %s SET status = ?, message = ?, finished_at = ? WHERE id = ? AND status IN ('queued', 'running')";
        return database.inTransaction(() -> {
            var statement =
                    Statement.fixed(sql.formatted(SchemaTable.of(schema, "jobs")), status.wireName(), message, at, id);
            if (database.execute(statement) == 0) {
                return false;
            }
            database.execute(Statement.fixed(
                    "DELETE FROM %s WHERE job_id = ?".formatted(SchemaTable.of(schema, "job_files")), id));
            return true;
        });
    }

    /** The counts after the step; empty when the job does not stand at {@code from} any more. */
    Optional<JobCounts> advance(String schema, UUID id, long from, JobCounts step) {
        var sql = "UPDATE %s SET processed = processed + ?, created = created + ?, updated = updated + ?,"
                + " duplicates = duplicates + ?, failed = failed + ? WHERE id = ? AND processed = ?"
                + " AND status = 'running' RETURNING total, processed, created, updated, duplicates, failed";
        var statement = Statement.fixed(
                sql.formatted(SchemaTable.of(schema, "jobs")),
                step.processed(),
                step.created(),
                step.updated(),
                step.duplicates(),
                step.failed(),
                id,
                from);
        return database.find(statement, row -> counts(row, 1));
    }

    void reset(String schema, UUID id) {
        var sql = "UPDATE %s SET processed = 0, created = 0, updated = 0, duplicates = 0, failed = 0 WHERE id = ?";
        database.inTransaction(() -> {
            database.execute(Statement.fixed(
                    "DELETE FROM %s WHERE job_id = ?".formatted(SchemaTable.of(schema, "job_errors")), id));
            return database.execute(Statement.fixed(sql.formatted(SchemaTable.of(schema, "jobs")), id));
        });
    }

    void addErrors(String schema, UUID id, List<JobError> errors) {
        if (errors.isEmpty()) {
            return;
        }
        var sql = "INSERT INTO %s (job_id, place, line, code, message, record) SELECT ?, e.* FROM unnest(?::bigint[],"
                + " ?::bigint[], ?::text[], ?::text[], ?::text[]) e";
        database.execute(Statement.fixed(
                sql.formatted(SchemaTable.of(schema, "job_errors")),
                id,
                errors.stream().map(JobError::place).toArray(Long[]::new),
                errors.stream().map(JobError::line).toArray(Long[]::new),
                errors.stream().map(JobError::code).toArray(String[]::new),
                errors.stream().map(error -> storable(error.message())).toArray(String[]::new),
                errors.stream().map(error -> storable(error.record())).toArray(String[]::new)));
    }

    /** What came may hold what PostgreSQL's texts cannot. */
    private static String storable(String text) {
        return text.replace('\0', '\ufffd');
    }

    String errorHeader(String schema, UUID id) {
        return database.find(
                        Statement.fixed(
                                "SELECT error_header FROM %s WHERE id = ?".formatted(SchemaTable.of(schema, "jobs")),
                                id),
                        row -> row.requiredText(1))
                .orElseThrow();
    }

    /** Every error in the order of the file, a page of them at a time. */
    void errors(String schema, UUID id, Consumer<JobError> reader) {
        var sql =
                "SELECT place, line, code, message, record FROM %s WHERE job_id = ? AND place > ? ORDER BY place LIMIT ?"
                        .formatted(SchemaTable.of(schema, "job_errors"));
        var last = 0L;
        while (true) {
            var page = database.list(
                    Statement.fixed(sql, id, last, ERRORS_AT_ONCE),
                    row -> new JobError(
                            row.number(1),
                            row.number(2),
                            row.requiredText(3),
                            row.requiredText(4),
                            row.requiredText(5)));
            page.forEach(reader);
            if (page.size() < ERRORS_AT_ONCE) {
                return;
            }
            last = page.getLast().place();
        }
    }

    private static Job job(Row row) {
        var state = new Job.State(
                JobStatus.find(row.requiredText(3)).orElseThrow(),
                row.text(4),
                Objects.requireNonNull(row.instant(5)),
                row.instant(6),
                row.instant(7));
        return new Job(
                row.requiredUuid(1),
                row.requiredText(2),
                state,
                counts(row, 8),
                new Job.Requester(row.requiredUuid(14), row.requiredUuid(15)),
                (ObjectNode) Json.read(row.requiredText(16), null));
    }

    private static JobCounts counts(Row row, int first) {
        return new JobCounts(
                row.isNull(first) ? null : Long.valueOf(row.number(first)),
                row.number(first + 1),
                row.number(first + 2),
                row.number(first + 3),
                row.number(first + 4),
                row.number(first + 5));
    }
}
