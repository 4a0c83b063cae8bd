package app.kasar.duplicates.fuzzy;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Learns the weights from the records themselves by expectation maximisation.
 *
 * <p>Pairs of the same thing are looked for among the candidates. Pairs of different things are of two kinds: those that
 * met by chance, and those that met because they have something in common. By the first, whatever goes together (a company
 * and its website) counts as often as it appears; by the second alone, nothing rare would count for much. Each kind has half
 * a say. What is expected beforehand counts as much as what is found, so that odd bases are not learned by heart; of people's
 * names it counts more, or else the colleagues in a company, who have so much in common, would be learned as one person.
 */
final class Estimation {
    private static final int ROUNDS = 20;
    private static final int MOST_PAIRS = 300_000;
    private static final double EXPECTED_PAIRS = 20;
    private static final double EXPECTED_SHARE = 1;
    private static final double EXPECTED_SHARE_OF_NAMES = 10;
    private static final double FIRST_GUESS = 1e-4;
    private static final double MOST_ODDS = 0.5;

    private final Comparisons comparisons;
    private final List<Measure> measures;
    private final Map<ByteBuffer, Integer> candidates = new HashMap<>();
    private final Map<ByteBuffer, Integer> strangers = new HashMap<>();
    private final int step;
    private final double candidatePairs;
    private final double allPairs;

    private Estimation(Comparisons comparisons, Pairs pairs, int size) {
        this.comparisons = comparisons;
        this.measures = comparisons.measures();
        this.allPairs = Math.max(1, size * (size - 1.0) / 2);
        this.candidatePairs = pairs.size();
        this.step = Math.max(1, pairs.size() / MOST_PAIRS);
        for (var index = 0; index < pairs.size(); index += step) {
            count(pairs.one(index), pairs.other(index), candidates);
        }
        meetByChance(size);
    }

    static Weights of(Comparisons comparisons, Pairs candidates, int size) {
        return new Estimation(comparisons, candidates, size).learn();
    }

    private void meetByChance(int size) {
        if (allPairs <= MOST_PAIRS) {
            for (var one = 0; one < size; one++) {
                for (var other = one + 1; other < size; other++) {
                    count(one, other, strangers);
                }
            }
            return;
        }
        var random = new SplittableRandom(size);
        for (var met = 0; met < MOST_PAIRS; met++) {
            var one = random.nextInt(size);
            var other = random.nextInt(size);
            if (one != other) {
                count(one, other, strangers);
            }
        }
    }

    private void count(int one, int other, Map<ByteBuffer, Integer> patterns) {
        var levels = new byte[measures.size()];
        comparisons.compare(one, other, levels);
        patterns.merge(ByteBuffer.wrap(levels), 1, Integer::sum);
    }

    private Weights learn() {
        var weights = new Weights(
                measures,
                measures.stream().map(Measure::match).toArray(double[][]::new),
                measures.stream().map(Measure::chance).toArray(double[][]::new),
                FIRST_GUESS);
        for (var round = 0; round < ROUNDS; round++) {
            weights = next(weights);
        }
        return weights;
    }

    private Weights next(Weights weights) {
        var match = new Shares(measures);
        var near = new Shares(measures);
        candidates.forEach((levels, times) -> {
            var same = probability(weights, levels.array());
            match.add(levels.array(), same * times);
            near.add(levels.array(), (1 - same) * times);
        });
        var strange = new Shares(measures);
        strangers.forEach((levels, times) ->
                strange.add(levels.array(), (1 - probability(weights, levels.array())) * times));
        var matches = Math.max(1, match.pairs() * step);
        match.expect(
                Measure::match,
                measure -> EXPECTED_PAIRS
                        + (measure.isOfPerson() ? EXPECTED_SHARE_OF_NAMES : EXPECTED_SHARE) * match.pairs());
        near.expect(Measure::chance, measure -> EXPECTED_PAIRS);
        strange.expect(Measure::chance, measure -> EXPECTED_PAIRS);
        var odds = Math.sqrt(matches / (allPairs + 2) * (matches / (candidatePairs + 2)));
        return new Weights(
                measures, match.normal(), Shares.middle(strange.normal(), near.normal()), Math.min(MOST_ODDS, odds));
    }

    /** What must not be told from is not learned from as a match either. */
    private double probability(Weights weights, byte[] levels) {
        var sum = weights.sum(levels);
        return comparisons.ceiling(levels) < sum ? 0 : Weights.probability(sum);
    }
}
