package app.kasar.records;

import app.kasar.schema.VisibleSchema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who changes records, on which request, and when; kept with every change.
 *
 * @param at cut to milliseconds, so that what is stored is what answers show
 */
public record Change(VisibleSchema schema, String requestId, Instant at) {
    public Change {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
