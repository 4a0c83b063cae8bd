package app.kasar.schema.value;

import tools.jackson.databind.JsonNode;

/** Text kept exactly as it was sent: nothing is trimmed, folded or composed. */
public final class PlainText {
    private PlainText() {}

    /** @param limit in Unicode code points */
    public static Reading<String> read(JsonNode node, int limit) {
        return node.isString() ? read(node.stringValue(), limit) : JsonKind.refuse("a string", node);
    }

    /** @param limit in Unicode code points */
    public static Reading<String> read(String text, int limit) {
        if (text.length() > limit && text.codePointCount(0, text.length()) > limit) {
            return Reading.refused("must be at most %,d characters long".formatted(limit));
        }
        if (text.indexOf('\0') >= 0) {
            return Reading.refused("must not contain the character U+0000");
        }
        return isStorable(text)
                ? Reading.accepted(text)
                : Reading.refused("must be valid Unicode text; it contains half of a surrogate pair");
    }

    /** False for text that PostgreSQL cannot hold: U+0000, or a surrogate without its other half. */
    static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0) {
                return false;
            }
            if (Character.isSurrogate(unit)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(unit, text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }
}
