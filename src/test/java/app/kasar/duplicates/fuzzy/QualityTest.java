package app.kasar.duplicates.fuzzy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** How well duplicates are found in published sets whose truth is known, with one configuration for all of them. */
class QualityTest {
    private static final double THRESHOLD = 0.9;

    /**
     * @param least the F1 to reach
     * @param floor the F1 of exact equality
     * @param published the best F1 that was published
     */
    private record Expectation(TruthSet set, double least, String floor, String published) {}

    @Test
    void finds_what_published_truths_say_is_the_same() {
        var folder = Path.of(System.getenv().getOrDefault("REAL_DATA_FOLDER", "../shared/data"));
        assumeTrue(Files.isDirectory(folder), "needs the shared test data");
        var sets = new TruthSets(folder);
        var table = new ArrayList<String>();
        table.add("set          | precision | recall | F1    | to reach | floor | published");
        var missed = new ArrayList<String>();
        for (var expected : List.of(
                new Expectation(sets.febrl(1), 0.98, ".626", ".881"),
                new Expectation(sets.febrl(2), 0.97, ".505", ".869"),
                new Expectation(sets.fake1000(), 0.93, ".670", ".926"),
                new Expectation(sets.rldata500(), 0.95, ".413", "-"),
                new Expectation(sets.restaurants(), 0.97, ".923", "1.00 (supervised)"),
                new Expectation(sets.organizations(), 0.75, ".537", ".411"),
                new Expectation(sets.mistypedCompanies(), 0.8, "-", "-"),
                new Expectation(sets.patentOwners(), 0.7, ".165", "-"))) {
            var groups = new NearDuplicates(expected.set().population()).groups(THRESHOLD, pair -> false);
            var quality = expected.set().quality(groups);
            table.add(row(expected, quality));
            if (quality.f1() < expected.least()) {
                missed.add(table.getLast());
            }
        }
        System.out.println(String.join("\n", table));
        assertThat(missed).isEmpty();
    }

    private static String row(Expectation expected, TruthSet.Quality quality) {
        return String.format(
                Locale.ROOT,
                "%-12s | %9.3f | %6.3f | %.3f | %8.2f | %5s | %s",
                expected.set().name(),
                quality.precision(),
                quality.recall(),
                quality.f1(),
                expected.least(),
                expected.floor(),
                expected.published());
    }
}
