package app.kasar.duplicates.fuzzy;

/** Texts as words. */
final class Words {
    private Words() {}

    /** The part of the words of two texts that both have, or nearly: 0 to 1. */
    static double share(String one, String other) {
        var ones = one.split(" ");
        var others = other.split(" ");
        var taken = new boolean[others.length];
        var common = 0;
        for (var word : ones) {
            for (var index = 0; index < others.length; index++) {
                if (!taken[index] && isNearly(word, others[index])) {
                    taken[index] = true;
                    common++;
                    break;
                }
            }
        }
        return 2.0 * common / (ones.length + others.length);
    }

    /** A text's digits alone. */
    static String digits(String text) {
        return only(text, true);
    }

    static String withoutDigits(String text) {
        return only(text, false);
    }

    private static String only(String text, boolean digits) {
        var kept = new StringBuilder();
        for (var at = 0; at < text.length(); at++) {
            var letter = text.charAt(at);
            if ((letter >= '0' && letter <= '9') == digits) {
                kept.append(letter);
            }
        }
        return kept.toString();
    }

    static boolean isNearly(String one, String other) {
        return one.equals(other) || Math.min(one.length(), other.length()) > 3 && Likeness.isOneEdit(one, other);
    }
}
