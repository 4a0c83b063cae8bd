package app.kasar.bulk;

import app.kasar.access.Action;
import app.kasar.db.Contention;
import app.kasar.db.Database;
import app.kasar.db.SqlFailure;
import app.kasar.db.StaleSnapshot;
import app.kasar.jobs.JobCounts;
import app.kasar.jobs.JobError;
import app.kasar.jobs.JobRun;
import app.kasar.jobs.JobWork;
import app.kasar.problem.Faults;
import app.kasar.records.Change;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.SchemaCache;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the records of a job: some at a time, each time in one transaction with the job's own counts, so that none is
 * left out or changed twice whatever happens. Which they are was settled when the job was made.
 */
public final class BulkWork implements JobWork {
    static final String KIND = "bulk";
    static final String DRY_RUN = "dry_run";
    private static final int RECORDS_AT_ONCE = 1000;
    private static final int ATTEMPTS = 5;

    private final Database database;
    private final SchemaCache schemas;
    private final InstantSource clock;
    private final Operations operations;

    public BulkWork(
            Database database, SchemaCache schemas, RecordReader reader, RecordWriter writer, InstantSource clock) {
        this.database = database;
        this.schemas = schemas;
        this.clock = clock;
        this.operations = new Operations(database, reader, writer);
    }

    /** The operation, checked for one state of the organization. */
    private record Planned(Step step, Change change) {}

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean run(JobRun run) {
        var file = run.file(run.job().counts().processed() * IdFile.SIZE);
        Planned planned = null;
        while (!run.isTimeUp()) {
            var ids = IdFile.read(file, RECORDS_AT_ONCE);
            if (ids.isEmpty()) {
                return true;
            }
            planned = write(run, planned, ids);
        }
        return false;
    }

    /** Again with what holds now, when the organization changes meanwhile. */
    private Planned write(JobRun run, @Nullable Planned before, List<UUID> ids) {
        var known = before;
        for (var attempt = 1; ; attempt++) {
            try {
                var planned = known == null ? plan(run) : known;
                writeOnce(run, planned, ids);
                return planned;
            } catch (StaleSnapshot changed) {
                requireMoreAttempts(attempt, changed);
                known = null;
            } catch (SqlFailure failed) {
                requireMoreAttempts(failed.schemaMovedOn() ? attempt : ATTEMPTS, failed);
                known = null;
            } catch (Contention lost) {
                requireMoreAttempts(attempt, lost);
            }
        }
    }

    private static void requireMoreAttempts(int attempt, RuntimeException cause) {
        if (attempt == ATTEMPTS) {
            throw cause;
        }
    }

    private void writeOnce(JobRun run, Planned planned, List<UUID> ids) {
        if (run.job().isDryRun()) {
            advance(run, ids, database.inTransaction(() -> {
                database.rollBackAtEnd();
                return operations.run(planned.step(), ids, planned.change().schema());
            }));
        } else {
            database.inTransaction(() -> {
                var refused =
                        operations.run(planned.step(), ids, planned.change().schema());
                return advance(run, ids, refused);
            });
        }
    }

    private static int advance(JobRun run, List<UUID> ids, List<BulkResult.Refused> refused) {
        var places = new HashMap<UUID, Long>();
        for (var id : ids) {
            places.put(id, run.job().counts().processed() + places.size() + 1);
        }
        var errors = refused.stream()
                .map(one -> error(places.getOrDefault(one.id(), 0L), one))
                .toList();
        run.advance(JobCounts.step(0, ids.size() - errors.size(), 0, errors.size()), errors);
        return errors.size();
    }

    private static JobError error(long place, BulkResult.Refused refused) {
        var fault = refused.fault();
        return new JobError(
                place, place, fault.code().name(), fault.message(), refused.id().toString());
    }

    /** What was asked, with the rights of whoever asked as they are now. */
    private Planned plan(JobRun run) {
        var body = run.job().details().deepCopy();
        body.remove(DRY_RUN);
        var asked = BulkRequestReader.read(body);
        var change = new Change(schemas.of(run.actor()), "job-" + run.job().id(), clock.instant());
        var object = change.schema().object(asked.objectName(), Action.UPDATE);
        var faults = new Faults();
        var step = operations.plan(asked.operation(), new Write(object, change, List.of()), faults);
        faults.throwIfAny();
        return new Planned(step, change);
    }
}
