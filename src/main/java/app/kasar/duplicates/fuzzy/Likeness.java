package app.kasar.duplicates.fuzzy;

import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How alike two texts are. */
final class Likeness {
    private static final JaroWinklerSimilarity JARO_WINKLER = new JaroWinklerSimilarity();

    private static final LevenshteinDistance TWO_EDITS = new LevenshteinDistance(2);

    private Likeness() {}

    /**
     * Whether two texts are alike by Jaro and Winkler, who count letters in common and a common beginning.
     *
     * @param least how alike, from 0 to 1
     */
    static boolean isAlike(String one, String other, double least) {
        return mostAlike(one, other) >= least && JARO_WINKLER.apply(one, other) >= least;
    }

    /** How alike two texts can be at most, seeing which letters each has: most pairs need no closer look. */
    private static double mostAlike(String one, String other) {
        var letters = letters(one);
        var otherLetters = letters(other);
        double common = Math.min(
                one.length() - Long.bitCount(letters & ~otherLetters),
                other.length() - Long.bitCount(otherLetters & ~letters));
        if (common <= 0) {
            return 0;
        }
        var jaro = (common / one.length() + common / other.length() + 1) / 3;
        var start = 0;
        while (start < 4 && start < common && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        return jaro + 0.1 * start * (1 - jaro);
    }

    private static long letters(String text) {
        var letters = 0L;
        for (var at = 0; at < text.length(); at++) {
            letters |= 1L << (text.charAt(at) & 63);
        }
        return letters;
    }

    /** Whether one letter more, fewer or other, or two neighbours exchanged, make one of the other; or nothing does. */
    static boolean isOneEdit(String one, String other) {
        if (Math.abs(one.length() - other.length()) > 1) {
            return false;
        }
        var start = 0;
        var shorter = Math.min(one.length(), other.length());
        while (start < shorter && one.charAt(start) == other.charAt(start)) {
            start++;
        }
        var end = 0;
        while (end < shorter - start && one.charAt(one.length() - 1 - end) == other.charAt(other.length() - 1 - end)) {
            end++;
        }
        var left = one.length() - start - end;
        var right = other.length() - start - end;
        return left <= 1 && right <= 1
                || left == 2
                        && right == 2
                        && one.charAt(start) == other.charAt(start + 1)
                        && one.charAt(start + 1) == other.charAt(start);
    }

    /** Whether two letters more, fewer or other make one of the other at most. */
    static boolean isTwoEdits(String one, String other) {
        return Math.abs(one.length() - other.length()) <= 2
                && areLettersWithin(2, letters(one), letters(other))
                && TWO_EDITS.apply(one, other) >= 0;
    }

    private static boolean areLettersWithin(int edits, long letters, long others) {
        return Long.bitCount(letters & ~others) <= edits && Long.bitCount(others & ~letters) <= edits;
    }
}
