package app.kasar.duplicates.fuzzy;

import java.util.List;

/** How values of each trait are compared, and what is expected of them before anything was seen. */
final class Levels {
    /** The level of two e-mail addresses that have only their domain in common. */
    static final int SAME_DOMAIN = 3;

    static final List<String> DATES =
            List.of("same", "one digit apart", "two parts the same", "within a year", "within ten years");

    /** From this level on, two dates are not one of them mistyped. */
    static final int BORN_APART = 3;

    private static final int SAME_MAILBOX = 2;
    private static final int SIMILAR = 4;
    private static final int DIFFERENT = 5;

    private Levels() {}

    /** Whether two e-mail addresses agree in nothing but what their mailboxes are called. */
    static boolean isOfMailboxName(int level) {
        return level == SAME_MAILBOX || level == SIMILAR;
    }

    static ValueComparison of(Column column, int size) {
        return switch (column.field().trait()) {
            case EMAIL -> ofEmail(column, size);
            case PHONE -> ofPhone(column, size);
            case SITE -> ofSite(column, size);
            case STREET -> ofStreet(column, size);
            case CITY -> ofCity(column, size);
            case POSTCODE -> ofPostcode(column, size);
            case REGION -> ofRegion(column, size);
            case DATE -> ofDate(column, size);
            case PROFILE -> ofProfile(column, size);
            case EMPLOYER, REFERENCE -> ofReference(column, size);
            case FIRST_NAME, LAST_NAME, ORGANIZATION, TEXT -> ofWords(column, size);
        };
    }

    private static ValueComparison ofEmail(Column column, int size) {
        return of(
                column,
                size,
                Levels::email,
                measure(
                        column.field().name(),
                        List.of("same", "nearly the same", "same mailbox name", "same domain", "similar"),
                        new double[] {.55, .15, .08, .05, .04, .13},
                        new double[] {.0002, .0002, .002, .01, .03, .9576}));
    }

    private static ValueComparison ofPhone(Column column, int size) {
        return of(
                column,
                size,
                Levels::phone,
                measure(
                        column.field().name(),
                        List.of("same", "same last digits", "nearly the same"),
                        new double[] {.55, .05, .05, .35},
                        new double[] {.0005, .0005, .001, .998}));
    }

    private static ValueComparison ofSite(Column column, int size) {
        return of(
                column,
                size,
                Levels::site,
                measure(
                        column.field().name(),
                        List.of("same", "nearly the same"),
                        new double[] {.75, .08, .17},
                        new double[] {.002, .003, .995}));
    }

    private static ValueComparison ofStreet(Column column, int size) {
        return of(
                column,
                size,
                Levels::street,
                measure(
                        column.field().name(),
                        List.of("same", "nearly the same", "similar", "same number, similar", "partly the same"),
                        new double[] {.55, .15, .08, .05, .05, .12},
                        new double[] {.001, .001, .003, .003, .02, .972}));
    }

    private static ValueComparison ofCity(Column column, int size) {
        return of(
                column,
                size,
                Levels::city,
                measure(
                        column.field().name(),
                        List.of("same", "nearly the same", "partly the same"),
                        new double[] {.72, .12, .04, .12},
                        new double[] {.05, .005, .02, .925}));
    }

    private static ValueComparison ofPostcode(Column column, int size) {
        return of(
                column,
                size,
                Levels::postcode,
                measure(
                        column.field().name(),
                        List.of("same", "nearly the same", "same area"),
                        new double[] {.75, .1, .04, .11},
                        new double[] {.01, .01, .05, .93}));
    }

    private static ValueComparison ofRegion(Column column, int size) {
        return of(
                column,
                size,
                (one, other) -> Likeness.isOneEdit(one, other) && one.length() > 4 ? 1 : 2,
                measure(
                        column.field().name(),
                        List.of("same", "nearly the same"),
                        new double[] {.9, .03, .07},
                        new double[] {.3, .01, .69}));
    }

