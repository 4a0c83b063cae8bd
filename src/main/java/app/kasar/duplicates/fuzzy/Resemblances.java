package app.kasar.duplicates.fuzzy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How much one record is like some others, where there is no base at hand to learn from: agreements count as they are expected
 * to, and rare values no more than frequent ones.
 */
public final class Resemblances {
    /** The part of the pairs met that are of the same thing: one record among a hundred thousand. */
    private static final double SHARE = 1e-5;

    private Resemblances() {}

    /**
     * @param population complete; its first record is the one the others are compared with
     * @param threshold the probability from which a record is told of, above 0 and below 1
     * @return what is like it, most first
     */
    public static List<Likes.Pair> of(Population population, double threshold) {
        population.close();
        var comparisons = new Comparisons(population);
        var weights = new Weights(
                comparisons.measures(),
                comparisons.measures().stream().map(Measure::match).toArray(double[][]::new),
                comparisons.measures().stream().map(Measure::chance).toArray(double[][]::new),
                SHARE);
        var found = new ArrayList<Likes.Pair>();
        var levels = new byte[comparisons.measures().size()];
        var first = population.record(0);
        for (var record = 0; record < population.size(); record++) {
            if (record != first) {
                comparisons.compare(first, record, levels);
                var bits = Math.min(weights.sum(levels), comparisons.ceiling(levels));
                if (Weights.probability(bits) >= threshold) {
                    found.add(new Likes.Pair(
                            0, population.place(record), Weights.probability(bits), weights.reasons(levels)));
                }
            }
        }
        found.sort(Comparator.comparingDouble(Likes.Pair::score).reversed().thenComparingInt(Likes.Pair::other));
        return found;
    }
}
