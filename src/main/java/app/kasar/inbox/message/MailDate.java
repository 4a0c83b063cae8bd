package app.kasar.inbox.message;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The Date header: RFC 5322 with its obsolete forms, and C's asctime and ISO 8601, which some senders write instead. */
final class MailDate {
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final Map<String, Integer> ZONES = Map.of(
            "edt", -4, "est", -5, "cdt", -5, "cst", -6, "mdt", -6, "mst", -7, "pdt", -7, "pst", -8, "cet", 1, "cest",
            2);

    private static final String TIME = "(?<hour>\\d{1,2})\\s*[:.]\\s*(?<minute>\\d{1,2})"
            + "(?:\\s*[:.]\\s*(?<second>\\d{1,2}))?(?:[.,]\\d+)?\\s*(?<half>am|pm)?";
    private static final Pattern DAY_FIRST =
            Pattern.compile("(?<day>\\d{1,2})[\\s/.-]+(?<month>[a-z]{3})[a-z]*[\\s,/.-]*(?<year>\\d{2,4})\\s*,?\\s+"
                    + TIME + "\\s*(?<zone>[a-z]+|[+-]\\s*\\d{1,2}:?\\d{2})?(?<late>)");
    private static final Pattern MONTH_FIRST =
            Pattern.compile("(?<month>[a-z]{3})[a-z]*[.,]?\\s+(?<day>\\d{1,2})\\s*,?\\s+(?:(?<late>\\d{4})\\s+)?" + TIME
                    + "\\s*(?<zone>[a-z]+|[+-]\\d{4})?\\s*(?<year>\\d{4})?");
    private static final Pattern COMMENT = Pattern.compile("\\([^()]*\\)");
    private static final int LONGEST = 200;

    private MailDate() {}

    /** Empty too where no mail can have been sent then: before 1970, or more than a day after it was received. */
    static Optional<Instant> possible(String header, Instant received) {
        var latest = received.plus(Duration.ofDays(1));
        return read(header).filter(date -> !date.isBefore(Instant.EPOCH) && !date.isAfter(latest));
    }

    static Optional<Instant> read(String header) {
        var beginning = header.length() > LONGEST ? header.substring(0, LONGEST) : header;
        var text = withoutComments(beginning).toLowerCase(Locale.ROOT).strip();
        return matched(DAY_FIRST, text).or(() -> matched(MONTH_FIRST, text)).or(() -> iso(text));
    }

    private static String withoutComments(String text) {
        var outer = COMMENT.matcher(text).replaceAll(" ");
        return outer.equals(text) ? text : withoutComments(outer);
    }

    private static Optional<Instant> matched(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? instant(matcher.toMatchResult()) : Optional.empty();
    }

    private static Optional<Instant> instant(MatchResult date) {
        try {
            var month = MONTHS.indexOf(date.group("month")) + 1;
            var day = number(date.group("day"), 0);
            var second = Math.min(number(date.group("second"), 0), 59);
            return Optional.of(
                    LocalDateTime.of(year(date), month, day, hour(date), number(date.group("minute"), 0), second)
                            .toInstant(zone(date.group("zone"))));
        } catch (DateTimeException impossible) {
            return Optional.empty();
        }
    }

    /** Two and three digits as RFC 5322 section 4.3 has them. */
    private static int year(MatchResult date) {
        var year = number(date.group("year"), number(date.group("late"), -1));
        return year < 0 || year >= 1000 ? year : year < 50 ? year + 2000 : year + 1900;
    }

    private static int hour(MatchResult date) {
        var hour = number(date.group("hour"), 0);
        var half = date.group("half");
        return half == null || hour > 12 ? hour : hour % 12 + (half.equals("pm") ? 12 : 0);
    }

    /** A zone nobody can know is read as universal time (RFC 5322 section 4.3). */
    private static ZoneOffset zone(@Nullable String zone) {
        var digits = zone == null ? "" : zone.replaceAll("[^0-9]", "");
        if (zone == null || digits.isEmpty()) {
            return ZoneOffset.ofHours(ZONES.getOrDefault(zone == null ? "" : zone, 0));
        }
        var number = Integer.parseInt(digits);
        var minutes = number / 100 * 60 + number % 100;
        return ZoneOffset.ofTotalSeconds((zone.startsWith("-") ? -minutes : minutes) * 60);
    }

    private static Optional<Instant> iso(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)
                            .replaceFirst("(\\d) (\\d)", "$1T$2")
                            .replaceFirst("\\s+", ""))
                    .toInstant());
        } catch (DateTimeParseException notIso) {
            return Optional.empty();
        }
    }

    private static int number(@Nullable String digits, int otherwise) {
        return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }
}
