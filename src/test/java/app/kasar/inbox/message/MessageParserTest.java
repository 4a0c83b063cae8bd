package app.kasar.inbox.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @Test
    void an_answer_below_the_quote_is_what_is_new() {
        var message = parse(
                "Subject: x\n\nOn Mon, 1 Jan 2026, Alice\n<alice@acme.test> wrote:\n> How many?\n\nThree.\n-- \nBob\n");
        assertThat(message.bodies().snippet()).isEqualTo("Three.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Am 12.03.2026 um 10:11 schrieb Alice <a@acme.test>:\n> old",
                "Le lun. 3 févr. 2026 à 10:00, Alice <a@acme.test> a écrit :\nold",
                "El lun, 3 feb 2026 a las 10:00, Alice (<a@acme.test>) escribió:\n> old",
                "Il giorno lun 3 feb 2026 alle ore 10:00 Alice <a@acme.test> ha scritto:\nold",
                "-----Original Message-----\nold",
                "-----Ursprüngliche Nachricht-----\nold",
                "Von: Alice\nGesendet: Montag\nAn: Bob\nBetreff: x\n\nold",
                "________________________________\nFrom: Alice\nold",
                "Sent from my iPhone",
            })
    void what_other_programs_copy_below_an_answer_is_not_new(String copied) {
        assertThat(parse("Subject: x\n\nNew.\n\n" + copied + "\n").bodies().snippet())
                .isEqualTo("New.");
    }

    @Test
    void a_snippet_is_short_and_whole() {
        assertThat(parse("Subject: x\n\n" + "😀".repeat(300)).bodies().snippet())
                .isEqualTo("😀".repeat(200));
    }

    @ParameterizedTest
    @CsvSource({
        "gb2312, gb18030, 你好世界镕",
        "ks_c_5601-1987, x-windows-949, 안녕하세요 똠",
        "shift_jis, windows-31j, ①こんにちは",
        "iso-8859-1, windows-1252, “Grüße” €",
        "us-ascii, utf-8, Grüße",
        "utf-8, windows-1252, Der Frühling ist schön und die Bäume blühen",
        "koi8-r, koi8-r, Привет",
        "euc-kr, euc-kr, 안녕",
        "big5, big5, 你好",
        "iso-2022-jp, iso-2022-jp, こんにちは",
        "x-unknown-charset, utf-8, Привет",
    })
    void charsets_are_read_whatever_their_name(String named, String written, String text) {
        var header = "Content-Type: text/plain; charset=%s\nContent-Transfer-Encoding: base64\n\n".formatted(named);
        var body = Base64.getEncoder().encodeToString(text.getBytes(Charset.forName(written)));
        assertThat(parse(header + body).bodies().text()).isEqualTo(text);
    }

    @Test
    void utf_7_is_read() {
        assertThat(parse("Content-Type: text/plain; charset=utf-7\n\nHi Mom -+Jjo--! 1 +- 1")
                        .bodies()
                        .text())
                .isEqualTo("Hi Mom -☺-! 1 + 1");
    }

    @Test
    void a_date_no_mail_can_have_is_the_day_it_came_in() {
        assertThat(parse("Date: Mon, 1 Jan 2040 00:00:00 +0000\n\nx").sentAt()).isEqualTo(RECEIVED);
        assertThat(parse("Date: yesterday\n\nx").sentAt()).isEqualTo(RECEIVED);
        assertThat(parse("Subject: x\n\nx").sentAt()).isEqualTo(RECEIVED);
    }

    @Test
    void old_macintosh_lines_and_a_missing_empty_line_are_read() {
        assertThat(parse("Subject: x\rFrom: a@acme.test\r\rBody\r").bodies().text())
                .isEqualTo("Body\n");
        assertThat(parse("Subject: x\nFrom: a@acme.test\nThis is the body.\nAll of it.\n")
                        .bodies()
                        .text())
                .isEqualTo("This is the body.\nAll of it.\n");
    }

    @Test
    void invitations_signatures_and_outlooks_own_format_are_files() {
        var message = parse("""
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: multipart/alternative; boundary=c

                --c
                Content-Type: text/plain

                Come.
                --c
                Content-Type: text/calendar; method=REQUEST

                BEGIN:VCALENDAR
                --c--
                --b
                Content-Type: application/ms-tnef; name="winmail.dat"
                Content-Transfer-Encoding: base64

                eJ8+
                --b
                Content-Type: application/pkcs7-signature
                Content-Disposition: attachment; filename="../../etc/smime.p7s"

                x
                --b
                Content-Type: message/rfc822

                Subject: inner

                inner
                --b--
                """);
        assertThat(message.bodies().text()).isEqualTo("Come.");
        assertThat(message.attachments())
                .extracting(Attachment::name)
                .containsExactly("attachment-1.ics", "winmail.dat", "smime.p7s", "message-4.eml");
    }

    @Test
    void a_closing_boundary_behind_the_last_words_is_no_part_of_them() {
        assertThat(parse("""
                Content-Type: multipart/mixed; boundary=b

                --b

                Read --b-- and go on.--b--
                """).bodies().text()).isEqualTo("Read --b-- and go on.");
    }

    @Test
    void a_boundary_that_looks_like_the_closing_one_around_it_opens_what_it_was_declared_for() {
        var message = parse("""
                Content-Type: multipart/mixed; boundary="b"

                --b
                Content-Type: multipart/alternative; boundary="b--"

                --b--
                Content-Type: text/plain

                Hello
                --b----
                --b
                Content-Disposition: attachment; filename=a.txt

                file
                --b--

                epilogue
                """);
        assertThat(message.bodies().text()).isEqualTo("Hello");
        assertThat(message.attachments()).extracting(Attachment::name).containsExactly("a.txt");
    }

    @Test
    void a_text_within_which_the_message_was_cut_off_is_shown_and_kept_as_it_came() {
        var message = parse("""
                Content-Type: multipart/mixed; boundary=a

                --a
                Content-Type: text/plain

                One.
                --a
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                Two.
                --a
                Content-Type: application/pdf; name=three.pdf

                %PDF""");
        assertThat(message.bodies().text()).isEqualTo("One.\nTwo.");
        assertThat(message.attachments())
                .extracting(Attachment::name, Attachment::size)
                .containsExactly(tuple("attachment-1.txt", 60L), tuple("three.pdf", 4L));
    }

    @Test
    void an_alternative_that_is_not_closed_ends_where_the_whole_goes_on() {
        var message = parse("""
                Content-Type: multipart/mixed; boundary=a

                --a
                Content-Type: multipart/alternative; boundary=b

                --b
                Content-Type: text/plain

                Text.
                --b
                Content-Type: text/html

                <p>Text.</p>
                --a
                Content-Type: application/pdf; name=offer.pdf

                %PDF
                --a--
                """);
        assertThat(message.bodies().text()).isEqualTo("Text.");
        assertThat(message.bodies().html()).contains("<p>Text.</p>");
        assertThat(message.attachments()).extracting(Attachment::name).containsExactly("offer.pdf");
    }

    @Test
    void an_opening_line_with_nothing_behind_it_makes_no_file() {
        var message = parse("Content-Type: multipart/mixed; boundary=a\n\n--a\n\nText.\n--a\n\n");
        assertThat(message.bodies().text()).isEqualTo("Text.");
        assertThat(message.attachments()).isEmpty();
    }

    @Test
    void a_text_that_only_says_it_is_base64_is_shown_and_kept() {
        var message = parse("""
                Content-Type: multipart/mixed; boundary=a

                --a
                Content-Type: text/plain
                Content-Transfer-Encoding: base64

                Dear Bob, how are you?
                --a--
                """);
        assertThat(message.bodies().text()).isEqualTo("Dear Bob, how are you?");
        assertThat(message.attachments()).extracting(Attachment::name).containsExactly("attachment-1.txt");
    }

    @Test
    void a_file_keeps_its_name_though_its_disposition_does_not_say_which() {
        var message = parse("""
                Content-Type: multipart/mixed; boundary=a

                --a

                Text.
                --a
                Content-Type: image/png
                Content-Disposition: ; filename="logo.png"

                x
                --a--
                """);
        assertThat(message.attachments()).extracting(Attachment::name).containsExactly("logo.png");
    }

    @Test
    void of_two_types_the_first_counts_but_within_the_message_the_last() {
        assertThat(parse("""
                Content-Type: multipart/mixed; boundary=a
                Content-Type: text/plain

                --a
                Content-Type: multipart/alternative; boundary=b
                Content-Type: text/html

                <p>Text.</p>
                --a--
                """).bodies().html()).contains("<p>Text.</p>");
    }

    @Test
    void comments_within_an_address_are_no_part_of_it() {
        var message = parse("""
                To: Pete <pete(his (own) account)@acme.test(his host)>, <jdoe@(the machine) acme.test>
                Cc: <"a(b)"@acme.test>, <half(open@acme.test>

                x
                """);
        assertThat(message.participants().to())
                .containsExactly(new Mailbox("Pete", "pete@acme.test"), new Mailbox(null, "jdoe@acme.test"));
        assertThat(message.participants().cc())
                .containsExactly(new Mailbox(null, "\"a(b)\"@acme.test"), new Mailbox(null, "half(open@acme.test"));
    }

    private ParsedMessage parse(String message) {
        return parser.parse(message.getBytes(StandardCharsets.UTF_8), RECEIVED);
    }
}