    private static ValueComparison ofDate(Column column, int size) {
        return of(
                column,
                size,
                Dates::level,
                measure(column.field().name(), DATES, new double[] {.68, .12, .06, .05, .03, .06}, new double[] {
                    .0003, .0012, .0035, .025, .22, .75
                }));
    }

    private static ValueComparison ofProfile(Column column, int size) {
        return of(
                column,
                size,
                (one, other) -> 1,
                measure(column.field().name(), List.of("same"), new double[] {.75, .25}, new double[] {.0001, .9999}));
    }

    private static ValueComparison ofReference(Column column, int size) {
        return of(
                column,
                size,
                (one, other) -> 1,
                measure(column.field().name(), List.of("same"), new double[] {.8, .2}, new double[] {.01, .99}));
    }

    private static ValueComparison ofWords(Column column, int size) {
        return of(
                column,
                size,
                Levels::text,
                measure(
                        column.field().name(),
                        List.of("same", "nearly the same", "similar"),
                        new double[] {.7, .1, .05, .15},
                        new double[] {.02, .005, .025, .95}));
    }

    private static ValueComparison of(Column column, int size, ValueComparison.Level level, Measure measure) {
        return new ValueComparison(column, measure, level, size);
    }

    private static Measure measure(String name, List<String> levels, double[] match, double[] chance) {
        return new Measure(name, levels, match, chance);
    }

    /**
     * Numbers tell mailboxes and hosts apart: nobody writes mary7 for mary8 as often as there are two of them.
     */
    private static int email(String one, String other) {
        var haveSameDigits = Words.digits(one).equals(Words.digits(other));
        if (one.length() > 6 && haveSameDigits && Likeness.isTwoEdits(one, other)) {
            return 1;
        }
        var at = one.indexOf('@');
        var otherAt = other.indexOf('@');
        var local = at < 0 ? one : one.substring(0, at);
        var otherLocal = otherAt < 0 ? other : other.substring(0, otherAt);
        var sameDomain = at >= 0 && otherAt >= 0 && one.substring(at).equals(other.substring(otherAt));
        if (local.equals(otherLocal) && local.length() > 3) {
            return 2;
        }
        if (sameDomain && !haveSameDigits && Words.withoutDigits(local).equals(Words.withoutDigits(otherLocal))) {
            return DIFFERENT;
        }
        if (sameDomain && !PublicHosts.MAIL.contains(one.substring(at + 1))) {
            return SAME_DOMAIN;
        }
        return Likeness.isAlike(one, other, 0.88) ? SIMILAR : DIFFERENT;
    }

    private static int phone(String one, String other) {
        var shorter = Math.min(one.length(), other.length());
        if (shorter >= 7 && one.regionMatches(one.length() - 7, other, other.length() - 7, 7)) {
            return 1;
        }
        return Likeness.isOneEdit(one, other) ? 2 : 3;
    }

    private static int site(String one, String other) {
        return Likeness.isOneEdit(one, other) || Likeness.isAlike(one, other, 0.94) ? 1 : 2;
    }

    private static int street(String one, String other) {
        return StreetLikeness.level(one, other);
    }

    private static int city(String one, String other) {
        if (Likeness.isOneEdit(one, other) && Math.min(one.length(), other.length()) > 3
                || Likeness.isAlike(one, other, 0.88)) {
            return 1;
        }
        return one.contains(other) || other.contains(one) || Words.share(one, other) >= 0.5 ? 2 : 3;
    }

    private static int postcode(String one, String other) {
        if (Likeness.isOneEdit(one, other)) {
            return 1;
        }
        return one.length() > 2 && other.length() > 2 && one.regionMatches(0, other, 0, 3) ? 2 : 3;
    }

    private static int text(String one, String other) {
        if (Likeness.isOneEdit(one, other) && Math.min(one.length(), other.length()) > 3
                || Likeness.isAlike(one, other, 0.94)) {
            return 1;
        }
        return Words.share(one, other) >= 0.5 || Likeness.isAlike(one, other, 0.85) ? 2 : 3;
    }
}
