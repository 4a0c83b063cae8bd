package app.kasar.inbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The messages of Stalwart's mail parser against what that parser made of them. */
class StalwartCorpusTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant RECEIVED = Instant.parse("2040-01-01T00:00:00Z");

    /** Messages that are meant to be read otherwise, and why. */
    private static final Map<String, String> MEANT = Map.of(
            "malformed/019.eml",
                    "bytes at random: a line that is no header is text, with an empty line behind it or not",
            "thirdparty/015.eml",
                    "the outer boundary ends the message within, so there are three files, as there were");

    /** Messages whose files have other bytes, or of which one without a name is not there, and why. */
    private static final Map<String, String> FILES_MEANT = Map.of(
            "malformed/007.eml", "an empty text is no file",
            "malformed/012.eml", "the outer boundary ends the message within, so there are three",
            "thirdparty/015.eml", "as above");

    /** Messages of which more is shown than the truth counts as their text, and why. */
    private static final Map<String, String> SHOWN_BESIDES = Map.of(
            "malformed/002.eml", "a multipart without parts is shown, and kept as a file",
            "malformed/003.eml", "cut off within a text: it is shown, and kept as a file",
            "malformed/004.eml", "cut off within a text: it is shown, and kept as a file",
            "malformed/006.eml", "cut off within a text: it is shown, and kept as a file",
            "malformed/008.eml", "cut off within a text: it is shown, and kept as a file",
            "malformed/009.eml", "cut off within a text: it is shown, and kept as a file",
            "malformed/011.eml", "cut off within a text: it is shown, and kept as a file",
            "malformed/016.eml", "cut off within a text: it is shown, and kept as a file",
            "malformed/019.eml", "as above",
            "thirdparty/002.eml", "a text that only says it was base64 is shown, and kept as a file");

    private final MessageParser parser = new MessageParser();

    /** What a message was read as, by them and by us, and where that differs. */
    private record Reading(String name, JsonNode truth, ParsedMessage message, BodyParts parts) {
        List<String> differences() {
            var differences = new ArrayList<String>();
            compare(differences, "subject", StalwartCorpusTest.text(truth, "subject"), message.subject());
            compare(differences, "date", date(truth), message.sentAt());
            compare(
                    differences,
                    "id",
                    StalwartCorpusTest.text(truth, "message_id"),
                    message.identity().messageId());
            var from = addresses(truth, "from");
            compare(
                    differences,
                    "from",
                    from.isEmpty() ? null : from.getFirst(),
                    message.participants().from());
            compare(
                    differences,
                    "to",
                    addresses(truth, "to"),
                    message.participants().to());
            compare(
                    differences,
                    "cc",
                    addresses(truth, "cc"),
                    message.participants().cc());
            compare(differences, "text", bodies(truth, "text_body", "Text"), text(Set.of(Wholeness.WHOLE)));
            compare(differences, "html", bodies(truth, "html_body", "Html"), html());
            compare(differences, "file names", fileNames(truth), names());
            return differences;
        }

        List<String> differencesInFiles() {
            var differences = new ArrayList<String>();
            compare(differences, "files", theirFiles(truth), files());
            compare(differences, "bytes", fileContents(truth), bytes());
            return differences;
        }

        List<String> differencesInText() {
            var differences = new ArrayList<String>();
            compare(
                    differences,
                    "shown",
                    bodies(truth, "text_body", "Text"),
                    squeezed(message.bodies().text()));
            return differences;
        }

        String text(Set<Wholeness> which) {
            return squeezed(parts.text().stream()
                    .filter(part -> which.contains(part.wholeness()))
                    .map(part -> part.is("text/html") ? HtmlText.of(part.text()) : part.text())
                    .collect(Collectors.joining()));
        }

        String html() {
            return squeezed(parts.html().stream()
                    .filter(part -> part.is("text/html") && part.wholeness() == Wholeness.WHOLE)
                    .map(MimePart::text)
                    .collect(Collectors.joining()));
        }

        List<String> names() {
            return parts.files().stream()
                    .flatMap(part -> part.fileName().stream())
                    .sorted()
                    .toList();
        }

        List<String> files() {
            return parts.files().stream()
                    .map(part -> part.fileName().orElse("") + " " + part.declaredType())
                    .sorted()
                    .toList();
        }

        List<String> bytes() {
            return parts.files().stream().map(StalwartCorpusTest::content).toList();
        }
    }

    @Test
    void agrees_on_addresses_dates_bodies_and_file_names() throws IOException {
        var agreed = agreement("agree", MEANT, Reading::differences);
        assertThat(agreed).isGreaterThanOrEqualTo((readings().size() * 98 + 99) / 100);
    }

    @Test
    void agrees_on_types_and_bytes_of_files() throws IOException {
        agreement("agree on every file", FILES_MEANT, Reading::differencesInFiles);
    }

    @Test
    void shows_the_text_and_what_else_can_be_read() throws IOException {
        agreement("show that text and nothing besides", SHOWN_BESIDES, Reading::differencesInText);
    }

    private int agreement(String what, Map<String, String> meant, Function<Reading, List<String>> compared)
            throws IOException {
        var differing = new TreeMap<String, List<String>>();
        var readings = readings();
        for (var reading : readings) {
            var differences = compared.apply(reading);
            if (!differences.isEmpty()) {
                differing.put(reading.name(), differences);
            }
        }
        var agreed = readings.size() - differing.size();
        System.out.printf("mail-stalwart: %d of %d %s%n", agreed, readings.size(), what);
        differing.forEach((name, why) -> System.out.println(
                name + " " + meant.getOrDefault(name, "UNEXPLAINED") + "\n   " + String.join("\n   ", why)));
        assertThat(differing.keySet()).isEqualTo(meant.keySet());
        return agreed;
    }

    private List<Reading> readings() throws IOException {
        var folder = SharedDataFolder.file("mail-stalwart/eml");
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .map(file -> reading(folder, file))
                    .toList();
        }
    }

    private Reading reading(Path folder, Path file) {
        try {
            var raw = Files.readAllBytes(file);
            var truth = JSON.readTree(
                    Path.of(file.toString().replace(".eml", ".json")).toFile());
            return new Reading(
                    folder.relativize(file).toString(),
                    truth,
                    parser.parse(raw, RECEIVED),
                    BodyParts.of(MimeTree.of(raw)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void compare(List<String> differences, String what, Object theirs, Object ours) {
        if (!same(String.valueOf(theirs), String.valueOf(ours))) {
            differences.add(what + "\n      theirs: " + shown(theirs) + "\n      ours:   " + shown(ours));
        }
    }

    /** Where their answer lost a raw byte it has a replacement character, and where it has a Windows path, no backslash. */
    private static boolean same(String theirs, String ours) {
        var a = theirs.replace("\\", "");
        var b = ours.replace("\\", "");
        return a.length() == b.length()
                && IntStream.range(0, a.length()).allMatch(i -> a.charAt(i) == b.charAt(i) || a.charAt(i) == '\uFFFD');
    }

    private static String shown(Object value) {
        var text = String.valueOf(value).replace("\n", "\\n").replace("\r", "\\r");
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    private static JsonNode header(JsonNode truth, String name) {
        return elements(truth.at("/parts/0/headers"))
                .filter(header -> header.path("name").isString()
                        && header.path("name").asString().equals(name))
                .map(header -> header.path("value"))
                .findFirst()
                .orElse(JSON.nullNode());
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String text(JsonNode truth, String name) {
        var text = header(truth, name).path("Text");
        return text.isString() && !text.asString().isBlank()
                ? text.asString().strip().replaceAll("\\s+", " ")
                : null;
    }

    private static Instant date(JsonNode truth) {
        var date = header(truth, "date").path("DateTime");
        if (!date.isObject()) {
            return RECEIVED;
        }
        var minutes = date.path("tz_hour").asInt() * 60 + date.path("tz_minute").asInt();
        var local = LocalDateTime.of(2000, 1, 1, 0, 0)
                .withYear(date.path("year").asInt())
                .withMonth(date.path("month").asInt())
                .withDayOfMonth(date.path("day").asInt())
                .withHour(date.path("hour").asInt())
                .withMinute(date.path("minute").asInt())
                .withSecond(date.path("second").asInt());
        return local.toInstant(
                ZoneOffset.ofTotalSeconds((date.path("tz_before_gmt").asBoolean() ? -minutes : minutes) * 60));
    }

    private static List<Mailbox> addresses(JsonNode truth, String name) {
        var address = header(truth, name).path("Address");
        var groups = address.has("Group")
                ? elements(address.path("Group")).flatMap(group -> elements(group.path("addresses")))
                : elements(address.path("List"));
        return groups.filter(each ->
                        each.path("address").isString() || each.path("name").isString())
                .map(each -> each.path("address").isString()
                        ? new Mailbox(
                                each.path("name").isString()
                                                && !each.path("name").asString().isBlank()
                                        ? each.path("name").asString().strip().replaceAll("\\s+", " ")
                                        : null,
                                each.path("address").asString())
                        : new Mailbox(null, each.path("name").asString()))
                .toList();
    }

    private static String bodies(JsonNode truth, String which, String kind) {
        return squeezed(elements(truth.path(which))
                .map(index -> truth.path("parts").path(index.asInt()).path("body"))
                .map(body -> body.has(kind)
                        ? body.path(kind).asString()
                        : kind.equals("Text") && body.has("Html")
                                ? HtmlText.of(body.path("Html").asString())
                                : "")
                .reduce("", String::concat));
    }

    /** Blanks apart: where lines end is no question of what was said. */
    private static String squeezed(String text) {
        return text == null ? "" : text.replaceAll("(?U)[\\s\\x00]+", "").replaceAll("[\\x00-\\x1F]", "");
    }

    private static List<Integer> fileIndexes(JsonNode truth) {
        return IntStream.range(0, truth.path("parts").size())
                .filter(index -> isFile(truth, index))
                .boxed()
                .toList();
    }

    private static boolean isFile(JsonNode truth, int index) {
        var body = truth.path("parts").path(index).path("body");
        var attached = elements(truth.path("attachments")).anyMatch(each -> each.asInt() == index);
        var shown = Stream.of("text_body", "html_body")
                .flatMap(name -> elements(truth.path(name)))
                .anyMatch(each -> each.asInt() == index);
        return attached || shown && !body.has("Text") && !body.has("Html");
    }

    private static List<String> theirFiles(JsonNode truth) {
        return fileIndexes(truth).stream()
                .map(index -> truth.path("parts").path(index))
                .map(StalwartCorpusTest::file)
                .sorted()
                .toList();
    }

    private static List<String> fileNames(JsonNode truth) {
        return theirFiles(truth).stream()
                .map(file -> file.substring(0, file.lastIndexOf(' ')))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** The name, empty if there is none, and the type. */
    private static String file(JsonNode part) {
        var name = new String[] {"", ""};
        var type = new String[] {part.path("body").has("Message") ? "message/rfc822" : "text/plain"};
        elements(part.path("headers"))
                .filter(header -> header.path("name").isString())
                .forEach(header -> {
                    var value = header.path("value").path("ContentType");
                    if (header.path("name").asString().equals("content_type")
                            && value.path("c_subtype").isString()) {
                        type[0] = (value.path("c_type").asString() + "/"
                                        + value.path("c_subtype").asString())
                                .toLowerCase();
                    }
                    elements(value.path("attributes")).forEach(attribute -> {
                        var key = attribute.path("name").asString().toLowerCase();
                        if (key.equals("filename"))
                            name[0] = attribute.path("value").asString();
                        if (key.equals("name"))
                            name[1] = attribute.path("value").asString();
                    });
                });
        return (name[0].isEmpty() ? name[1] : name[0]) + " " + type[0];
    }

    private static List<String> fileContents(JsonNode truth) {
        return fileIndexes(truth).stream()
                .map(index -> content(truth.path("parts").path(index)))
                .toList();
    }

    /** Of messages within messages their answer has no bytes; of texts it has the text; line ends are no question. */
    private static String content(JsonNode part) {
        var body = part.path("body");
        if (file(part).endsWith(" message/rfc822")) {
            return "message";
        }
        return body.has("Text") || body.has("Html")
                ? squeezed(body.path(body.has("Text") ? "Text" : "Html").asString())
                : squeezed(elements(body.path(body.has("Binary") ? "Binary" : "InlineBinary"))
                        .map(each -> Character.toString(each.asInt()))
                        .collect(Collectors.joining()));
    }

    /** Their parser does not know uuencode and leaves it as it was. */
    private static String content(MimePart part) {
        var type = part.type().value();
        var latin = new String(part.fileBytes(), StandardCharsets.ISO_8859_1);
        if (part.headers().raw("Content-Transfer-Encoding").orElse("").contains("uuencode")) {
            return squeezed(
                    type.startsWith("text/")
                            ? TextDecoding.decode(
                                    part.body().copy(),
                                    part.type().parameter("charset").orElse(null))
                            : new String(part.body().copy(), StandardCharsets.ISO_8859_1));
        }
        return type.equals("message/rfc822")
                ? "message"
                : squeezed(
                        type.startsWith("text/")
                                ? TextDecoding.decode(
                                        part.fileBytes(),
                                        part.type().parameter("charset").orElse(null))
                                : latin);
    }
}
