package app.kasar.duplicates.fuzzy;

import java.util.function.LongConsumer;

/** Makes blocking keys of a record. */
@FunctionalInterface
interface KeyRule {
    void keys(int record, LongConsumer keys);

    /** A key of some parts; none when a part is empty. */
    static void put(LongConsumer keys, String... parts) {
        var hash = 1125899906842597L;
        for (var part : parts) {
            if (part.isEmpty()) {
                return;
            }
            for (var at = 0; at < part.length(); at++) {
                hash = hash * 31 + part.charAt(at);
            }
            hash = hash * 31 + '|';
        }
        keys.accept(hash ^ hash >>> 29);
    }
}
