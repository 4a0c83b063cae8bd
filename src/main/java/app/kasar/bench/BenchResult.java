package app.kasar.bench;

import org.jspecify.annotations.Nullable;

/**
 * What one workload came to.
 *
 * @param processorMillis of server and PostgreSQL, a request
 * @param floorPerSecond how often the same SQL runs without a server; null where it was not measured
 */
record BenchResult(
        String name,
        double perSecond,
        double p50Millis,
        double p99Millis,
        ProcessorMillis processorMillis,
        @Nullable Double floorPerSecond) {

    record ProcessorMillis(double server, double database) {}

    @Nullable
    Double ratio() {
        return floorPerSecond == null ? null : perSecond / floorPerSecond;
    }
}
