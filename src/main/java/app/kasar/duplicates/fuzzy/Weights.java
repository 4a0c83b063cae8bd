package app.kasar.duplicates.fuzzy;

import java.util.List;

/** What each outcome of a comparison says for or against two records being the same, in bits. */
final class Weights {
    private static final double LN_2 = Math.log(2);

    private final List<Measure> measures;
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
        var sum = prior;
        for (var measure = 0; measure < levels.length; measure++) {
            sum += bits(measure, levels[measure]);
        }
        return sum;
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
