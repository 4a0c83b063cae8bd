package app.kasar.duplicates.fuzzy;

import java.util.List;
import java.util.function.Function;

/** How often each level of each measure was found. */
final class Shares {
    private final List<Measure> measures;
    private final double[][] counts;
    private double pairs;

    Shares(List<Measure> measures) {
        this.measures = measures;
        this.counts =
                measures.stream().map(measure -> new double[measure.count()]).toArray(double[][]::new);
    }

    /** @param much how many pairs with these levels, parts of pairs included */
    void add(byte[] levels, double much) {
        pairs += much;
        for (var measure = 0; measure < levels.length; measure++) {
            if (levels[measure] != Measure.MISSING) {
                counts[measure][levels[measure]] += much;
            }
        }
    }

    double pairs() {
        return pairs;
    }

    /** As if so many pairs had been found as they were expected. */
    void expect(Function<Measure, double[]> expected, double much) {
        for (var measure = 0; measure < counts.length; measure++) {
            var shares = expected.apply(measures.get(measure));
            for (var level = 0; level < shares.length; level++) {
                counts[measure][level] += shares[level] * much;
            }
        }
    }

    /** Parts of one, for each measure. */
    double[][] normal() {
        var shares = new double[counts.length][];
        for (var measure = 0; measure < counts.length; measure++) {
            var sum = java.util.Arrays.stream(counts[measure]).sum();
            shares[measure] = java.util.Arrays.stream(counts[measure])
                    .map(count -> count / sum)
                    .toArray();
        }
        return shares;
    }

    /** The geometric middle, so that weights are the average of the weights by each. */
    static double[][] middle(double[][] ones, double[][] others) {
        var middle = new double[ones.length][];
        for (var measure = 0; measure < ones.length; measure++) {
            middle[measure] = new double[ones[measure].length];
            for (var level = 0; level < middle[measure].length; level++) {
                middle[measure][level] = Math.sqrt(ones[measure][level] * others[measure][level]);
            }
        }
        return middle;
    }
}
