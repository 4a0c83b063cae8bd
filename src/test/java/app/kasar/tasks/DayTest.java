package app.kasar.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayTest {
    @ParameterizedTest
    @CsvSource({
        // now, zone, its midnight, the next one
        "2026-03-15T10:30:00Z, Pacific/Auckland,    2026-03-14T11:00:00Z, 2026-03-15T11:00:00Z",
        "2026-03-15T10:30:00Z, America/Los_Angeles, 2026-03-15T07:00:00Z, 2026-03-16T07:00:00Z",
        "2026-03-15T10:30:00Z, Atlantic/Reykjavik,  2026-03-15T00:00:00Z, 2026-03-16T00:00:00Z",
        "2026-03-15T10:59:59.999Z, Pacific/Auckland, 2026-03-14T11:00:00Z, 2026-03-15T11:00:00Z",
        "2026-03-15T11:00:00Z, Pacific/Auckland,    2026-03-15T11:00:00Z, 2026-03-16T11:00:00Z",
        // clocks go forward and back
        "2026-03-08T20:00:00Z, America/Los_Angeles, 2026-03-08T08:00:00Z, 2026-03-09T07:00:00Z",
        "2026-11-01T20:00:00Z, America/Los_Angeles, 2026-11-01T07:00:00Z, 2026-11-02T08:00:00Z",
        "2026-04-05T00:00:00Z, Pacific/Auckland,    2026-04-04T11:00:00Z, 2026-04-05T12:00:00Z",
        // at midnight itself: Beirut's day begins at one o'clock
        "2026-03-29T12:00:00Z, Asia/Beirut,         2026-03-28T22:00:00Z, 2026-03-29T21:00:00Z",
        // Samoa had no 30 December 2011
        "2011-12-30T09:00:00Z, Pacific/Apia,        2011-12-29T10:00:00Z, 2011-12-30T10:00:00Z",
    })
    void begins_and_ends_at_the_midnights_of_its_zone(Instant now, String zone, Instant start, Instant end) {
        assertThat(Day.of(now, ZoneId.of(zone))).isEqualTo(new Day(start, end));
    }

    @Test
    void a_day_on_which_clocks_change_is_an_hour_shorter_or_longer() {
        var losAngeles = ZoneId.of("America/Los_Angeles");
        assertThat(length(Day.of(Instant.parse("2026-03-08T20:00:00Z"), losAngeles)))
                .isEqualTo(Duration.ofHours(23));
        assertThat(length(Day.of(Instant.parse("2026-11-01T20:00:00Z"), losAngeles)))
                .isEqualTo(Duration.ofHours(25));
    }

    private static Duration length(Day day) {
        return Duration.between(day.start(), day.end());
    }

    @Property
    void holds_exactly_the_moments_of_its_date(@ForAll("moments") Instant now, @ForAll("zones") ZoneId zone) {
        var day = Day.of(now, zone);
        assertThat(day.contains(now)).isTrue();
        assertThat(date(day.start(), zone)).isEqualTo(date(now, zone));
        assertThat(date(day.end().minusNanos(1), zone)).isEqualTo(date(now, zone));
        assertThat(date(day.end(), zone)).isAfter(date(now, zone));
        assertThat(date(day.start().minusNanos(1), zone)).isBefore(date(now, zone));
        assertThat(Day.of(day.end(), zone).start()).isEqualTo(day.end());
    }

    @Property
    void half_past_eleven_at_night_is_still_today(@ForAll("moments") Instant now, @ForAll("zones") ZoneId zone) {
        var late = date(now, zone).atTime(LocalTime.of(23, 30)).atZone(zone).toInstant();
        assertThat(Day.of(now, zone).contains(late)).isTrue();
    }

    private static LocalDate date(Instant moment, ZoneId zone) {
        return moment.atZone(zone).toLocalDate();
    }

    @Provide
    Arbitrary<Instant> moments() {
        return Arbitraries.longs()
                .between(
                        Instant.parse("2012-01-01T00:00:00Z").getEpochSecond(),
                        Instant.parse("2037-01-01T00:00:00Z").getEpochSecond())
                .map(Instant::ofEpochSecond);
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(
                        "Pacific/Auckland",
                        "America/Los_Angeles",
                        "Atlantic/Reykjavik",
                        "Asia/Kathmandu",
                        "Europe/Berlin",
                        "Australia/Lord_Howe",
                        "Pacific/Kiritimati",
                        "Africa/Casablanca")
                .map(ZoneId::of);
    }
}
