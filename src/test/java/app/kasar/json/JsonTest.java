package app.kasar.json;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void says_where_a_byte_is_not_utf_8() {
        var latin = "{\"name\": \"Zo\u00eb M\u00fcller\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Json.read(new ByteArrayInputStream(latin), null))
                .hasMessageContaining("the request body is not valid JSON (line 1")
                .hasMessageEndingWith("a byte here is not UTF-8");
    }
}
