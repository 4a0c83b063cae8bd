package app.kasar.search;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A {@code tsquery}, with every word quoted, so that no sign in one is an operator.
 *
 * @param text for a cast to tsquery
 */
record WordQuery(String text) {
    static WordQuery word(String word) {
        return new WordQuery(quoted(word));
    }

    /** Words that begin so. */
    static WordQuery beginning(String word) {
        return new WordQuery(quoted(word) + ":*");
    }

    /** @param parts at least one */
    static WordQuery all(List<WordQuery> parts) {
        return joined(parts, " & ");
    }

    /** @param parts at least one */
    static WordQuery any(List<WordQuery> parts) {
        return joined(parts, " | ");
    }

    private static WordQuery joined(List<WordQuery> parts, String between) {
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("a query needs a word");
        }
        return new WordQuery(
                parts.stream().map(WordQuery::text).distinct().collect(Collectors.joining(between, "(", ")")));
    }

    private static String quoted(String word) {
        return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
