package app.kasar.duplicates.fuzzy;

import java.util.List;

/** Compares the values of one column, several values of a record each with each: the best counts. */
final class ValueComparison implements Comparison {
    private static final int SAME = 1;
    private static final int SAME_OR_NEARLY = 3;

    private final Column column;
    private final Measure measure;
    private final Level level;
    private final double size;
    private final LevelCache known = new LevelCache(17);

    /** The level of two different values. */
    @FunctionalInterface
    interface Level {
        int of(String one, String other);
    }

    ValueComparison(Column column, Measure measure, Level level, int size) {
        this.column = column;
        this.measure = measure;
        this.level = level;
        this.size = size;
    }

    Trait trait() {
        return column.field().trait();
    }

    /** The levels, as bits, by which people are the same although one of their names is quite another. */
    int agreeing() {
        return switch (trait()) {
            case EMAIL, DATE -> SAME_OR_NEARLY;
            case PROFILE -> SAME;
            case TEXT -> column.isTelling() ? SAME_OR_NEARLY : 0;
            case FIRST_NAME,
                    LAST_NAME,
                    ORGANIZATION,
                    PHONE,
                    SITE,
                    STREET,
                    CITY,
                    POSTCODE,
                    REGION,
                    EMPLOYER,
                    REFERENCE -> 0;
        };
    }

    @Override
    public List<Measure> measures() {
        return List.of(measure);
    }

    @Override
    public void compare(int one, int other, byte[] levels, int at) {
        if (column.isEmpty(one) || column.isEmpty(other)) {
            levels[at] = Measure.MISSING;
            return;
        }
        var best = level(column.code(one), column.code(other));
        var ones = column.further(one);
        var others = column.further(other);
        if (best > 0 && (ones.length > 0 || others.length > 0)) {
            best = Math.min(best, best(column.code(one), others));
            for (var code : ones) {
                best = Math.min(best, Math.min(level(code, column.code(other)), best(code, others)));
            }
        }
        levels[at] = (byte) best;
    }

    private int best(int code, int[] others) {
        var best = measure.different();
        for (var other : others) {
            best = Math.min(best, level(code, other));
        }
        return best;
    }

    private int level(int one, int other) {
        if (one == other) {
            return 0;
        }
        var found = known.find(one, other, true);
        if (found < 0) {
            found = level.of(column.dictionary().text(one), column.dictionary().text(other));
            known.put(one, other, true, found);
        }
        return found;
    }

    @Override
    public double frequency(int which, int one, int other, int found) {
        if (found != 0 || column.code(one) != column.code(other)) {
            return 0;
        }
        return column.dictionary().count(column.code(one)) / size;
    }
}
