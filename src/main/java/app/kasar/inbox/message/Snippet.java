package app.kasar.inbox.message;

import java.util.regex.Pattern;

/** The first new words of a message, in one line. */
final class Snippet {
    private static final int LONGEST = 200;
    private static final Pattern BLANKS = Pattern.compile("(?U)[\\s\\p{Cntrl}]+");

    private Snippet() {}

    static String of(String text) {
        var line = BLANKS.matcher(NewText.of(text)).replaceAll(" ").strip();
        return line.codePointCount(0, line.length()) <= LONGEST
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST)).strip();
    }
}
