package app.kasar.inbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The mails git's own mail reader is tested with, against the author, subject and date it is to find. */
class GitMailCorpusTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-24T10:00:00Z");

    private final MessageParser parser = new MessageParser();

    @Test
    void encoded_words_of_rfc_2047_are_read_as_its_examples_say() throws IOException {
        var samples = messages("rfc2047-samples.mbox");
        assertThat(samples).hasSize(11);
        compare(samples, "rfc2047-info-%04d");
    }

    @Test
    void authors_subjects_and_dates_are_found() throws IOException {
        compare(messages("sample.mbox"), "info%04d");
    }

    private void compare(List<byte[]> messages, String expected) throws IOException {
        var softly = new SoftAssertions();
        for (var i = 0; i < messages.size(); i++) {
            var name = expected.formatted(i + 1);
            var truth = Files.readString(SharedDataFolder.file("mail-git-mailinfo/" + name));
            if (!IN_BODY.contains(name)) {
                compare(softly, name, truth, parser.parse(messages.get(i), RECEIVED));
            }
        }
        softly.assertAll();
    }

    /** Git takes these from lines of the body that look like headers, which for a mail is no question. */
    private static final List<String> IN_BODY = List.of();

    private static void compare(SoftAssertions softly, String name, String truth, ParsedMessage ours) {
        line(truth, "Subject")
                .ifPresent(subject -> softly.assertThat(withoutPrefix(ours.subject()))
                        .as(name)
                        .isEqualTo(subject));
        line(truth, "Email")
                .ifPresent(
                        email -> softly.assertThat(address(ours.participants().from()))
                                .as(name)
                                .isEqualTo(email));
        line(truth, "Author")
                .ifPresent(
                        author -> softly.assertThat(author(ours.participants().from()))
                                .as(name)
                                .isEqualTo(withoutComments(author)));
        line(truth, "Date")
                .flatMap(MailDate::read)
                .ifPresent(date -> softly.assertThat(ours.sentAt()).as(name).isEqualTo(date));
    }

    private static String address(Mailbox from) {
        return from == null ? "" : from.address();
    }

    /** Git shows the address where there is no name, and comments beside the name. */
    private static String author(Mailbox from) {
        return from == null ? "" : from.name() == null ? from.address() : withoutComments(from.name());
    }

    private static String withoutComments(String name) {
        return name.replaceAll("\\([^()]*\\)", "").replaceAll("\\s+", " ").strip();
    }

    /** Git strips what is in brackets, and Re:. */
    private static String withoutPrefix(String subject) {
        return subject == null ? "" : subject.replaceFirst("^(?:\\s*(?:\\[[^\\]]*\\]|(?i:re):))*\\s*", "");
    }

    private static Optional<String> line(String info, String name) {
        return info.lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    private static List<byte[]> messages(String mailbox) throws IOException {
        var bytes = Files.readAllBytes(SharedDataFolder.file("mail-git-mailinfo/" + mailbox));
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        var messages = new ArrayList<byte[]>();
        var message = new ByteArrayOutputStream();
        for (var line : text.split("(?<=\n)")) {
            if (line.startsWith("From ") && message.size() > 0) {
                messages.add(message.toByteArray());
                message.reset();
            }
            message.writeBytes(line.getBytes(StandardCharsets.ISO_8859_1));
        }
        messages.add(message.toByteArray());
        return messages;
    }
}
