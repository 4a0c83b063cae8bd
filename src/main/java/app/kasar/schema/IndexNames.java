package app.kasar.schema;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Names of indexes and constraints, the same for the same things, within PostgreSQL's 63 bytes. */
public final class IndexNames {
    private static final int MOST = 63;
    private static final int HASH = 8;

    private IndexNames() {}

    /** The foreign key of a column. */
    public static String reference(String object, String column) {
        return of(object, column, "reference");
    }

    /** The index that keeps a field's values unique. */
    public static String unique(String object, String field) {
        return of(object, field, "unique");
    }

    static String of(String... parts) {
        var whole = String.join("_", parts);
        if (whole.length() <= MOST) {
            return whole;
        }
        var hash = UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, HASH);
        return whole.substring(0, MOST - HASH - 1) + "_" + hash;
    }
}
