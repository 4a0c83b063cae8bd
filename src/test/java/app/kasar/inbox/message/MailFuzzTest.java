package app.kasar.inbox.message;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Nothing a sender can write makes the reader throw, hang or eat the memory. */
class MailFuzzTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-24T10:00:00Z");
    private static final List<String> PIECES = List.of(
            "From: ",
            "To: ",
            "Subject: ",
            "Date: ",
            "References: ",
            "Content-Type: ",
            "Content-Transfer-Encoding: ",
            "Content-Disposition: ",
            "multipart/mixed; boundary=",
            "text/plain; charset=",
            "text/html",
            "message/rfc822",
            "base64",
            "quoted-printable",
            "x-uuencode",
            "utf-7",
            "utf-16",
            "iso-2022-jp",
            "=?utf-8?q?",
            "=?big5?b?",
            "?=",
            "\"",
            "<",
            ">",
            "(",
            ")",
            ",",
            ";",
            ":",
            "=",
            "\\",
            "'",
            "*",
            "--b",
            "--b--",
            "\n",
            "\r\n",
            "\r",
            "\n\n",
            "\t",
            "begin 644 x\n",
            "a@b.test",
            "filename*0*=utf-8''%41",
            "é",
            "\0",
            "+AGE",
            "=C3=A9",
            "<blockquote>",
            "<table>",
            "On x wrote:",
            "&#0;",
            "&#xD83D;",
            "> ",
            "From: a\nSent: b\nTo: c\n",
            "Mon, 1 Jan 2020 00:00:00 +0000");

    private static final List<String> HEADERS =
            List.of("From", "To", "Subject", "Date", "Message-ID", "References", "Content-Type", "Content-Disposition");

    private final MessageParser parser = new MessageParser();

    @Provide
    Arbitrary<byte[]> mails() {
        return Arbitraries.oneOf(Arbitraries.of(PIECES), Arbitraries.strings().ofMaxLength(8))
                .list()
                .ofMaxSize(80)
                .map(pieces -> String.join("", pieces).getBytes(StandardCharsets.UTF_8));
    }

    @Property(tries = 1_000)
    void whatever_the_bytes_a_message_comes_of_them(@ForAll("mails") byte[] raw) {
        var message = parser.parse(raw, RECEIVED);
        for (var attachment : message.attachments()) {
            var content = parser.attachment(raw, attachment.index()).orElseThrow();
            assertThat(content.attachment()).isEqualTo(attachment);
            assertThat(content.bytes()).hasSize((int) attachment.size());
        }
        assertThat(String.valueOf(message)).doesNotContain("\0").matches(MailFuzzTest::isWhole);
    }

    @Test
    void ten_thousand_multiparts_within_each_other_are_read_in_time() {
        var mail = new StringBuilder();
        for (var i = 0; i < 10_000; i++) {
            mail.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\n\n--b")
                    .append(i)
                    .append('\n');
        }
        inTime(mail.append("\nbottom").toString());
    }

    @Test
    void ten_thousand_messages_within_each_other_are_one_file() {
        var attachments = inTime("Content-Type: message/rfc822\n\n".repeat(10_000) + "bottom")
                .attachments();
        assertThat(attachments).extracting(Attachment::name).containsExactly("message-1.eml");
    }

    @Test
    void a_message_of_more_than_a_thousand_parts_is_read_up_to_there() {
        var attachments = inTime("Content-Type: multipart/mixed; boundary=b\n\n"
                        + "--b\nContent-Type: image/png\n\nx\n".repeat(300_000))
                .attachments();
        assertThat(attachments).hasSizeBetween(900, 1_000);
    }

    @Test
    void headers_of_megabytes_are_read_in_time() {
        for (var piece : List.of(
                "a",
                " ",
                "<",
                ">",
                "\"",
                "(",
                "\\\"",
                "<,",
                "=?",
                "=?x?q?",
                "=?utf-8?q?=41?= ",
                "@",
                "a@",
                "a, ",
                ";a=",
                ";a*0*=b",
                "\n x",
                "é",
                ":",
                "?")) {
            var repeated = piece.repeat(300_000 / piece.length());
            var mail = new StringBuilder();
            for (var header : HEADERS) {
                mail.append(header).append(": ").append(repeated).append('\n');
            }
            inTime(mail.append("\nbody").toString());
        }
    }

    @Test
    void many_headers_are_read_in_time() {
        assertThat(inTime("X: y\n".repeat(200_000) + "Subject: here\n\nbody").subject())
                .isEqualTo("here");
    }

    @Test
    void long_bodies_are_read_in_time() {
        for (var piece : List.of(
                "a",
                " ",
                "\u00A0",
                ">",
                "On wrote",
                "\n",
                "x wrote:\n",
                "From: a\n",
                "<b>",
                "<blockquote>",
                "</p>",
                "&nbsp;",
                "<table><tr><td>",
                "<a href=",
                "<!--",
                "_",
                "-- ",
                "schrieb ")) {
            var body = piece.repeat(300_000 / piece.length());
            inTime("Content-Type: text/plain\n\n" + body);
            inTime("Content-Type: text/html\n\n" + body);
        }
    }

    private static boolean isWhole(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private ParsedMessage inTime(String mail) {
        var raw = mail.getBytes(StandardCharsets.UTF_8);
        return assertTimeoutPreemptively(ofSeconds(20), () -> parser.parse(raw, RECEIVED));
    }
}
