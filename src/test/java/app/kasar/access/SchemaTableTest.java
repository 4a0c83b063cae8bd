package app.kasar.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTableTest {
    @Test
    void quotes_both_names() {
        assertThat(SchemaTable.of("acme_21a282b6", "state")).isEqualTo("\"acme_21a282b6\".\"state\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Acme", "a\"b", "a.b", "a;b", "a b", "1a", "acmé", "a\n"})
    void refuses_what_we_never_name_anything(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> SchemaTable.schema(name));
        assertThatIllegalArgumentException().isThrownBy(() -> SchemaTable.of("acme", name));
    }
}
