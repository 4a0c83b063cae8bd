package app.kasar.schema;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Names of indexes, constraints and link tables, the same for the same things, within PostgreSQL's 63 bytes. The parts of
 * an index's name are joined by dots, which objects and fields cannot have in theirs: no two indexes have one name, and no
 * object that of an index.
 */
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

    /** The table of a relation to many, which people meet in SQL. */
    static String links(String object, String field) {
        return shortened(String.join("_", object, field, "links"));
    }

    static String of(String... parts) {
        return shortened(String.join(".", parts));
    }

    private static String shortened(String whole) {
        if (whole.length() <= MOST) {
            return whole;
        }
        var hash = UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, HASH);
        return whole.substring(0, MOST - HASH - 1) + "_" + hash;
    }
}
