package app.kasar.http;

import java.time.Instant;

/**
 * How a caller stands against a limit after a request was counted or refused.
 *
 * @param remaining requests left at once; -1 when this one was refused
 * @param reset when the oldest counted request leaves the window
 */
record RateStanding(String policy, int limit, int remaining, Instant reset) {

    boolean refused() {
        return remaining < 0;
    }

    long retryAfterSeconds(Instant now) {
        return Math.max(1, (reset.toEpochMilli() - now.toEpochMilli() + 999) / 1000);
    }
}
