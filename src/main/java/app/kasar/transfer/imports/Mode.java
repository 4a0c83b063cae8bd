package app.kasar.transfer.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What becomes of a row. */
enum Mode {
    /** A new record. */
    CREATE,
    /** A change of the record it matches. */
    UPDATE,
    /** A change of the record it matches, else a new one. */
    UPSERT;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(Mode::wireName).toList();
    }

    /** @param wireName one of {@link #wireNames} */
    static Mode of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
