package app.kasar.jobs;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a job stands. */
public enum JobStatus {
    QUEUED,
    RUNNING,
    DONE,
    /** It ended before it had gone through everything; what it had done stands. */
    FAILED,
    /** As {@link #FAILED}, because somebody wanted it so. */
    CANCELLED;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFinished() {
        return this != QUEUED && this != RUNNING;
    }

    static Optional<JobStatus> find(String wireName) {
        return Arrays.stream(values())
                .filter(status -> status.wireName().equals(wireName))
                .findFirst();
    }
}
