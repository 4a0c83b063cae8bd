package app.kasar.schema.value;

import static app.kasar.schema.value.Readings.accepted;
import static app.kasar.schema.value.Readings.json;
import static app.kasar.schema.value.Readings.refused;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import app.kasar.json.Json;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void keeps_every_naughty_string_as_it_is() throws Exception {
        var strings = Json.read(Files.readString(SharedDataFolder.file("strings-blns/blns.json")), "blns");
        assertThat(strings.size()).isGreaterThan(500);
        for (var node : strings) {
            assertThat(accepted(PlainText.read(node, TextLimits.TEXT))).isEqualTo(node.stringValue());
        }
    }

    @Test
    void trims_nothing() {
        assertThat(accepted(PlainText.read(" \t a \n", 10))).isEqualTo(" \t a \n");
    }

    @Test
    void counts_characters_and_not_their_halves() {
        assertThat(accepted(PlainText.read("😀😀😀", 3))).isEqualTo("😀😀😀");
        assertThat(refused(PlainText.read("😀😀😀😀", 3))).isEqualTo("must be at most 3 characters long");
    }

    @Test
    void refuses_what_the_database_cannot_hold() {
        assertThat(refused(PlainText.read("a\0b", 10))).isEqualTo("must not contain the character U+0000");
        assertThat(refused(PlainText.read("a\uD83D", 10))).contains("surrogate");
        assertThat(refused(PlainText.read("\uDE00a", 10))).contains("surrogate");
        assertThat(refused(PlainText.read("\uDE00\uD83D", 10))).contains("surrogate");
    }

    @Test
    void refuses_what_is_no_string_and_says_what_it_is() {
        assertThat(refused(PlainText.read(json("12"), 10))).isEqualTo("must be a string, not a number");
        assertThat(refused(PlainText.read(json("true"), 10))).isEqualTo("must be a string, not a boolean");
        assertThat(refused(PlainText.read(json("['a']"), 10))).isEqualTo("must be a string, not an array");
    }
}
