package app.kasar.inbox.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry(
                    "malformed/001.eml", "a text part holds the boundary of a multipart that ended before: it is text"),
            Map.entry("malformed/002.eml", "a multipart without any boundary: its content is shown, not attached"),
            Map.entry("malformed/003.eml", "a boundary used twice: the text is shown, not attached"),
            Map.entry("malformed/004.eml", "boundaries that occur nowhere: the text is shown, not attached"),
            Map.entry("malformed/006.eml", "a multipart that is not closed: the text is shown, not attached"),
            Map.entry("malformed/007.eml", "an empty text is no file"),
            Map.entry("malformed/008.eml", "the outer boundary ends the inner multipart (RFC 2046 5.1.2)"),
            Map.entry("malformed/009.eml", "the outer boundary ends the inner multipart (RFC 2046 5.1.2)"),
            Map.entry("malformed/011.eml", "the outer boundary ends the inner multipart (RFC 2046 5.1.2)"),
            Map.entry("malformed/012.eml", "the outer boundary ends the inner multipart (RFC 2046 5.1.2)"),
            Map.entry("malformed/016.eml", "a boundary beyond the 70 characters of RFC 2046 is compared whole"),
            Map.entry("malformed/017.eml", "a file name is read though the disposition before it is missing"),
            Map.entry("malformed/019.eml", "bytes at random: what is readable is shown"),
            Map.entry("malformed/020.eml", "two Content-Types: the first counts, and the HTML in it is shown as HTML"),
            Map.entry("malformed/021.eml", "two Content-Types: the first counts, and the HTML in it is shown as HTML"),
            Map.entry("thirdparty/002.eml", "a text that only says it was base64 is shown, not attached"),
            Map.entry(
                    "thirdparty/015.eml",
                    "the outer boundary ends the message within, so there are three files, as there were"));

    private final MessageParser parser = new MessageParser();

    @Test
    void agrees_on_addresses_dates_bodies_and_files() throws IOException {
        var folder = SharedDataFolder.file("mail-stalwart/eml");
        var differing = new TreeMap<String, List<String>>();
        List<Path> messages;
        try (var files = Files.walk(folder)) {
            messages = files.filter(file -> file.toString().endsWith(".eml"))
                    .sorted()
                    .toList();
        }
        for (var file : messages) {
            var differences = differences(file);
            if (!differences.isEmpty()) {
                differing.put(folder.relativize(file).toString(), differences);
            }
        }
        var agreed = messages.size() - differing.size();
        System.out.printf("mail-stalwart: %d of %d agree%n", agreed, messages.size());
        differing.forEach((name, why) -> System.out.println(
                name + " " + MEANT.getOrDefault(name, "UNEXPLAINED") + "\n   " + String.join("\n   ", why)));
        assertThat(differing.keySet()).isSubsetOf(MEANT.keySet());
        assertThat(agreed).isGreaterThanOrEqualTo(90);
    }

    private List<String> differences(Path file) throws IOException {
        var raw = Files.readAllBytes(file);
        var truth =
                JSON.readTree(Path.of(file.toString().replace(".eml", ".json")).toFile());
        var ours = parser.parse(raw, RECEIVED);
        var differences = new ArrayList<String>();
        compare(differences, "subject", text(truth, "subject"), ours.subject());
        compare(differences, "date", date(truth), ours.sentAt());
        compare(differences, "id", text(truth, "message_id"), ours.identity().messageId());
        var from = addresses(truth, "from");
        compare(
                differences,
                "from",
                from.isEmpty() ? null : from.getFirst(),
                ours.participants().from());
        compare(differences, "to", addresses(truth, "to"), ours.participants().to());
        compare(differences, "cc", addresses(truth, "cc"), ours.participants().cc());
        compare(
                differences,
                "text",
                bodies(truth, "text_body", "Text"),
                squeezed(ours.bodies().text()));
        var parts = BodyParts.of(MimeTree.of(raw));
        compare(
                differences,
                "html",
                bodies(truth, "html_body", "Html"),
                squeezed(String.join(
                        "",
                        parts.html().stream()
                                .filter(part -> part.is("text/html"))
                                .map(MimePart::text)
                                .toList())));
        compare(
                differences,
                "files",
                fileNames(truth),
                parts.files().stream()
                        .map(part ->
                                part.fileName().orElse("") + " " + part.type().value())
                        .sorted()
                        .toList());
        compare(
                differences,
                "bytes",
                fileContents(truth),
                parts.files().stream().map(StalwartCorpusTest::content).toList());
        return differences;
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

    private static List<String> fileNames(JsonNode truth) {
        return fileIndexes(truth).stream()
                .map(index -> truth.path("parts").path(index))
                .map(StalwartCorpusTest::fileName)
                .sorted()
                .toList();
    }

    private static String fileName(JsonNode part) {
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
        if (fileName(part).endsWith(" message/rfc822")) {
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
        var latin = new String(part.bytes(), StandardCharsets.ISO_8859_1);
        if (part.headers().raw("Content-Transfer-Encoding").orElse("").contains("uuencode")) {
            return squeezed(
                    type.startsWith("text/")
                            ? TextDecoding.decode(
                                    part.body().copy(),
                                    part.type().parameter("charset").orElse(null))
                            : new String(part.body().copy(), StandardCharsets.ISO_8859_1));
        }
        return type.equals("message/rfc822") ? "message" : squeezed(type.startsWith("text/") ? part.text() : latin);
    }
}
