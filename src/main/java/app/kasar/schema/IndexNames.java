package app.kasar.schema;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Names for indexes and constraints, the same for the same things, within PostgreSQL's 63 bytes. */
final class IndexNames {
    private static final int MOST = 63;
    private static final int HASH = 8;

    private IndexNames() {}

    static String of(String... parts) {
        var whole = String.join("_", parts);
        if (whole.length() <= MOST) {
            return whole;
        }
        var hash = UUID.nameUUIDFromBytes(whole.getBytes(StandardCharsets.UTF_8)).toString().substring(0, HASH);
        return whole.substring(0, MOST - HASH - 1) + "_" + hash;
    }
}
