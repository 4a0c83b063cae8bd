package app.kasar.inbox.message;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import app.kasar.SharedDataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mail that broke other readers, and charsets named, misnamed and missing. */
class BrokenMailCorpusTest {
    private static final Instant RECEIVED = Instant.parse("2026-11-24T10:00:00Z");
    private static final List<String> CORPORA = List.of(
            "mail-mikel",
            "mail-mime4j",
            "mail-notmuch",
            "mail-ponymail-httpd",
            "mail-stalwart",
            "mail-git-mailinfo",
            "mail-talon-replies",
            "mail-imaptest-threads");

    private final MessageParser parser = new MessageParser();

    @Test
    void every_message_of_every_corpus_is_read() throws IOException {
        var read = 0;
        for (var corpus : CORPORA) {
            for (var file : files(corpus)) {
                var raw = Files.readAllBytes(file);
                var message =
                        assertTimeoutPreemptively(ofSeconds(10), () -> parser.parse(raw, RECEIVED), file.toString());
                assertThat(message.bodies()
                                .snippet()
                                .codePointCount(0, message.bodies().snippet().length()))
                        .isLessThanOrEqualTo(200);
                assertThat(String.valueOf(message.bodies())).doesNotContain("\0");
                read++;
            }
        }
        System.out.println("corpora: " + read + " files read");
        assertThat(read).isGreaterThan(800);
    }

    @ParameterizedTest
    @CsvSource({
        "multi_charset/japanese.eml, まみむめも, かきくえこ",
        "multi_charset/japanese_iso_2022.eml, まみむめも, すみません。",
        "multi_charset/japanese_shift_jis.eml, test, このメールはテスト用のメールです。 今後ともよろしくお願い申し上げます！",
        "multi_charset/ks_c_5601-1987.eml, test, 스티해",
        "rfc6532/utf8_headers.eml, Säying Hello, body",
    })
    void charsets_are_read(String file, String subject, String text) throws IOException {
        var message = parser.parse(Files.readAllBytes(SharedDataFolder.file("mail-mikel/" + file)), RECEIVED);
        assertThat(message.subject()).isEqualTo(subject);
        assertThat(message.bodies().snippet()).endsWith(text);
    }

    private static List<Path> files(String folder) throws IOException {
        try (var files = Files.walk(SharedDataFolder.file(folder))) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
