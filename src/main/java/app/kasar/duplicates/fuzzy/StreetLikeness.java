package app.kasar.duplicates.fuzzy;

/** How alike two street lines are: their numbers, and their words with those that say little counting little. */
final class StreetLikeness {
    private StreetLikeness() {}

    static int level(String one, String other) {
        var share = share(one.split(" "), other.split(" "));
        var joined = Likeness.jaroWinkler(one.replace(" ", ""), other.replace(" ", ""));
        var sameNumber = number(one).equals(number(other));
        if (sameNumber && (share >= 0.85 || joined >= 0.95)) {
            return 1;
        }
        if (share >= 0.7 || joined >= 0.93) {
            return 2;
        }
        if (sameNumber && !number(one).isEmpty() && (share >= 0.4 || joined >= 0.8)) {
            return 3;
        }
        return share >= 0.4 || sameNumber && !number(one).isEmpty() ? 4 : 5;
    }

    private static double share(String[] ones, String[] others) {
        var taken = new boolean[others.length];
        var common = 0.0;
        var all = 0.0;
        for (var word : others) {
            all += Streets.weight(word);
        }
        for (var word : ones) {
            all += Streets.weight(word);
            for (var index = 0; index < others.length; index++) {
                if (!taken[index] && isNearly(word, others[index])) {
                    taken[index] = true;
                    common += Streets.weight(word) + Streets.weight(others[index]);
                    break;
                }
            }
        }
        return all == 0 ? 0 : common / all;
    }

    private static boolean isNearly(String one, String other) {
        return Streets.isNumber(one) || Streets.isNumber(other)
                ? one.equals(other)
                : Words.isNearly(one, other)
                        || Math.min(one.length(), other.length()) > 4 && Likeness.jaroWinkler(one, other) >= 0.9;
    }

    /** The first word that begins with a digit. */
    static String number(String street) {
        for (var word : street.split(" ")) {
            if (Streets.isNumber(word)) {
                return word;
            }
        }
        return "";
    }
}
