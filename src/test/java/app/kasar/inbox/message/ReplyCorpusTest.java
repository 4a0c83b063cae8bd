package app.kasar.inbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** Replies of many mail programs, collected for Talon: the snippet is what was answered, not what was asked. */
class ReplyCorpusTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-24T10:00:00Z");

    private final MessageParser parser = new MessageParser();

    @Test
    void a_reply_as_text_is_shown_without_what_it_answers() throws IOException {
        var softly = new SoftAssertions();
        for (var file : files("mail-talon-replies/standard_replies", ".eml")) {
            softly.assertThat(parser.parse(Files.readAllBytes(file), RECEIVED)
                            .bodies()
                            .snippet())
                    .as(file.getFileName().toString())
                    .isEqualTo("Hello");
        }
        softly.assertAll();
    }

    @Test
    void a_reply_as_html_is_shown_without_what_it_answers() throws IOException {
        var softly = new SoftAssertions();
        for (var file : files("mail-talon-replies/html_replies", ".html")) {
            softly.assertThat(snippet(file)).as(file.getFileName().toString()).isEqualTo("Hi. I am fine. Thanks, Alex");
        }
        softly.assertAll();
    }

    @Test
    void headers_copied_into_html_end_what_is_new() throws IOException {
        assertThat(snippet(SharedDataFolder.file("mail-talon-replies/OLK_SRC_BODY_SECTION.html")))
                .isEqualTo("Reply");
        assertThat(snippet(SharedDataFolder.file("mail-talon-replies/reply-separated-by-hr.html")))
                .isEqualTo("Hi there Bob");
    }

    private String snippet(Path html) throws IOException {
        var header = "Content-Type: text/html\n\n".getBytes(StandardCharsets.US_ASCII);
        var body = Files.readAllBytes(html);
        var message = new byte[header.length + body.length];
        System.arraycopy(header, 0, message, 0, header.length);
        System.arraycopy(body, 0, message, header.length, body.length);
        return parser.parse(message, RECEIVED).bodies().snippet();
    }

    private static List<Path> files(String folder, String ending) throws IOException {
        try (var files = Files.walk(SharedDataFolder.file(folder))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
