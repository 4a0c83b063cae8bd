package app.kasar.bench;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one workload came to.
 *
 * @param processorMillis that a request took
 * @param floorPerSecond how often the same SQL runs without a server; null where it was not measured
 */
record BenchResult(
        String name,
        Rate rate,
        ProcessorMillis processorMillis,
        @Nullable Double floorPerSecond) {

    record Rate(double perSecond, double p50Millis, double p99Millis) {}

    /** @param asking the load generator's, which runs on the same machine */
    record ProcessorMillis(double server, double database, double asking) {}

    @Nullable
    Double ratio() {
        return floorPerSecond == null ? null : rate.perSecond / floorPerSecond;
    }

    /** The median of each figure over several rounds of one workload. */
    static BenchResult median(List<BenchResult> rounds) {
        return new BenchResult(
                rounds.getFirst().name,
                new Rate(
                        median(rounds, round -> round.rate.perSecond),
                        median(rounds, round -> round.rate.p50Millis),
                        median(rounds, round -> round.rate.p99Millis)),
                new ProcessorMillis(
                        median(rounds, round -> round.processorMillis.server),
                        median(rounds, round -> round.processorMillis.database),
                        median(rounds, round -> round.processorMillis.asking)),
                rounds.getFirst().floorPerSecond == null
                        ? null
                        : median(rounds, round -> Objects.requireNonNull(round.floorPerSecond)));
    }

    private static double median(List<BenchResult> rounds, ToDoubleFunction<BenchResult> figure) {
        var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
