package app.kasar.jobs;

import app.kasar.access.Actor;
import app.kasar.access.OrganizationEpoch;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The door to jobs: making them, looking at them, and ending them early. Administrators see all, others their own. */
public final class Jobs {
    private static final String SCHEDULE = "INSERT INTO kasar.scheduled_tasks"
            + " (task_name, task_instance, execution_time, picked, version) VALUES (?, ?, now(), false, 1)";

    private final Database database;
    private final InstantSource clock;
    private final JobStore store;
    private final JobFiles files;
    private final OrganizationEpoch epoch;
    private final List<Runnable> wakers = new java.util.concurrent.CopyOnWriteArrayList<>();

    public Jobs(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
        this.store = new JobStore(database);
        this.files = new JobFiles(database);
        this.epoch = new OrganizationEpoch(database);
    }

    /** A page of jobs and how many there are in all. */
    public record Page(List<Job> jobs, long total, boolean hasMore) {}

    /** Makes a job, file and all; some server begins with it when the transaction is committed. */
    public Job create(Actor actor, NewJob job) {
        var schema = actor.organization().schemaName();
        var id = UuidCreator.getTimeOrderedEpochPlus1();
        return database.inTransaction(() -> {
            epoch.requireCurrent(actor);
            var requester = new Job.Requester(actor.member().id(), actor.token().id());
            store.insert(schema, id, job, requester, clock.instant());
            if (job.file() != null) {
                files.store(schema, id, job.file());
            }
            database.execute(Statement.fixed(SCHEDULE, JobScheduler.TASK, JobPlace.of(schema, id)));
            database.afterCommit(() -> wakers.forEach(Runnable::run));
            return store.find(schema, id).orElseThrow();
        });
    }

    /** @throws Problem RECORD_NOT_FOUND when there is no such job for the caller */
    public Job get(Actor actor, UUID id) {
        return database.inTransaction(() -> {
            epoch.requireCurrent(actor);
            return find(actor, id)
                    .orElseThrow(
                            () -> new Problem(ErrorCode.RECORD_NOT_FOUND, null, "there is no job with the id " + id));
        });
    }

    /** @param before shows only jobs older than this one; null begins with the newest */
    public Page list(Actor actor, @Nullable UUID before, int limit) {
        var schema = actor.organization().schemaName();
        var visible = VisibleJobs.to(actor);
        return database.inTransaction(() -> {
            epoch.requireCurrent(actor);
            var found = store.list(schema, visible, before, limit + 1);
            var hasMore = found.size() > limit;
            return new Page(hasMore ? found.subList(0, limit) : found, store.count(schema, visible), hasMore);
        });
    }

    /**
     * Ends a job; what it has done stands. Nothing happens to one that was cancelled before.
     *
     * @throws Problem CONFLICT when it had come to its end; PERMISSION_DENIED for a token that only reads
     */
    public Job cancel(Actor actor, UUID id) {
        if (actor.permissions().readOnlyToken()) {
            throw Problem.denied("this token is read-only and may not cancel jobs");
        }
        return database.inTransaction(() -> {
            var job = get(actor, id);
            if (!store.finish(
                    actor.organization().schemaName(),
                    id,
                    JobStatus.CANCELLED,
                    "cancelled; what was done until then stands",
                    clock.instant())) {
                refuseUnlessCancelled(get(actor, id));
            }
            return get(actor, job.id());
        });
    }

    private static void refuseUnlessCancelled(Job job) {
        if (job.status() != JobStatus.CANCELLED) {
            throw new Problem(
                    ErrorCode.CONFLICT,
                    null,
                    "the job has ended already: it is %s".formatted(job.status().wireName()));
        }
    }

    /** The first line of the job's file of errors. */
    public String errorHeader(Actor actor, UUID id) {
        return store.errorHeader(
                actor.organization().schemaName(), get(actor, id).id());
    }

    /** The records the job could not take, in order. */
    public void errors(Actor actor, UUID id, Consumer<JobError> reader) {
        store.errors(actor.organization().schemaName(), get(actor, id).id(), reader);
    }

    /** @param waker is called whenever a job was made here */
    void onCreated(Runnable waker) {
        wakers.add(waker);
    }

    private Optional<Job> find(Actor actor, UUID id) {
        return store.find(actor.organization().schemaName(), id).filter(VisibleJobs.to(actor)::has);
    }
}
