package app.kasar.jobs;

import org.jspecify.annotations.Nullable;

/**
 * How far a job is.
 *
 * @param total null while it is not known
 * @param processed all that has been gone through, whatever became of it
 */
public record JobCounts(
        @Nullable Long total, long processed, long created, long updated, long duplicates, long failed) {
    /** What one step of a job added. */
    public static JobCounts step(long created, long updated, long duplicates, long failed) {
        return new JobCounts(null, created + updated + duplicates + failed, created, updated, duplicates, failed);
    }
}
