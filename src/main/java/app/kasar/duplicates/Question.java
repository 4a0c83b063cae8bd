package app.kasar.duplicates;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search for duplicates looks for; the same question about unchanged records has the same answer.
 *
 * @param fields what is compared; null means everything there is
 * @param threshold the score from which two records count as near matches
 */
record Question(
        String object, Mode mode, @Nullable List<String> fields, MatchKeys.EmailRules emails, double threshold) {
    static final double DEFAULT_THRESHOLD = 0.9;

    Question {
        fields = fields == null ? null : fields.stream().distinct().sorted().toList();
    }

    /** How records are compared. */
    enum Mode {
        EXACT,
        FUZZY
    }

    /** The question as a text that differs for different questions. */
    String text() {
        return "%s %s %s %s %s".formatted(object, mode, fields, emails, threshold);
    }

    /** As {@link #text}, short, for cursors. */
    String hash() {
        return Integer.toString(text().hashCode(), Character.MAX_RADIX);
    }
}
