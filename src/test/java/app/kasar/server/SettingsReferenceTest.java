package app.kasar.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code ./kasar test -Dtest=SettingsReferenceTest -Dkasar.write-docs=true} writes the page anew. */
class SettingsReferenceTest {
    private static final Path PAGE = Path.of("docs", "configuration.md");

    @Test
    void the_page_on_configuration_says_what_the_declarations_say() throws IOException {
        if (Boolean.getBoolean("kasar.write-docs")) {
            Files.writeString(PAGE, SettingsReference.markdown());
        }
        assertThat(PAGE).hasContent(SettingsReference.markdown());
    }
}
