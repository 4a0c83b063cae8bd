package app.kasar.duplicates.fuzzy;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What each outcome of a comparison says for or against two records being the same, in bits. */
final class Weights {
    private static final double LN_2 = Math.log(2);

    private static final double[] NOTHING_MORE = {};
    private static final double SHARE_OF_FURTHER_SURROUNDINGS = 0.1;

    private static final double BITS_OF_ALL = 5.5;

    private final List<Measure> measures;
    private final Measure[] told;
    private final double[][] match;
    private final double[][] chance;
    private final double[][] bits;
    private final double prior;

    /**
     * @param match for each measure, how often each level is found among pairs of the same thing
     * @param chance the same among pairs of different things
     * @param share the part of all pairs that are of the same thing
     */
    Weights(List<Measure> measures, double[][] match, double[][] chance, double share) {
        this.measures = List.copyOf(measures);
        this.told = measures.toArray(Measure[]::new);
        this.match = match;
        this.chance = chance;
        this.prior = bits(share / (1 - share));
        this.bits = new double[match.length][];
        for (var measure = 0; measure < match.length; measure++) {
            bits[measure] = new double[match[measure].length];
            for (var level = 0; level < bits[measure].length; level++) {
                bits[measure][level] =
                        measures.get(measure).isEvidence() ? bits(match[measure][level] / chance[measure][level]) : 0;
            }
        }
    }

    /** As expected, where nothing can be learned: things that agree in all there is are most probably the same. */
    static Weights expected(List<Measure> measures) {
        var match = measures.stream().map(Measure::match).toArray(double[][]::new);
        var chance = measures.stream().map(Measure::chance).toArray(double[][]::new);
        var best = 0.0;
        for (var measure = 0; measure < match.length; measure++) {
            best += bits(match[measure][0] / chance[measure][0]);
        }
        return new Weights(measures, match, chance, probability(BITS_OF_ALL - best));
    }

    static double bits(double odds) {
        return Math.log(odds) / LN_2;
    }

    double[][] match() {
        return match;
    }

    double[][] chance() {
        return chance;
    }

    double prior() {
        return prior;
    }

    double bits(int measure, int level) {
        return level == Measure.MISSING ? 0 : bits[measure][level];
    }

    /** The logarithm of the odds that two records with these levels are the same, whatever their values. */
    double sum(byte[] levels) {
        return sum(levels, NOTHING_MORE);
    }

    /** @param more bits of each measure beside those of its level; none at all is possible too */
    double sum(byte[] levels, double[] more) {
        var sum = prior;
        var best = 0.0;
        var worst = 0.0;
        var around = 0.0;
        for (var measure = 0; measure < levels.length; measure++) {
            var level = levels[measure];
            if (level == Measure.MISSING) {
                continue;
            }
            var found = bits[measure][level] + (more.length == 0 ? 0 : more[measure]);
            if (told[measure].tellsOfSurroundings(level)) {
                around += found;
                best = Math.max(best, found);
                worst = Math.min(worst, found);
            } else {
                sum += found;
            }
        }
        return sum + best + worst + (around - best - worst) * SHARE_OF_FURTHER_SURROUNDINGS;
    }

    /** What speaks for two records being the same, strongest first. */
    List<String> reasons(byte[] levels) {
        return IntStream.range(0, levels.length)
                .filter(measure -> isReason(measure, levels[measure]))
                .boxed()
                .sorted(Comparator.comparingDouble((Integer measure) -> -bits(measure, levels[measure])))
                .map(measure -> told[measure].reason(levels[measure]))
                .toList();
    }

    private boolean isReason(int measure, int level) {
        return level != Measure.MISSING
                && level < told[measure].different()
                && (bits(measure, level) > 0 || !told[measure].isEvidence());
    }

    /** Odds in bits as a probability. */
    static double probability(double bits) {
        return 1 / (1 + Math.pow(2, -bits));
    }

    @Override
    public String toString() {
        var text = new StringBuilder("prior %.1f".formatted(prior));
        for (var measure = 0; measure < bits.length; measure++) {
            text.append("\n  ").append(measures.get(measure).name()).append(':');
            for (var level = 0; level < bits[measure].length; level++) {
                text.append(" %.1f(%.3f/%.5f)"
                        .formatted(bits[measure][level], match[measure][level], chance[measure][level]));
            }
        }
        return text.toString();
    }
}
