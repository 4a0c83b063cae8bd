package app.kasar.duplicates.fuzzy;

import java.util.List;

/**
 * One outcome of comparing two records: a level from the strongest agreement, 0, to the last, which is difference.
 *
 * @param levels what to call each level in reasons; the last one is not called anything
 * @param match how often each level is expected among records of the same thing, before anything was seen
 * @param chance how often among records of different things
 * @param isEvidence whether the outcome speaks for or against anything; if not, it is only told
 */
record Measure(String name, List<String> levels, double[] match, double[] chance, boolean isEvidence) {
    /** The level where one of the records has no value. */
    static final byte MISSING = -1;

    Measure(String name, List<String> levels, double[] match, double[] chance) {
        this(name, levels, match, chance, true);
    }

    Measure {
        levels = List.copyOf(levels);
        if (match.length != levels.size() + 1 || chance.length != match.length) {
            throw new IllegalArgumentException(name);
        }
    }

    int count() {
        return match.length;
    }

    /** The level as a reason to take two records for the same. */
    String reason(int level) {
        return name + ": " + levels.get(level);
    }

    int different() {
        return match.length - 1;
    }
}
