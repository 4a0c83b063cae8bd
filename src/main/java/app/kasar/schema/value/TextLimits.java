package app.kasar.schema.value;

/** The longest texts each kind of field takes. */
public final class TextLimits {
    /** Characters (Unicode code points), as are all limits here but the e-mail ones. */
    public static final int TEXT = 10_000;

    /** A TEXT that is indexed or kept unique: what an index entry of PostgreSQL can hold, whatever the letters. */
    public static final int INDEXED_TEXT = 500;

    public static final int TEXTAREA = 100_000;

    /** Octets of UTF-8: the longest path in angle brackets of RFC 5321 4.5.3.1.3, without the brackets. */
    public static final int EMAIL = 254;

    /** Octets of UTF-8: RFC 5321 4.5.3.1.1. */
    public static final int EMAIL_LOCAL_PART = 64;

    public static final int PHONE = 100;
    public static final int URL = 2_048;
    public static final int ENTRY_LABEL = 100;
    public static final int ADDRESS_PART = 500;

    /** Octets of UTF-8 of the whole document. */
    public static final int JSON = 100_000;

    private TextLimits() {}
}
