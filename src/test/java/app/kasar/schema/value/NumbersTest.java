package app.kasar.schema.value;

import static app.kasar.schema.value.Readings.accepted;
import static app.kasar.schema.value.Readings.json;
import static app.kasar.schema.value.Readings.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.JsonNodeFactory;

class NumbersTest {

    @Property
    void reads_back_what_it_wrote(@ForAll @BigRange(min = "-1e29", max = "1e29") @Scale(10) BigDecimal number) {
        var value = accepted(Numbers.read(JsonNodeFactory.instance.numberNode(number), NumberLimits.NUMBER));
        assertThat(value).isEqualByComparingTo(number);
        assertThat(accepted(Numbers.read(value.toPlainString(), NumberLimits.NUMBER)))
                .isEqualTo(value);
    }

    @Property
    void reads_every_long_and_every_finite_double(@ForAll long whole, @ForAll double broken) {
        assertThat(accepted(Numbers.readInteger(Long.toString(whole)))).isEqualTo(whole);
        assertThat(accepted(Numbers.readFloat(Double.toString(broken)))).isEqualTo(broken + 0.0);
    }

    @ParameterizedTest
    @CsvSource({"'1234.50', 1234.5", "'1e3', 1000", "12, 12", "'-0.0', 0", "1E+2, 100", "'+7', 7", "' 7 ', 7"})
    void reads_numbers_in_strings(String written, String plain) {
        assertThat(accepted(Numbers.read(written, NumberLimits.NUMBER)).toPlainString())
                .isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "NaN", "Infinity", "1,000", "1 000", "0x10", "1.", ".5", "1f", "١٢", "€5", "1e99999"})
    void refuses_other_strings(String written) {
        assertThat(refused(Numbers.read(written, NumberLimits.NUMBER))).isEqualTo("must be a number such as 1234.5");
    }

    @Test
    void holds_the_limits_of_digits() {
        var longest = "9".repeat(30) + "." + "9".repeat(10);
        assertThat(accepted(Numbers.read(json(longest), NumberLimits.NUMBER)).toPlainString())
                .isEqualTo(longest);
        assertThat(refused(Numbers.read(json("1" + "0".repeat(30)), NumberLimits.NUMBER)))
                .isEqualTo("must have at most 30 digits before the decimal point");
        assertThat(refused(Numbers.read(json("1e999999999"), NumberLimits.NUMBER)))
                .contains("30 digits");
        assertThat(refused(Numbers.read(json("1e-11"), NumberLimits.NUMBER)))
                .isEqualTo("must have at most 10 decimals");
        assertThat(refused(Numbers.read(json("0.00001"), NumberLimits.CURRENCY)))
                .isEqualTo("must have at most 4 decimals");
        assertThat(accepted(Numbers.read(json("0.00010"), NumberLimits.CURRENCY)))
                .isEqualTo("0.0001");
    }

    @Test
    void keeps_a_probability_between_0_and_100() {
        assertThat(accepted(Numbers.read(json("100.0"), NumberLimits.PROBABILITY)))
                .isEqualTo("100");
        assertThat(refused(Numbers.read(json("100.1"), NumberLimits.PROBABILITY)))
                .isEqualTo("must be between 0 and 100");
        assertThat(accepted(Numbers.read(json("-250"), NumberLimits.PERCENTAGE)))
                .isEqualTo("-250");
        assertThat(refused(Numbers.read(json("1000001"), NumberLimits.PERCENTAGE)))
                .contains("between -1000000 and 1000000");
    }

    @Test
    void takes_a_whole_number_however_it_is_written() {
        assertThat(accepted(Numbers.readInteger(json("1.0")))).isEqualTo(1L);
        assertThat(accepted(Numbers.readInteger(json("1e2")))).isEqualTo(100L);
        assertThat(refused(Numbers.readInteger(json("1.5")))).isEqualTo("must be a whole number");
        assertThat(accepted(Numbers.readInteger(json("-9223372036854775808")))).isEqualTo(Long.MIN_VALUE);
        assertThat(refused(Numbers.readInteger(json("9223372036854775808"))))
                .startsWith("must be between -9223372036854775808");
        assertThat(refused(Numbers.readInteger(json("1e999999999")))).startsWith("must be between");
        assertThat(refused(Numbers.readInteger(json("1e-999999999")))).isEqualTo("must be a whole number");
        assertThat(accepted(Numbers.readInteger(json("0e999999999")))).isZero();
    }

    @Test
    void rates_from_0_to_5() {
        assertThat(accepted(Numbers.readRating(json("5")))).isEqualTo(5L);
        assertThat(refused(Numbers.readRating(json("6")))).isEqualTo("must be a whole number from 0 to 5");
        assertThat(refused(Numbers.readRating(json("4.5")))).isEqualTo("must be a whole number");
    }

    @Test
    void refuses_a_float_beyond_the_doubles() {
        assertThat(refused(Numbers.readFloat(json("1e309")))).startsWith("must be between -1.7976931348623157E308");
        assertThat(refused(Numbers.readFloat(JsonNodeFactory.instance.numberNode(Double.NaN))))
                .isEqualTo("must be a finite number");
    }

    @Test
    void says_what_was_sent_instead_of_a_number() {
        assertThat(refused(Numbers.readInteger(json("true"))))
                .isEqualTo("must be a number such as 1234.5, not a boolean");
        assertThat(refused(Booleans.read(json("'true'")))).isEqualTo("must be true or false, not a string");
        assertThat(accepted(Booleans.read("true"))).isTrue();
        assertThat(refused(Booleans.read("1"))).isEqualTo("must be true or false");
    }
}
