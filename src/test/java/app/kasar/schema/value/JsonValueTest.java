package app.kasar.schema.value;

import static app.kasar.schema.value.Readings.accepted;
import static app.kasar.schema.value.Readings.json;
import static app.kasar.schema.value.Readings.refused;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValueTest {

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":[1,2.50,null,true,\"é😀\"]}", "[]", "{}", "7", "\"x\"", "false", "1E+400"})
    void keeps_any_document(String text) {
        assertThat(accepted(JsonValue.read(json(text)))).isEqualTo(text);
    }

    @Test
    void takes_twenty_levels_and_no_more() {
        assertThat(accepted(JsonValue.read(json("[".repeat(20) + "7" + "]".repeat(20)))))
                .hasSize(41);
        assertThat(refused(JsonValue.read(json("[".repeat(21) + "7" + "]".repeat(21)))))
                .isEqualTo("must be nested at most 20 levels deep");
    }

    @Test
    void counts_bytes() {
        assertThat(accepted(JsonValue.read(json("'" + "x".repeat(99_998) + "'"))))
                .hasSize(100_000);
        assertThat(refused(JsonValue.read(json("'" + "é".repeat(50_000) + "'"))))
                .isEqualTo("must be at most 100,000 bytes of JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'a\\u0000'", "{'a':[{'b\\u0000':1}]}", "['\\ud800']", "{'\\udc00':1}"})
    void refuses_text_that_cannot_be_stored(String text) {
        assertThat(refused(JsonValue.read(json(text)))).contains("U+0000");
    }

    @Test
    void refuses_numbers_that_would_overflow() {
        assertThat(refused(JsonValue.read(json("[1e999999]"))))
                .isEqualTo("must not contain numbers with more than 1,000 digits");
        assertThat(refused(JsonValue.read(json("[1e-999999]")))).contains("1,000 digits");
    }
}
