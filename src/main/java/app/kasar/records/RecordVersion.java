package app.kasar.records;

import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** The version of a record, as ETag and If-Match carry it: made of its last change, which no two changes share. */
public final class RecordVersion {
    private RecordVersion() {}

    /** A strong entity tag, quotes included (RFC 9110, 8.8.3). */
    public static String of(Instant updatedAt) {
        return '"' + Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt), Character.MAX_RADIX) + '"';
    }

    /**
     * The moment an If-Match header names; null for {@code *}, which any version meets.
     *
     * @throws Problem PRECONDITION_FAILED when the header names no version, since no record can have it
     */
    public static @Nullable Instant read(String ifMatch) {
        var tag = ifMatch.strip();
        if (tag.equals("*")) {
            return null;
        }
        if (tag.length() < 3 || tag.charAt(0) != '"' || tag.charAt(tag.length() - 1) != '"') {
            throw unmet();
        }
        try {
            var micros = Long.parseLong(tag.substring(1, tag.length() - 1), Character.MAX_RADIX);
            return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
        } catch (NumberFormatException | java.time.DateTimeException | ArithmeticException noVersion) {
            throw unmet();
        }
    }

    private static Problem unmet() {
        return new Problem(
                ErrorCode.PRECONDITION_FAILED, "If-Match", "If-Match must be the ETag of the record as last read");
    }
}
