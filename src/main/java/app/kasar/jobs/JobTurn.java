package app.kasar.jobs;

import app.kasar.access.Actor;
import app.kasar.access.Actors;
import app.kasar.db.Database;
import app.kasar.problem.Problem;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.BooleanSupplier;

/** One turn of a job on this server. */
final class JobTurn implements JobRun {
    private final Parts parts;
    private final String schema;
    private final BooleanSupplier isTimeUp;
    private Job job;

    JobTurn(Parts parts, String schema, Job job, BooleanSupplier isTimeUp) {
        this.parts = parts;
        this.schema = schema;
        this.job = job;
        this.isTimeUp = isTimeUp;
    }

    /** What every turn works with. */
    record Parts(Database database, JobStore store, JobFiles files, Actors actors) {}

    @Override
    public Job job() {
        return job;
    }

    @Override
    public Actor actor() {
        var requester = job.requester();
        return parts.actors()
                .find(schema, requester.memberId(), requester.tokenId())
                .orElseThrow(() -> Problem.denied(
                        "whoever asked for this is no longer active, or their token was revoked or has expired"));
    }

    @Override
    public boolean isTimeUp() {
        return isTimeUp.getAsBoolean();
    }

    @Override
    public InputStream file(long skipped) {
        return parts.files().open(schema, job.id(), skipped);
    }

    @Override
    public void advance(JobCounts step, List<JobError> errors) {
        var before = job.counts().processed();
        var counts = parts.database().inTransaction(() -> {
            var moved = parts.store().advance(schema, job.id(), before, step).orElseThrow(JobMovedOn::new);
            parts.store().addErrors(schema, job.id(), errors);
            return moved;
        });
        var moved = new Job(job.id(), job.kind(), job.state(), counts, job.requester(), job.details());
        parts.database().afterCommit(() -> job = moved);
    }

    /** On a thread of its own, which has no part in the open transaction. */
    @Override
    public void report(JobCounts step, List<JobError> errors) {
        var reporting = new FutureTask<>(() -> advance(step, errors), true);
        Thread.ofVirtual().start(reporting);
        try {
            reporting.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while reporting", stopped);
        }
    }

    @Override
    public void restart() {
        parts.store().reset(schema, job.id());
        job = parts.store().find(schema, job.id()).orElseThrow(JobMovedOn::new);
    }
}
