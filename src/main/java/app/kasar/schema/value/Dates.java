package app.kasar.schema.value;

import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** DATE: a day of the calendar, {@code YYYY-MM-DD}, in the years 0001 to 9999. */
public final class Dates {
    private static final Pattern DATE = Pattern.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})");
    private static final Pattern WITH_TIME = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ].*");

    private Dates() {}

    public static Reading<LocalDate> read(JsonNode node) {
        return node.isString() ? read(node.stringValue()) : JsonKind.refuse("a date such as \"2025-01-15\"", node);
    }

    public static Reading<LocalDate> read(String text) {
        var written = Blanks.trim(text);
        var parts = DATE.matcher(written);
        if (parts.matches()) {
            return of(number(parts.group(1)), number(parts.group(2)), number(parts.group(3)));
        }
        // Which day a moment falls on depends on the time zone; the caller knows it, we would guess.
        return Reading.refused(
                WITH_TIME.matcher(written).matches()
                        ? "must be a date without a time, such as " + written.substring(0, 10)
                        : "must be a date such as 2025-01-15");
    }

    /** A day that exists, or a refusal that says which part does not. */
    static Reading<LocalDate> of(int year, int month, int day) {
        if (year < 1) {
            return Reading.refused("must be a date in the years 0001 to 9999");
        }
        if (month < 1 || month > 12) {
            return Reading.refused("must be a date that exists; there is no month %02d".formatted(month));
        }
        int days = YearMonth.of(year, month).lengthOfMonth();
        return day < 1 || day > days
                ? Reading.refused("must be a date that exists; %s %04d has %d days"
                        .formatted(Month.of(month).getDisplayName(TextStyle.FULL, Locale.ENGLISH), year, days))
                : Reading.accepted(LocalDate.of(year, month, day));
    }

    static int number(String digits) {
        return Integer.parseInt(digits);
    }
}
