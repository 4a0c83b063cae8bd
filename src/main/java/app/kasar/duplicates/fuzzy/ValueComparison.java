package app.kasar.duplicates.fuzzy;

import java.util.List;

/** Compares the values of one column, several values of a record each with each: the best counts. */
final class ValueComparison implements Comparison {
    private final Column column;
    private final Measure measure;
    private final Level level;
    private final double size;

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
        return one == other
                ? 0
                : level.of(column.dictionary().text(one), column.dictionary().text(other));
    }

    @Override
    public double frequency(int which, int one, int other, int found) {
        if (found != 0 || column.code(one) != column.code(other)) {
            return 0;
        }
        return column.dictionary().count(column.code(one)) / size;
    }
}
