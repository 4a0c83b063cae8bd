package app.kasar.jobs;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * One piece of work, as it stood when it was read.
 *
 * @param details what the work is, in the form its kind gives it; shown to whoever may see the job
 */
public record Job(UUID id, String kind, State state, JobCounts counts, Requester requester, ObjectNode details) {

    /** @param message why it failed, or what else there is to say */
    public record State(
            JobStatus status,
            @Nullable String message,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant finishedAt) {}

    /** For whom the work is done: with their rights, as they are when it is done. */
    public record Requester(UUID memberId, UUID tokenId) {}

    public JobStatus status() {
        return state.status();
    }

    /** Whether what it does is undone at once, so that only the report stays. */
    public boolean isDryRun() {
        return details.path("dry_run").asBoolean(false);
    }
}
