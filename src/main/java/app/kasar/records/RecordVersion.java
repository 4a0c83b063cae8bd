package app.kasar.records;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** The version of a record, as ETag and If-Match carry it: made of its last change, which no two changes share. */
public final class RecordVersion {
    private RecordVersion() {}

    /** A strong entity tag, quotes included (RFC 9110, 8.8.3). */
    public static String of(Instant updatedAt) {
        return '"' + Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt), Character.MAX_RADIX) + '"';
    }
}
