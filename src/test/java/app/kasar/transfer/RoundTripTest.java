package app.kasar.transfer;

import static app.kasar.transfer.Importing.counts;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is exported and imported again is the same, whatever stands in the cells. */
class RoundTripTest {
    private static final List<String> HOSTILE = List.of(
            "plain",
            " blank before",
            "blank behind ",
            "comma, semicolon; tab\t",
            "quote \" and ''",
            "\"quoted\"",
            "line\nbreak",
            "carriage\r\nreturn",
            "=1+1",
            "+1",
            "-1",
            "@x",
            "\uFEFFmark",
            "null",
            "NULL",
            "true",
            "0",
            "007",
            "1e5",
            "1,234.50",
            "2026-01-31",
            "[1]",
            "{\"a\":1}",
            "a\\b",
            "a; b",
            "日本語",
            "e\u0301",
            "🙂",
            "\u202Eright",
            "'",
            "#comment",
            "--");
    private static final List<String> IGNORED =
            List.of("id", "created_at", "updated_at", "created_by", "created_by_display", "owner_id", "owner_display");
    private static final int RECORDS = 150;

    private static RunningKasar kasar;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static Map<String, Object> field(String name, String type) {
        return Map.of("name", name, "label", name, "type", type);
    }

    private static Map<String, Object> choice(String name, String type) {
        return Map.of(
                "name", name, "label", name, "type", type, "options", List.of("one", "two; three", "four\\", "fünf"));
    }

    private static void create(TestOrganization organization, String object) {
        organization
                .admin()
                .post(
                        "/schema",
                        Map.of(
                                "name",
                                object,
                                "label",
                                object,
                                "fields",
                                List.of(
                                        field("key", "INTEGER"),
                                        field("words", "TEXT"),
                                        field("lines", "TEXTAREA"),
                                        field("number", "NUMBER"),
                                        field("money", "CURRENCY"),
                                        field("real", "FLOAT"),
                                        field("flag", "BOOLEAN"),
                                        field("day", "DATE"),
                                        field("moment", "DATETIME"),
                                        field("mails", "EMAILS"),
                                        field("place", "ADDRESS"),
                                        choice("one_of", "SELECT"),
                                        choice("some_of", "MULTI_SELECT"))))
                .expect(201);
    }

    private static Map<String, Object> record(int key, Random random) {
        var record = new LinkedHashMap<String, Object>();
        record.put("key", key);
        put(record, "words", text(random), random);
        put(record, "lines", text(random) + "\n" + text(random), random);
        put(record, "number", random.nextInt(1_000_000) / 1000.0, random);
        put(record, "money", random.nextInt(1_000_000) + ".10", random);
        put(record, "real", random.nextDouble(), random);
        put(record, "flag", random.nextBoolean(), random);
        put(record, "day", "20%02d-02-%02d".formatted(random.nextInt(100), 1 + random.nextInt(28)), random);
        put(record, "moment", "2026-02-%02dT23:30:00.123456Z".formatted(1 + random.nextInt(28)), random);
        put(
                record,
                "mails",
                List.of(
                        Map.of(
                                "value",
                                "a%d@x.test".formatted(key),
                                "label",
                                text(random).strip()),
                        Map.of("value", "b%d@x.test".formatted(key), "is_primary", true)),
                random);
        put(record, "place", Map.of("street", text(random), "city", text(random)), random);
        put(record, "one_of", "two; three", random);
        put(record, "some_of", List.of("two; three", "four\\"), random);
        return record;
    }

    private static void put(Map<String, Object> record, String name, Object value, Random random) {
        if (random.nextInt(5) > 0) {
            record.put(name, value);
        }
    }

    private static String text(Random random) {
        var text = HOSTILE.get(random.nextInt(HOSTILE.size()));
        return random.nextInt(3) > 0 ? text : text + HOSTILE.get(random.nextInt(HOSTILE.size()));
    }

    private static void fill(Client client, Random random) {
        for (var first = 0; first < RECORDS; first += 50) {
            var records = new ArrayList<Map<String, Object>>();
            for (var key = first; key < first + 50; key++) {
                records.add(record(key, random));
            }
            var reply = client.post("/records/things/batch/create", Map.of("records", records))
                    .expect(200);
            assertThat(reply.body().path("errors")).isEmpty();
        }
    }

    /** Every record, whole, by its key. */
    private static Map<Integer, JsonNode> all(Client client, String object) {
        var all = new TreeMap<Integer, JsonNode>();
        var cursor = "";
        do {
            var page = client.get("/records/" + object + "?limit=100&fields=key" + cursor)
                    .expect(200)
                    .body();
            for (var listed : page.path("data")) {
                var whole = (ObjectNode) client.get(
                                "/records/" + object + "/" + listed.path("id").asString())
                        .expect(200)
                        .data();
                whole.remove(IGNORED);
                all.put(whole.path("key").asInt(), whole);
            }
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.path("nextCursor").asString();
        } while (!cursor.isEmpty());
        return all;
    }

    private static byte[] exported(TestOrganization organization, String format) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var address = URI.create(kasar.address() + "/api/v1/export/things?format=" + format);
            var request = HttpRequest.newBuilder(address).header("Authorization", "Bearer " + organization.token());
            var reply = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            assertThat(reply.statusCode()).isEqualTo(200);
            return reply.body();
        }
    }

    @ParameterizedTest
    @CsvSource({"csv,text/csv,1", "csv,text/csv,2", "ndjson,application/x-ndjson,3"})
    void what_is_exported_comes_in_again_as_the_same_data(String format, String type, int seed) throws Exception {
        var organization = kasar.organization("trip" + seed);
        create(organization, "things");
        create(organization, "copies");
        fill(organization.admin(), new Random(seed));
        var importing = new Importing(organization.admin());
        var job = importing.file("copies", type, exported(organization, format));
        assertThat(counts(job))
                .as(() -> importing.errors(job))
                .isEqualTo("done: " + RECORDS + " created, 0 updated, 0 duplicates, 0 failed");
        var before = all(organization.admin(), "things");
        var after = all(organization.admin(), "copies");
        assertThat(after.keySet()).isEqualTo(before.keySet());
        before.forEach(
                (key, record) -> assertThat(after.get(key)).as("record %d", key).isEqualTo(record));
    }
}
