package app.kasar.http;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.InstantSource;

/** Limits that hold on this node alone. */
final class LocalBuckets {
    private LocalBuckets() {}

    static Bucket of(int limit, Duration window, InstantSource clock) {
        return Bucket.builder()
                .addLimit(bandwidth -> bandwidth.capacity(limit).refillIntervally(limit, window))
                .withCustomTimePrecision(new ClockMeter(clock))
                .build();
    }

    static RateStanding take(Bucket bucket, String policy, int limit, InstantSource clock) {
        var probe = bucket.tryConsumeAndReturnRemaining(1);
        var wait =
                Duration.ofNanos(probe.isConsumed() ? probe.getNanosToWaitForReset() : probe.getNanosToWaitForRefill());
        return new RateStanding(
                policy,
                limit,
                probe.isConsumed() ? (int) probe.getRemainingTokens() : -1,
                clock.instant().plus(wait));
    }

    private record ClockMeter(InstantSource clock) implements TimeMeter {
        private static final long NANOS_A_MILLISECOND = 1_000_000;

        @Override
        public long currentTimeNanos() {
            return clock.millis() * NANOS_A_MILLISECOND;
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
