package app.kasar.duplicates.fuzzy;

import java.util.List;

/**
 * One outcome of comparing two records: a level from the strongest agreement, 0, to the last, which is difference.
 *
 * @param levels what to call each level in reasons; the last one is not called anything
 * @param match how often each level is expected among records of the same thing, before anything was seen
 * @param chance how often among records of different things
 * @param surroundings the levels, as bits, that tell of where somebody is rather than who: the same company, telephone and
 *     street come together, so only the strongest of all such agreements counts in full
 * @param isEvidence whether the outcome speaks for or against anything; if not, it is only told
 */
record Measure(
        String name, List<String> levels, double[] match, double[] chance, int surroundings, boolean isEvidence) {
    /** The level where one of the records has no value. */
    static final byte MISSING = -1;

    /** For measures that tell of surroundings whatever their level. */
    static final int ALL_LEVELS = -1;

    Measure(String name, List<String> levels, double[] match, double[] chance) {
        this(name, levels, match, chance, 0, true);
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

    /** The same, telling of surroundings with some levels. */
    Measure ofSurroundings(int levelBits) {
        return new Measure(name, levels, match, chance, levelBits, isEvidence);
    }

    /** Whether it compares names or birthdays of people, which differ only seldom where the people are the same. */
    boolean isOfPerson() {
        return levels.equals(NameComparison.LEVELS) || levels.equals(Levels.DATES);
    }

    boolean tellsOfSurroundings(int level) {
        return (surroundings >>> level & 1) == 1;
    }

    /** The level as a reason to take two records for the same. */
    String reason(int level) {
        return name + ": " + levels.get(level);
    }

    int different() {
        return match.length - 1;
    }
}
