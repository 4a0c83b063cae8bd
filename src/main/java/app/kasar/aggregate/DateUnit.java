package app.kasar.aggregate;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.IsoFields;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A bucket of days. Weeks are those of ISO 8601: they begin on Monday. */
enum DateUnit {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    /** By its name in any case. */
    static Optional<DateUnit> find(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(unit -> unit.wireName().equals(lower))
                .findFirst();
    }

    static List<String> wireNames() {
        return Arrays.stream(values()).map(DateUnit::wireName).toList();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What people call the bucket that begins on a day. */
    String label(LocalDate first) {
        return switch (this) {
            case DAY -> first.toString();
            case WEEK ->
                "%04d-W%02d"
                        .formatted(first.get(IsoFields.WEEK_BASED_YEAR), first.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT).format(first);
            case QUARTER -> "%04d-Q%d".formatted(first.getYear(), first.get(IsoFields.QUARTER_OF_YEAR));
            case YEAR -> "%04d".formatted(first.getYear());
        };
    }
}
