package app.kasar.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {
    private static final Path PAGE = Path.of("docs", "errors.md");

    /** After a change of the catalogue, run this test with -Dkasar.write-docs=true and commit the page. */
    @Test
    void the_page_in_docs_is_the_one_the_catalogue_makes() throws IOException {
        if (Boolean.getBoolean("kasar.write-docs")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, ErrorsPage.markdown());
        }
        assertThat(PAGE).hasContent(ErrorsPage.markdown());
    }
}
