package app.kasar.schema.value;

/** Takes off the blanks that copying and pasting leaves around one-line values. */
final class Blanks {
    private Blanks() {}

    /** Only tabs and Unicode space separators (U+00A0 among them) go; a line break stays, and is for the reader to refuse. */
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isBlank(char unit) {
        return unit == ' ' || unit == '\t' || Character.getType(unit) == Character.SPACE_SEPARATOR;
    }
}
