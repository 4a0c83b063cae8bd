package app.kasar.duplicates.fuzzy;

/** Dates written as eight digits, year first. */
final class Dates {
    private static final int DIGITS = 8;

    private Dates() {}

    static int level(String one, String other) {
        if (one.length() != DIGITS || other.length() != DIGITS) {
            return Likeness.isOneEdit(one, other) ? 1 : 5;
        }
        if (Likeness.isOneEdit(one, other) || isDayForMonth(one, other)) {
            return 1;
        }
        var sameYear = one.regionMatches(0, other, 0, 4);
        var sameMonth = one.regionMatches(4, other, 4, 2);
        var sameDay = one.regionMatches(6, other, 6, 2);
        if ((sameYear ? 1 : 0) + (sameMonth ? 1 : 0) + (sameDay ? 1 : 0) == 2) {
            return 2;
        }
        var apart = Math.abs(days(one) - days(other));
        if (apart <= 400) {
            return 3;
        }
        return apart <= 3700 ? 4 : 5;
    }

    private static boolean isDayForMonth(String one, String other) {
        return one.regionMatches(0, other, 0, 4)
                && one.regionMatches(4, other, 6, 2)
                && one.regionMatches(6, other, 4, 2);
    }

    /** Days since year 0, nearly. */
    private static int days(String date) {
        return Integer.parseInt(date, 0, 4, 10) * 365
                + Integer.parseInt(date, 4, 6, 10) * 30
                + Integer.parseInt(date, 6, 8, 10);
    }
}
