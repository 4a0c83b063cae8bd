package app.kasar.schema.value;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * DATETIME: a moment, to the microsecond, in the years 0001 to 9999.
 *
 * <p>Read are RFC 3339 and the other calendar forms of ISO 8601: a blank or a small {@code t} between date and time, no
 * seconds, any number of decimals, a decimal comma, offsets as {@code +02}, {@code +0200} or {@code +02:00}, and the basic
 * form {@code 20250115T103000Z}. Without an offset the time is the caller's own; a date alone is the start of that day
 * there. As in RFC 3339, hour 24 is refused, and second 60 is taken only where a leap second can be: as the last second of
 * a month in UTC, read as the one that follows it.
 */
public final class Instants {
    private static final String REFUSAL = "must be a date and time such as 2025-01-15T10:30:00Z";
    private static final Pattern DATE_TIME =
            Pattern.compile("(?<year>[0-9]{4})(?<dash>-?)(?<month>[0-9]{2})\\k<dash>(?<day>[0-9]{2})"
                    + "(?:[Tt ](?<hour>[0-9]{2})(?:(?<colon>:?)(?<minute>[0-9]{2})"
                    + "(?:\\k<colon>(?<second>[0-9]{2})(?:[.,](?<fraction>[0-9]{1,30}))?)?)?"
                    + " ?(?<offset>[Zz]|[+-][0-9]{2}(?::?[0-9]{2})?)?)?");
    private static final Pattern PLUS_BECAME_BLANK = Pattern.compile(".*[0-9] [0-9]{2}:?[0-9]{2}");
    private static final long YEAR_ZERO = LocalDate.of(0, 1, 1).toEpochDay() * 86_400;
    private static final long FIRST = LocalDate.of(1, 1, 1).toEpochDay() * 86_400;
    private static final long AFTER_LAST = LocalDate.of(10_000, 1, 1).toEpochDay() * 86_400;
    private static final int MICRO = 1_000;

    private Instants() {}

    /** @param zone of times that name none: the caller's */
    public static Reading<Instant> read(JsonNode node, ZoneId zone) {
        return node.isString()
                ? read(node.stringValue(), zone)
                : JsonKind.refuse("a date and time such as \"2025-01-15T10:30:00Z\"", node);
    }

    /** @param zone of times that name none: the caller's */
    public static Reading<Instant> read(String text, ZoneId zone) {
        var written = Blanks.trim(text);
        var parts = DATE_TIME.matcher(written);
        if (!parts.matches()) {
            return Reading.refused(
                    PLUS_BECAME_BLANK.matcher(written).matches()
                            ? REFUSAL + "; in a URL the '+' of an offset is written %2B"
                            : REFUSAL);
        }
        return Dates.of(number(parts, "year"), number(parts, "month"), number(parts, "day"))
                .then(date -> parts.group("hour") == null
                        ? inRange(date.atStartOfDay(zone).toInstant())
                        : at(date, parts, zone));
    }

    private static Reading<Instant> at(LocalDate date, Matcher parts, ZoneId zone) {
        int hour = number(parts, "hour");
        int minute = number(parts, "minute");
        int second = number(parts, "second");
        if (hour > 23 || minute > 59 || second > 60) {
            return Reading.refused("must be a time from 00:00:00 to 23:59:59");
        }
        boolean leap = second == 60;
        var time = LocalTime.of(hour, minute, leap ? 59 : second);
        return offset(parts.group("offset"), date, time, zone)
                .map(offset -> Instant.ofEpochSecond(
                        date.toEpochSecond(time, ZoneOffset.UTC) - offset, (long) micros(parts) * MICRO))
                .then(moment -> leap ? afterLeapSecond(moment) : inRange(moment));
    }

    /** Seconds east of UTC. In the hour that a change of clocks repeats, the earlier one; in the one it skips, as if it had not. */
    private static Reading<Integer> offset(@Nullable String written, LocalDate date, LocalTime time, ZoneId zone) {
        if (written == null) {
            return Reading.accepted(zone.getRules().getOffset(date.atTime(time)).getTotalSeconds());
        }
        if (written.length() == 1) {
            return Reading.accepted(0);
        }
        int hours = Dates.number(written.substring(1, 3));
        int minutes = written.length() == 3 ? 0 : Dates.number(written.substring(written.length() - 2));
        int seconds = (hours * 60 + minutes) * 60;
        return hours > 23 || minutes > 59
                ? Reading.refused("must have an offset from -23:59 to +23:59")
                : Reading.accepted(written.charAt(0) == '-' ? -seconds : seconds);
    }

    private static int micros(Matcher parts) {
        var fraction = parts.group("fraction");
        return fraction == null ? 0 : Dates.number((fraction + "000000").substring(0, 6));
    }

    private static Reading<Instant> afterLeapSecond(Instant before) {
        var next = before.plusSeconds(1).atOffset(ZoneOffset.UTC);
        boolean monthBegins = next.getDayOfMonth() == 1 && next.toLocalTime().toSecondOfDay() == 0;
        return monthBegins
                ? inRange(next.toInstant())
                : Reading.refused("must be a time that exists; second 60 is only at the end of a month in UTC");
    }

    private static Reading<Instant> inRange(Instant moment) {
        return moment.getEpochSecond() < FIRST || moment.getEpochSecond() >= AFTER_LAST
                ? Reading.refused("must be in the years 0001 to 9999")
                : Reading.accepted(moment);
    }

    private static int number(Matcher parts, String name) {
        var digits = parts.group(name);
        return digits == null ? 0 : Dates.number(digits);
    }

    /**
     * {@code 2025-01-15T10:30:00Z}, with three or six decimals when there are any; finer than a microsecond is cut. Written
     * by hand because every record of every list passes here.
     *
     * @throws IllegalArgumentException outside the years 0000 to 9999
     */
    public static String format(Instant moment) {
        long second = moment.getEpochSecond();
        if (second < YEAR_ZERO || second >= AFTER_LAST) {
            throw new IllegalArgumentException("no four-digit year: " + moment);
        }
        var date = LocalDate.ofEpochDay(Math.floorDiv(second, 86_400));
        int ofDay = Math.floorMod(second, 86_400);
        int micros = moment.getNano() / MICRO;
        var out = "0000-00-00T00:00:00.000000".getBytes(StandardCharsets.ISO_8859_1);
        put(out, 3, date.getYear());
        put(out, 6, date.getMonthValue());
        put(out, 9, date.getDayOfMonth());
        put(out, 12, ofDay / 3_600);
        put(out, 15, ofDay / 60 % 60);
        put(out, 18, ofDay % 60);
        put(out, 25, micros);
        int length = micros == 0 ? 19 : micros % 1_000 == 0 ? 23 : 26;
        return ended(out, length);
    }

    private static String ended(byte[] out, int length) {
        var text = new byte[length + 1];
        System.arraycopy(out, 0, text, 0, length);
        text[length] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Writes the digits of {@code number} so that the last stands at {@code end}; the zeros before them are there already. */
    private static void put(byte[] out, int end, int number) {
        int rest = number;
        for (int at = end; rest > 0; at--) {
            out[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
