package app.kasar.jobs;

import app.kasar.access.Actors;
import app.kasar.db.Database;
import app.kasar.problem.Fault;
import app.kasar.problem.Problem;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets this server work on jobs: a few at a time, each for a short turn, the one that waited longest first. So a job of a
 * million rows holds up a small one for a turn, not for its whole length. Of one organization, jobs of a kind come one
 * after another. A job whose server died is taken over by another, or by the same one when it is back.
 */
public final class JobScheduler implements AutoCloseable {
    static final String TASK = "job";

    private static final Logger LOG = LoggerFactory.getLogger(JobScheduler.class);
    private static final int WORKERS = 2;
    private static final Duration TURN = Duration.ofSeconds(2);
    private static final Duration POLLING = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    /** A server that was silent for so many heartbeats is taken for dead; if it is not, its next step is refused. */
    private static final int MISSED_HEARTBEATS = 4;

    private static final Duration WAIT_FOR_EARLIER = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final int MOST_FAILURES = 5;

    private final InstantSource clock;
    private final JobStore store;
    private final JobTurn.Parts parts;
    private final Map<String, JobWork> works;
    private final Scheduler scheduler;

    private JobScheduler(DataSource pool, Database database, InstantSource clock, List<JobWork> works) {
        this.clock = clock;
        this.store = new JobStore(database);
        this.parts = new JobTurn.Parts(database, store, new JobFiles(database), new Actors(database, clock));
        this.works = works.stream().collect(Collectors.toMap(JobWork::kind, Function.identity()));
        var task = Tasks.custom(TASK, Void.class)
                .onFailure(new FailureHandler.OnFailureRetryLater<>(AFTER_FAILURE))
                .onDeadExecutionRevive()
                .execute((instance, context) -> turn(
                        JobPlace.read(instance.getId()),
                        context.getExecution(),
                        context.getSchedulerState()::isShuttingDown));
        this.scheduler = Scheduler.create(pool, task)
                .tableName("kasar.scheduled_tasks")
                .threads(WORKERS)
                .pollingInterval(POLLING)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .build();
    }

    /** Begins to work. */
    public static JobScheduler start(
            DataSource pool, Database database, InstantSource clock, Jobs jobs, List<JobWork> works) {
        var scheduler = new JobScheduler(pool, database, clock, works);
        scheduler.scheduler.start();
        jobs.onCreated(scheduler.scheduler::triggerCheckForDueExecutions);
        return scheduler;
    }

    /** Lets turns under way come to their next step, and stops. */
    @Override
    public void close() {
        scheduler.stop();
    }

    private CompletionHandler<Void> turn(JobPlace place, Execution execution, BooleanSupplier isStopping) {
        if (parts.actors().findOrganization(place.schema()).isEmpty()) {
            return new CompletionHandler.OnCompleteRemove<>();
        }
        var job = store.find(place.schema(), place.id()).orElse(null);
        if (job == null || job.status().isFinished()) {
            return ended(job);
        }
        if (store.hasEarlier(place.schema(), job)) {
            return again(WAIT_FOR_EARLIER);
        }
        return store.start(place.schema(), place.id(), clock.instant())
                ? work(place, job, execution, isStopping)
                : ended(job);
    }

    private CompletionHandler<Void> work(JobPlace place, Job job, Execution execution, BooleanSupplier isStopping) {
        var end = System.nanoTime() + TURN.toNanos();
        var run =
                new JobTurn(parts, place.schema(), job, () -> isStopping.getAsBoolean() || System.nanoTime() - end > 0);
        try {
            if (!workOf(job).run(run)) {
                return atOnce();
            }
            store.finish(place.schema(), place.id(), JobStatus.DONE, null, clock.instant());
            return ended(job);
        } catch (JobMovedOn moved) {
            return again(WAIT_FOR_EARLIER);
        } catch (Problem refused) {
            fail(place, refused.faults().stream().map(Fault::message).collect(Collectors.joining("; ")));
            return ended(job);
        } catch (RuntimeException | Error failed) {
            if (execution.consecutiveFailures < MOST_FAILURES) {
                throw failed;
            }
            LOG.error("job {} failed {} times and is given up", place, MOST_FAILURES + 1, failed);
            fail(place, "the server failed again and again; its log has more under the job's id");
            return ended(job);
        }
    }

    private void fail(JobPlace place, String message) {
        store.finish(place.schema(), place.id(), JobStatus.FAILED, message, clock.instant());
    }

    private JobWork workOf(Job job) {
        var work = works.get(job.kind());
        if (work == null) {
            throw Problem.invalid(null, "this server knows no jobs of the kind '%s'".formatted(job.kind()));
        }
        return work;
    }

    private CompletionHandler<Void> ended(@Nullable Job job) {
        if (job != null) {
            var work = works.get(job.kind());
            if (work != null) {
                work.ended(job);
            }
        }
        return new CompletionHandler.OnCompleteRemove<>();
    }

    /** The next poll may be a second away: a job of many turns would rest for a third of its time. */
    private CompletionHandler<Void> atOnce() {
        return (done, operations) -> {
            operations.reschedule(done, Instant.now());
            scheduler.triggerCheckForDueExecutions();
        };
    }

    private static CompletionHandler<Void> again(Duration later) {
        return (done, operations) -> operations.reschedule(done, Instant.now().plus(later));
    }
}
