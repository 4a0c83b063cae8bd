package app.kasar.duplicates.fuzzy;

import java.util.List;

/**
 * Compares people's names. First and last name of one record may stand in each other's place; whether they do is an outcome of
 * its own.
 */
final class NameComparison implements Comparison {
    private static final int FIRST = 0;
    private static final int LAST = 1;
    private static final int ORDER = 2;
    private static final int SAME = 0;
    private static final int NEAR = 1;
    private static final int FORM = 2;
    private static final int ALIKE = 3;
    private static final int DIFFERENT = 4;

    static final List<String> LEVELS = List.of("same", "nearly the same", "short or pet form", "similar");

    private final Column first;
    private final Column last;
    private final Dictionary names;
    private final LevelCache known = new LevelCache(20);
    private final double size;

    NameComparison(Column first, Column last, int size) {
        this.first = first;
        this.last = last;
        this.names = first.dictionary();
        this.size = size;
    }

    @Override
    public List<Measure> measures() {
        return List.of(
                new Measure(first.field().name(), LEVELS, new double[] {.68, .12, .06, .05, .09}, new double[] {
                    .012, .004, .008, .025, .951
                }),
                new Measure(last.field().name(), LEVELS, new double[] {.74, .12, .02, .04, .08}, new double[] {
                    .004, .003, .001, .02, .972
                }),
                new Measure(
                        "order of names",
                        List.of("names in each other's place"),
                        new double[] {.03, .97},
                        new double[] {.03, .97},
                        0,
                        false));
    }

    @Override
    public void compare(int one, int other, byte[] levels, int at) {
        var straightFirst = level(first.code(one), first.code(other), true);
        var straightLast = level(last.code(one), last.code(other), false);
        levels[at + ORDER] = (byte) 1;
        if (isGood(straightFirst) || isGood(straightLast)) {
            put(levels, at, straightFirst, straightLast);
            return;
        }
        var crossedFirst = level(first.code(one), last.code(other), true);
        var crossedLast = level(last.code(one), first.code(other), false);
        if (isBetter(crossedFirst, crossedLast)) {
            put(levels, at, crossedFirst, crossedLast);
            levels[at + ORDER] = 0;
        } else {
            put(levels, at, straightFirst, straightLast);
        }
    }

    private static void put(byte[] levels, int at, int firstLevel, int lastLevel) {
        levels[at + FIRST] = (byte) firstLevel;
        levels[at + LAST] = (byte) lastLevel;
    }

    /** Whether last names are nearly the same, or all that there is of names. A comparison of names is the first of all. */
    static boolean agree(byte[] levels) {
        var level = levels[LAST] == Measure.MISSING ? levels[FIRST] : levels[LAST];
        return level == SAME || level == NEAR;
    }

    /** Whether one of two names is quite another; Marie and Marion are two where they were not born on the same day. */
    static boolean differ(byte[] levels, boolean areBornApart) {
        return levels[FIRST] == DIFFERENT || levels[LAST] == DIFFERENT || areBornApart && levels[FIRST] == ALIKE;
    }

    private static boolean isGood(int level) {
        return level >= SAME && level <= FORM;
    }

    /** Names change places only where both then agree, or the one there is does exactly. */
    private static boolean isBetter(int crossedFirst, int crossedLast) {
        if (crossedFirst == Measure.MISSING || crossedLast == Measure.MISSING) {
            return crossedFirst == SAME || crossedLast == SAME;
        }
        return isGood(crossedFirst) && crossedLast <= ALIKE || isGood(crossedLast) && crossedFirst <= ALIKE;
    }

    @Override
    public double ceiling(byte[] levels, int at) {
        return levels[at + FIRST] == DIFFERENT && levels[at + LAST] == DIFFERENT ? NEVER : Double.MAX_VALUE;
    }

    private int level(int one, int other, boolean isFirst) {
        if (one == Column.NONE || other == Column.NONE) {
            return Measure.MISSING;
        }
        if (one == other) {
            return SAME;
        }
        var found = known.find(one, other, isFirst);
        if (found < 0) {
            found = level(names.text(one), names.text(other), isFirst);
            known.put(one, other, isFirst, found);
        }
        return found;
    }

    private static int level(String one, String other, boolean isFirst) {
        if (isNear(one, other)) {
            return one.equals(other) ? SAME : NEAR;
        }
        if (isInitial(one, other) || isInitial(other, one) || isFirst && Nicknames.areForms(one, other)) {
            return FORM;
        }
        if (one.indexOf(' ') >= 0 || other.indexOf(' ') >= 0) {
            return compound(one, other, isFirst);
        }
        return Likeness.isAlike(one, other, 0.8) ? ALIKE : DIFFERENT;
    }

    private static boolean isNear(String one, String other) {
        return Likeness.isOneEdit(one, other) && Math.min(one.length(), other.length()) > 2
                || Likeness.isAlike(one, other, 0.93)
                || one.length() > 3 && isSameWithoutBlanks(one, other);
    }

    private static boolean isSameWithoutBlanks(String one, String other) {
        return (one.indexOf(' ') >= 0 || other.indexOf(' ') >= 0)
                && Likeness.isOneEdit(one.replace(" ", ""), other.replace(" ", ""));
    }

    private static boolean isInitial(String one, String other) {
        return one.length() == 1 && other.length() > 1 && one.charAt(0) == other.charAt(0);
    }

    /** Of names of several words one may be left out. */
    private static int compound(String one, String other, boolean isFirst) {
        var ones = one.split(" ");
        var others = other.split(" ");
        if (isFirst && Words.isNearly(ones[0], others[0])) {
            return FORM;
        }
        for (var word : ones) {
            for (var candidate : others) {
                if (word.length() > 2 && Words.isNearly(word, candidate)) {
                    return isFirst ? ALIKE : FORM;
                }
            }
        }
        return Likeness.isAlike(one, other, 0.85) ? ALIKE : DIFFERENT;
    }

    @Override
    public double frequency(int measure, int one, int other, int level) {
        if (level != SAME || measure == ORDER) {
            return 0;
        }
        var column = measure == FIRST ? first : last;
        var code = column.code(one);
        if (code == Column.NONE) {
            code = (measure == FIRST ? last : first).code(one);
        }
        return code == Column.NONE ? 0 : names.count(code) / size;
    }
}
