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

    static boolean isNearly(String one, String other) {
        return one.equals(other) || Math.min(one.length(), other.length()) > 3 && Likeness.isOneEdit(one, other);
    }
}
