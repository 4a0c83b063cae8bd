package app.kasar.inbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MessageParserTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-24T10:00:00Z");

    private final MessageParser parser = new MessageParser();

    @Test
    void reads_who_wrote_to_whom_and_what() {
        var message = parse("""
                From: =?utf-8?q?J=C3=BCrgen?= <juergen@ACME.test>
                To: "Doe, Jane" <jane@acme.test>, bob@acme.test
                Subject: =?iso-8859-1?q?Gr=FC=DFe?=
                Date: Tue, 24 Nov 2026 09:00:00 +0100
                Message-ID: <1@acme.test>
                In-Reply-To: <0@acme.test>
                References: <a@acme.test> <0@acme.test>
                Content-Type: text/plain; charset=utf-8

                Hello
                there
                """);
        assertThat(message.identity().messageId()).isEqualTo("1@acme.test");
        assertThat(message.identity().inReplyTo()).containsExactly("0@acme.test");
        assertThat(message.identity().references()).containsExactly("a@acme.test", "0@acme.test");
        assertThat(message.subject()).isEqualTo("Grüße");
        assertThat(message.sentAt()).isEqualTo("2026-11-24T08:00:00Z");
        assertThat(message.participants().from()).isEqualTo(new Mailbox("Jürgen", "juergen@acme.test"));
        assertThat(message.participants().to())
                .containsExactly(new Mailbox("Doe, Jane", "jane@acme.test"), new Mailbox(null, "bob@acme.test"));
        assertThat(message.bodies().text()).isEqualTo("Hello\nthere\n");
        assertThat(message.bodies().html()).isNull();
        assertThat(message.bodies().snippet()).isEqualTo("Hello there");
    }

    @Test
    void hands_out_the_bytes_of_a_file_by_its_index() {
        var raw = """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                See the file.
                --b
                Content-Type: application/pdf; name="=?utf-8?q?Angebot_=E2=82=AC.pdf?="
                Content-Disposition: attachment; filename*=utf-8''Angebot%20%E2%82%AC.pdf
                Content-Transfer-Encoding: base64

                JVBERi0xLjc=
                --b--
                """.getBytes(StandardCharsets.UTF_8);
        var expected = new Attachment(0, "Angebot €.pdf", "application/pdf", 8, false, null);
        assertThat(parser.parse(raw, RECEIVED).attachments()).containsExactly(expected);
        assertThat(parser.attachment(raw, 0).orElseThrow().attachment()).isEqualTo(expected);
        assertThat(parser.attachment(raw, 0).orElseThrow().bytes()).asString().isEqualTo("%PDF-1.7");
        assertThat(parser.attachment(raw, 1)).isEmpty();
    }

    @Test
    void reads_the_text_of_html_that_came_alone() {
        var message = parse("""
                Content-Type: text/html

                <p>One<br>two</p><script>alert(1)</script><p>three</p>
                """);
        assertThat(message.bodies().text()).isEqualTo("One\ntwo\nthree");
        assertThat(message.bodies().html()).contains("<p>One").doesNotContain("alert");
    }

    private ParsedMessage parse(String message) {
        return parser.parse(message.getBytes(StandardCharsets.UTF_8), RECEIVED);
    }
}
