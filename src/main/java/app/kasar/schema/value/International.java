package app.kasar.schema.value;

/** Which characters beyond ASCII may stand in addresses and host names. */
final class International {
    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private International() {}

    /** False for controls, blanks, line breaks, marks that turn the writing direction, and halves of surrogate pairs. */
    static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> false;
            // Persian and several Indic scripts need the joiners inside words.
            case Character.FORMAT -> codePoint == ZERO_WIDTH_NON_JOINER || codePoint == ZERO_WIDTH_JOINER;
            default -> (codePoint & 0xFFFE) != 0xFFFE;
        };
    }
}
