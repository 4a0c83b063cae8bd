package app.kasar.transfer;

import java.util.ArrayList;
import java.util.List;

/**
 * Several texts in one cell: separated by a semicolon, and a blank for the eye. Inside a text a backslash stands before each
 * semicolon, before each backslash, and before a blank at its beginning or end; so that what was written is what is read.
 */
public final class CellList {
    private static final String SEPARATOR = "; ";

    private CellList() {}

    static String write(List<String> texts) {
        var cell = new StringBuilder();
        for (var text : texts) {
            cell.append(cell.isEmpty() ? "" : SEPARATOR);
            write(text, cell);
        }
        return cell.toString();
    }

    private static void write(String text, StringBuilder cell) {
        for (var at = 0; at < text.length(); at++) {
            var character = text.charAt(at);
            var isAtEnd = at == 0 || at == text.length() - 1;
            if (isSpecial(character) || character == ' ' && isAtEnd) {
                cell.append('\\');
            }
            cell.append(character);
        }
    }

    /** Line breaks and colons stand between values in what other programs write. */
    private static boolean isSpecial(char character) {
        return switch (character) {
            case ';', '\\', '\n', '\r', ':' -> true;
            default -> false;
        };
    }

    /** The texts of a cell; blanks around them are not theirs, and what is empty is none. */
    public static List<String> read(String cell) {
        var texts = new ArrayList<String>();
        var text = new StringBuilder();
        var kept = 0;
        for (var at = 0; at < cell.length(); at++) {
            var character = cell.charAt(at);
            if (character == '\\' && at + 1 < cell.length()) {
                text.append(cell.charAt(++at));
                kept = text.length();
            } else if (character == ';') {
                add(text, kept, texts);
                kept = 0;
            } else if (character != ' ') {
                text.append(character);
                kept = text.length();
            } else if (kept > 0) {
                text.append(character);
            }
        }
        add(text, kept, texts);
        return List.copyOf(texts);
    }

    private static void add(StringBuilder text, int kept, List<String> texts) {
        if (kept > 0) {
            texts.add(text.substring(0, kept));
        }
        text.setLength(0);
    }
}
