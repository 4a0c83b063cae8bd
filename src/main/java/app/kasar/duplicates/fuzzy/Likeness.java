package app.kasar.duplicates.fuzzy;

import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** How alike two texts are. */
final class Likeness {
    private static final JaroWinklerSimilarity JARO_WINKLER = new JaroWinklerSimilarity();

    private static final LevenshteinDistance TWO_EDITS = new LevenshteinDistance(2);

    private Likeness() {}

    /** From 0 to 1; a common beginning counts more. */
    static double jaroWinkler(String one, String other) {
        return JARO_WINKLER.apply(one, other);
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
        return Math.abs(one.length() - other.length()) <= 2 && TWO_EDITS.apply(one, other) >= 0;
    }
}
