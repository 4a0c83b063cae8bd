package app.kasar.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BenchResultTest {
    @Test
    void takes_the_median_of_each_figure_by_itself() {
        var median = BenchResult.median(List.of(round(1000, 0.2), round(3000, 0.1), round(2000, 0.6)));

        assertThat(median.rate().perSecond()).isEqualTo(2000);
        assertThat(median.processorMillis().server()).isEqualTo(0.2);
        assertThat(median.ratio()).isEqualTo(0.5);
        assertThat(median.processorRatio()).isEqualTo(0.25);
    }

    @Test
    void has_no_ratio_without_a_floor() {
        var alone =
                new BenchResult("a", new BenchResult.Rate(1, 1, 1, 1), new BenchResult.ProcessorMillis(1, 1, 1), null);

        assertThat(BenchResult.median(List.of(alone, alone)).ratio()).isNull();
    }

    private static BenchResult round(double perSecond, double server) {
        return new BenchResult(
                "a",
                new BenchResult.Rate(perSecond, 1, 2, 2),
                new BenchResult.ProcessorMillis(server, 0.1, 0.1),
                new Floor.Measured(4000, 0.1));
    }
}
