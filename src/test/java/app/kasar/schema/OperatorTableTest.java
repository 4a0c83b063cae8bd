package app.kasar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** {@code ./kasar test -Dtest=OperatorTableTest -Dkasar.write-docs=true} writes the table anew. */
class OperatorTableTest {
    private static final Path PAGE = Path.of("docs", "filters.md");
    private static final String BEGIN = "see there how to write them anew -->\n";
    private static final String END = "<!-- end of operators -->";

    @Test
    void the_page_on_filters_says_which_operators_a_field_takes() throws IOException {
        var page = Files.readString(PAGE);
        var begin = page.indexOf(BEGIN) + BEGIN.length();
        var end = page.indexOf(END);
        var current = page.substring(0, begin) + "\n" + OperatorTable.markdown() + "\n" + page.substring(end);
        if (Boolean.getBoolean("kasar.write-docs")) {
            Files.writeString(PAGE, current);
        }
        assertThat(PAGE).hasContent(current);
    }
}
