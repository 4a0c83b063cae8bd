package app.kasar.db.embedded;

import java.time.Duration;

/** A loop that asks again and again, with a pause between, until its time is over. */
final class Patience {
    private final long end;
    private final long pauseMilliseconds;
    private boolean first = true;

    Patience(Duration duration, long pauseMilliseconds) {
        this.end = System.nanoTime() + duration.toNanos();
        this.pauseMilliseconds = pauseMilliseconds;
    }

    /** Whether to ask once more; waits before every time but the first. */
    boolean lasts() {
        if (!first) {
            pause();
        }
        first = false;
        return System.nanoTime() - end < 0;
    }

    private void pause() {
        try {
            Thread.sleep(pauseMilliseconds);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PostgresFailure("interrupted while waiting for PostgreSQL", interrupted);
        }
    }
}
