package app.kasar.schema.value;

import static app.kasar.schema.value.Readings.accepted;
import static app.kasar.schema.value.Readings.json;
import static app.kasar.schema.value.Readings.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatesTest {
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final long FIRST = -62135596800L;
    private static final long LAST = 253402300799L;

    @Property
    void reads_every_day_it_wrote(@ForAll @IntRange(min = -719162, max = 2932896) int day) {
        var date = LocalDate.ofEpochDay(day);
        assertThat(accepted(Dates.read(date.toString()))).isEqualTo(date);
    }

    @ParameterizedTest
    @CsvSource({
        "2025-02-30, must be a date that exists; February 2025 has 28 days",
        "2025-13-01, must be a date that exists; there is no month 13",
        "2025-00-01, must be a date that exists; there is no month 00",
        "2025-01-00, must be a date that exists; January 2025 has 31 days",
        "0000-01-01, must be a date in the years 0001 to 9999",
        "2025-01-15T10:30:00Z, 'must be a date without a time, such as 2025-01-15'",
        "15/01/2025, must be a date such as 2025-01-15",
        "2025-1-5, must be a date such as 2025-01-15",
        "٢٠٢٥-٠١-١٥, must be a date such as 2025-01-15"
    })
    void refuses_a_date_and_names_its_fault(String written, String message) {
        assertThat(refused(Dates.read(written))).isEqualTo(message);
    }

    @Property
    void reads_every_moment_it_wrote(
            @ForAll @LongRange(min = FIRST, max = LAST) long second, @ForAll @IntRange(max = 999_999_999) int nano) {
        var moment = Instant.ofEpochSecond(second, nano);
        assertThat(accepted(Instants.read(Instants.format(moment), PARIS)))
                .isEqualTo(moment.truncatedTo(ChronoUnit.MICROS));
    }

    @Property
    void writes_moments_as_java_does(
            @ForAll @LongRange(min = FIRST, max = LAST) long second, @ForAll @IntRange(max = 999_999) int micros) {
        var moment = Instant.ofEpochSecond(second, micros * 1_000L);
        assertThat(Instants.format(moment)).isEqualTo(moment.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "2025-01-15T10:30:00Z, 2025-01-15T10:30:00Z",
        "2025-01-15t10:30:00z, 2025-01-15T10:30:00Z",
        "2025-01-15 10:30:00Z, 2025-01-15T10:30:00Z",
        "2025-01-15T10:30Z, 2025-01-15T10:30:00Z",
        "2025-01-15T10Z, 2025-01-15T10:00:00Z",
        "2025-01-15T10:30:00+02:00, 2025-01-15T08:30:00Z",
        "2025-01-15T10:30:00 +0200, 2025-01-15T08:30:00Z",
        "2025-01-15T10:30:00-03, 2025-01-15T13:30:00Z",
        "2025-01-15T10:30:00-00:00, 2025-01-15T10:30:00Z",
        "2025-01-15T10:30:00+23:59, 2025-01-14T10:31:00Z",
        "20250115T103000Z, 2025-01-15T10:30:00Z",
        "20250115T103000.5+0100, 2025-01-15T09:30:00.500Z",
        "2025-01-15T10:30:00, 2025-01-15T09:30:00Z",
        "2025-07-15T10:30:00, 2025-07-15T08:30:00Z",
        "2025-01-15, 2025-01-14T23:00:00Z",
        "2025-03-30T02:30:00, 2025-03-30T01:30:00Z",
        "2025-10-26T02:30:00, 2025-10-26T00:30:00Z",
        "2025-01-15T10:30:00.1Z, 2025-01-15T10:30:00.100Z",
        "'2025-01-15T10:30:00,1234567899Z', 2025-01-15T10:30:00.123456Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2016-12-31T15:59:60-08:00, 2017-01-01T00:00:00Z",
        "2016-12-31T23:59:60.7Z, 2017-01-01T00:00:00.700Z"
    })
    void reads_a_moment(String written, String stored) {
        assertThat(Instants.format(accepted(Instants.read(written, PARIS)))).isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2025-01-15T24:00:00Z",
                "2025-01-15T10:60:00Z",
                "2025-01-15T10:30:61Z",
                "2025-01-15T10:30:60Z",
                "2025-01-15T23:59:60Z",
                "2025-02-29T10:30:00Z",
                "2025-01-15T10:30:00+24:00",
                "2025-01-15T10:30:00+02:60",
                "2025-01-15T1030:00Z",
                "2025-0115",
                "2025-W03-3T10:30:00Z",
                "1736937000",
                "0001-01-01T00:00:00+01:00",
                "9999-12-31T23:59:59-01:00",
                "2025-01-15T10:30:00[Europe/Paris]",
                "2025-01-15T10:30:00 CET"
            })
    void refuses_a_moment(String written) {
        assertThat(refused(Instants.read(written, PARIS))).startsWith("must ");
    }

    @Test
    void tells_how_a_plus_is_written_in_a_url() {
        assertThat(refused(Instants.read("2025-01-15T10:30:00 02:00", PARIS)))
                .endsWith("the '+' of an offset is written %2B");
    }

    @Test
    void refuses_seconds_since_1970() {
        assertThat(refused(Instants.read(json("1736937000"), PARIS)))
                .isEqualTo("must be a date and time such as \"2025-01-15T10:30:00Z\", not a number");
    }

    @Test
    void writes_no_moment_whose_year_has_five_digits() {
        assertThatIllegalArgumentException().isThrownBy(() -> Instants.format(Instant.MAX));
    }
}
