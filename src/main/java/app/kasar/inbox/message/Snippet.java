package app.kasar.inbox.message;

import java.util.regex.Pattern;

/** The first words of a message. */
final class Snippet {
    private static final int LONGEST = 200;
    private static final Pattern BLANKS = Pattern.compile("(?U)\\s+");

    private Snippet() {}

    static String of(String text) {
        var line = BLANKS.matcher(text).replaceAll(" ").strip();
        return line.length() <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)).strip();
    }
}
