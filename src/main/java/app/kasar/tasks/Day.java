package app.kasar.tasks;

import java.time.Instant;
import java.time.ZoneId;

/**
 * One day in one time zone: from its first moment to that of the next day, which are 23 to 25 hours apart where clocks
 * change, and other lengths where a zone moves.
 */
public record Day(Instant start, Instant end) {

    /** The day it is in a time zone. */
    public static Day of(Instant now, ZoneId zone) {
        var date = now.atZone(zone).toLocalDate();
        return new Day(
                date.atStartOfDay(zone).toInstant(),
                date.plusDays(1).atStartOfDay(zone).toInstant());
    }

    boolean contains(Instant moment) {
        return !moment.isBefore(start) && moment.isBefore(end);
    }
}
