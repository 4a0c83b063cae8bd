package app.kasar.inbox.message;

import java.util.Locale;
import java.util.regex.Pattern;

/** Takes a header of a value and parameters apart, from left to right; each character is looked at once. */
final class ParameterScanner {
    private static final Pattern LAST_COMMENT = Pattern.compile("(?s)(?:^|\\s)\\([^()]*\\)\\s*$");

    private final String header;
    private int at;

    ParameterScanner(String header) {
        this.header = header;
    }

    record Parameter(String name, String value) {}

    String value() {
        return unquoted();
    }

    boolean hasNext() {
        while (at < header.length() && (header.charAt(at) == ';' || isBlank(header.charAt(at)))) {
            at++;
        }
        return at < header.length();
    }

    Parameter next() {
        var start = at;
        while (at < header.length() && header.charAt(at) != '=' && header.charAt(at) != ';') {
            at++;
        }
        var name = LAST_COMMENT
                .matcher(header.substring(start, at))
                .replaceAll("")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (at == header.length() || header.charAt(at) == ';') {
            return new Parameter(name, "");
        }
        at++;
        skipBlanks();
        return new Parameter(name, at < header.length() && header.charAt(at) == '"' ? quoted() : unquoted());
    }

    private void skipBlanks() {
        while (at < header.length() && isBlank(header.charAt(at))) {
            at++;
        }
    }

    private String quoted() {
        var text = new StringBuilder();
        for (at++; at < header.length() && header.charAt(at) != '"'; at++) {
            if (header.charAt(at) == '\\' && at + 1 < header.length() && "\"\\".indexOf(header.charAt(at + 1)) >= 0) {
                at++;
            }
            text.append(header.charAt(at));
        }
        at++;
        unquoted();
        return text.toString();
    }

    private String unquoted() {
        var start = Math.min(at, header.length());
        while (at < header.length() && header.charAt(at) != ';') {
            at++;
        }
        var end = Math.min(at, header.length());
        return LAST_COMMENT.matcher(header.substring(start, end)).replaceAll("").strip();
    }

    private static boolean isBlank(char character) {
        return character <= ' ';
    }
}
