package app.kasar.bench;

import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * What one workload came to.
 *
 * @param processorMillis that a request took
 * @param floor the same SQL without a server; null where it was not measured
 */
record BenchResult(String name, Rate rate, ProcessorMillis processorMillis, Floor.@Nullable Measured floor) {

    record Rate(double perSecond, double p50Millis, double p95Millis, double p99Millis) {}

    /** @param asking the load generator's, which runs on the same machine */
    record ProcessorMillis(double server, double database, double asking) {
        double total() {
            return server + database + asking;
        }
    }

    @Nullable
    Double ratio() {
        return floor == null ? null : rate.perSecond / floor.perSecond();
    }

    /** What the floor takes of the processors against what a request takes: the ratio of rates, were nothing else running. */
    @Nullable
    Double processorRatio() {
        return floor == null ? null : floor.processorMillis() / processorMillis.total();
    }

    /** The median of each figure over several rounds of one workload. */
    static BenchResult median(List<BenchResult> rounds) {
        return new BenchResult(
                rounds.getFirst().name,
                new Rate(
                        median(rounds, round -> round.rate.perSecond),
                        median(rounds, round -> round.rate.p50Millis),
                        median(rounds, round -> round.rate.p95Millis),
                        median(rounds, round -> round.rate.p99Millis)),
                new ProcessorMillis(
                        median(rounds, round -> round.processorMillis.server),
                        median(rounds, round -> round.processorMillis.database),
                        median(rounds, round -> round.processorMillis.asking)),
                rounds.getFirst().floor == null ? null : medianFloor(rounds));
    }

    private static Floor.Measured medianFloor(List<BenchResult> rounds) {
        return new Floor.Measured(
                median(rounds, round -> Objects.requireNonNull(round.floor).perSecond()),
                median(rounds, round -> Objects.requireNonNull(round.floor).processorMillis()));
    }

    private static double median(List<BenchResult> rounds, ToDoubleFunction<BenchResult> figure) {
        var sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
        var middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
