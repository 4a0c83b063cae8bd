package app.kasar.duplicates.fuzzy;

import java.util.List;

/** How values of each trait are compared, and what is expected of them before anything was seen. */
final class Levels {
    private Levels() {}

    static ValueComparison of(Column column, int size) {
        var name = column.field().name();
        return switch (column.field().trait()) {
            case EMAIL ->
                of(
                        column,
                        size,
                        Levels::email,
                        measure(
                                name,
                                List.of("same", "nearly the same", "same mailbox name", "same domain", "similar"),
                                new double[] {.55, .15, .08, .05, .04, .13},
                                new double[] {.0002, .0002, .002, .01, .03, .9576}));
            case PHONE ->
                of(
                        column,
                        size,
                        Levels::phone,
                        measure(
                                name,
                                List.of("same", "same last digits", "nearly the same"),
                                new double[] {.55, .05, .05, .35},
                                new double[] {.0005, .0005, .001, .998}));
            case SITE ->
                of(
                        column,
                        size,
                        Levels::site,
                        measure(name, List.of("same", "nearly the same"), new double[] {.75, .08, .17}, new double[] {
                            .002, .003, .995
                        }));
            case STREET ->
                of(
                        column,
                        size,
                        Levels::street,
                        measure(
                                name,
                                List.of(
                                        "same",
                                        "nearly the same",
                                        "similar",
                                        "same number, similar",
                                        "partly the same"),
                                new double[] {.55, .15, .08, .05, .05, .12},
                                new double[] {.001, .001, .003, .003, .02, .972}));
            case CITY ->
                of(
                        column,
                        size,
                        Levels::city,
                        measure(
                                name,
                                List.of("same", "nearly the same", "partly the same"),
                                new double[] {.72, .12, .04, .12},
                                new double[] {.05, .005, .02, .925}));
            case POSTCODE ->
                of(
                        column,
                        size,
                        Levels::postcode,
                        measure(
                                name,
                                List.of("same", "nearly the same", "same area"),
                                new double[] {.75, .1, .04, .11},
                                new double[] {.01, .01, .05, .93}));
            case REGION ->
                of(
                        column,
                        size,
                        (one, other) -> Likeness.isOneEdit(one, other) && one.length() > 4 ? 1 : 2,
                        measure(name, List.of("same", "nearly the same"), new double[] {.9, .03, .07}, new double[] {
                            .3, .01, .69
                        }));
            case DATE ->
                of(
                        column,
                        size,
                        Dates::level,
                        measure(
                                name,
                                List.of(
                                        "same",
                                        "one digit apart",
                                        "two parts the same",
                                        "within a year",
                                        "within ten years"),
                                new double[] {.68, .12, .06, .05, .03, .06},
                                new double[] {.0003, .0012, .0035, .025, .22, .75}));
            case REFERENCE ->
                of(column, size, (one, other) -> 1, measure(name, List.of("same"), new double[] {.8, .2}, new double[] {
                    .01, .99
                }));
            case FIRST_NAME, LAST_NAME, ORGANIZATION, TEXT ->
                of(
                        column,
                        size,
                        Levels::text,
                        measure(
                                name,
                                List.of("same", "nearly the same", "similar"),
                                new double[] {.7, .1, .05, .15},
                                new double[] {.02, .005, .025, .95}));
        };
    }

    private static ValueComparison of(Column column, int size, ValueComparison.Level level, Measure measure) {
        return new ValueComparison(column, measure, level, size);
    }

    private static Measure measure(String name, List<String> levels, double[] match, double[] chance) {
        return new Measure(name, levels, match, chance);
    }

    private static int email(String one, String other) {
        if (one.length() > 6 && Likeness.isTwoEdits(one, other)) {
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
        if (sameDomain && !PublicHosts.MAIL.contains(one.substring(at + 1))) {
            return 3;
        }
        return Likeness.jaroWinkler(one, other) >= 0.88 ? 4 : 5;
    }

    private static int phone(String one, String other) {
        var shorter = Math.min(one.length(), other.length());
        if (shorter >= 7 && one.regionMatches(one.length() - 7, other, other.length() - 7, 7)) {
            return 1;
        }
        return Likeness.isOneEdit(one, other) ? 2 : 3;
    }

    private static int site(String one, String other) {
        return Likeness.isOneEdit(one, other) || Likeness.jaroWinkler(one, other) >= 0.94 ? 1 : 2;
    }

    private static int street(String one, String other) {
        return StreetLikeness.level(one, other);
    }

    private static int city(String one, String other) {
        if (Likeness.isOneEdit(one, other) && Math.min(one.length(), other.length()) > 3
                || Likeness.jaroWinkler(one, other) >= 0.88) {
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
                || Likeness.jaroWinkler(one, other) >= 0.94) {
            return 1;
        }
        return Words.share(one, other) >= 0.5 || Likeness.jaroWinkler(one, other) >= 0.85 ? 2 : 3;
    }
}
