package app.kasar.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.json.Json;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ExportApiTest {
    private static RunningKasar kasar;
    private static TestOrganization acme;
    private static Client admin;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme");
        admin = acme.admin();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    /** An object of its own with these fields. */
    private static void object(String name, Object... fields) {
        admin.post("/schema", Map.of("name", name, "label", name, "fields", List.of(fields)))
                .expect(201);
    }

    private static Map<String, Object> field(String name, String type) {
        return Map.of("name", name, "label", name, "type", type);
    }

    private static String create(String object, Map<String, ?> values) {
        return admin.post("/records/" + object, values).expect(201).id();
    }

    private static HttpResponse<byte[]> export(String object, String query) {
        var answer = admin.download("/export/" + object + "?" + query);
        assertThat(answer.statusCode()).as(() -> text(answer.body())).isEqualTo(200);
        return answer;
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private static List<NamedCsvRecord> csv(String object, String query) {
        var body = export(object, "format=csv&" + query).body();
        return CsvReader.builder().ofNamedCsvRecord(text(body)).stream().toList();
    }

    private static JsonNode json(String object, String query) {
        return Json.MAPPER.readTree(export(object, query).body());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    @Test
    void writes_json_with_its_total_first() {
        object("planets", field("name", "TEXT"), field("moons", "INTEGER"));
        create("planets", Map.of("name", "Mars", "moons", 2));
        create("planets", Map.of("name", "Venus"));
        var answer = export("planets", "sort_by=name&sort_dir=asc&fields=name,moons");
        assertThat(header(answer, "content-type")).isEqualTo("application/json; charset=utf-8");
        assertThat(text(answer.body())).startsWith("{\"object_name\":\"planets\",\"total\":2,\"data\":[{\"id\":");
        var data = Json.MAPPER.readTree(answer.body()).path("data");
        assertThat(data.valueStream().map(planet -> planet.path("name").asString()))
                .containsExactly("Mars", "Venus");
        assertThat(data.get(0).path("moons").intValue()).isEqualTo(2);
        assertThat(data.get(1).path("moons").isNull()).isTrue();
    }

    @Test
    void writes_an_object_a_line() {
        object("lines", field("name", "TEXT"));
        create("lines", Map.of("name", "one\ntwo"));
        create("lines", Map.of("name", "three"));
        var answer = export("lines", "format=ndjson&fields=name&sort_by=name");
        assertThat(header(answer, "content-type")).isEqualTo("application/x-ndjson; charset=utf-8");
        var lines = text(answer.body()).split("\n", -1);
        assertThat(lines).hasSize(3).endsWith("");
        assertThat(Json.MAPPER.readTree(lines[1]).path("name").asString()).isEqualTo("one\ntwo");
    }

    @Test
    void writes_csv_with_a_header_row_and_a_file_name() {
        object("rows", field("name", "TEXT"), field("price", "CURRENCY"), field("sold", "BOOLEAN"));
        var id = create("rows", Map.of("name", "a \"b\", c", "price", 12.5, "sold", true));
        var answer = export("rows", "format=csv&fields=name,price,sold");
        assertThat(header(answer, "content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(header(answer, "content-disposition")).isEqualTo("attachment; filename=\"rows.csv\"");
        assertThat(text(answer.body())).isEqualTo("id,name,price,sold\r\n" + id + ",\"a \"\"b\"\", c\",12.5,true\r\n");
    }

    @Test
    void an_empty_result_is_a_header_row_or_empty_data() {
        object("nothings", field("name", "TEXT"));
        assertThat(text(export("nothings", "format=csv&fields=name").body())).isEqualTo("id,name\r\n");
        assertThat(text(export("nothings", "").body()))
                .isEqualTo("{\"object_name\":\"nothings\",\"total\":0,\"data\":[]}");
        assertThat(export("nothings", "format=ndjson").body()).isEmpty();
    }

    @Test
    void takes_the_filters_sorts_and_paths_of_lists() {
        var company = create("companies", Map.of("name", "Filtered Works"));
        create("contacts", Map.of("first_name", "Kept", "last_name", "B", "company_id", company));
        create("contacts", Map.of("first_name", "Kept", "last_name", "A", "company_id", company));
        create("contacts", Map.of("first_name", "Dropped"));
        var rows = csv(
                "contacts",
                "filter_field=first_name&filter_operator=equals&filter_value=Kept"
                        + "&sort_by=last_name&sort_dir=asc&fields=last_name,company.name");
        assertThat(rows.stream().map(row -> row.getField("last_name"))).containsExactly("A", "B");
        assertThat(rows.getFirst().getField("company.name")).isEqualTo("Filtered Works");
    }

    @Test
    void writes_entries_addresses_and_tags_so_that_nothing_is_lost() {
        var tag = create("tags", Map.of("name", "hot; \\ new"));
        var other = create("tags", Map.of("name", "plain"));
        var id = create(
                "contacts",
                Map.of(
                        "first_name",
                        "Whole",
                        "email",
                        List.of("first@whole.test", Map.of("value", "second@whole.test", "label", "home")),
                        "phone",
                        "+14155550100",
                        "address",
                        Map.of("street", "1 Main St", "city", "Springfield"),
                        "tags",
                        List.of(tag, other)));
        var row = csv("contacts", "filter_field=first_name&filter_operator=equals&filter_value=Whole")
                .getFirst();
        assertThat(row.getField("id")).isEqualTo(id);
        assertThat(row.getField("email")).isEqualTo("first@whole.test");
        assertThat(Json.MAPPER
                        .readTree(row.getField("email.all"))
                        .get(1)
                        .path("label")
                        .asString())
                .isEqualTo("home");
        assertThat(row.getField("phone")).isEqualTo("+14155550100");
        assertThat(row.getField("phone.all")).as("the number alone says all").isEmpty();
        assertThat(row.getField("address.city")).isEqualTo("Springfield");
        assertThat(row.getField("address.country")).isEmpty();
        assertThat(CellList.read(row.getField("tags"))).containsExactlyInAnyOrder("hot; \\ new", "plain");
    }

    @Test
    void writes_compound_values_in_json_as_they_are_given() {
        var given =
                Map.of("first_name", "Tree", "email", List.of("tree@forest.test"), "address", Map.of("city", "Oak"));
        create("contacts", given);
        var tree = json("contacts", "filter_field=first_name&filter_operator=equals&filter_value=Tree")
                .path("data")
                .get(0);
        assertThat(tree.path("email").get(0).path("value").asString()).isEqualTo("tree@forest.test");
        assertThat(tree.path("address").path("city").asString()).isEqualTo("Oak");
        var flat = json("contacts", "compound=primary&filter_field=first_name&filter_operator=equals&filter_value=Tree")
                .path("data")
                .get(0);
        assertThat(flat.path("email").asString()).isEqualTo("tree@forest.test");
        assertThat(flat.path("address").asString()).isEqualTo("Oak");
    }

    @Test
    void escapes_formulas_only_when_asked_to() {
        object("formulas", field("name", "TEXT"), field("amount", "NUMBER"));
        for (var text : List.of("=1+1", "+1", "-1", "@A1", "plain")) {
            create("formulas", Map.of("name", text, "amount", -5));
        }
        var plain = csv("formulas", "sort_by=created_at&sort_dir=asc");
        assertThat(plain.stream().map(row -> row.getField("name"))).containsExactly("=1+1", "+1", "-1", "@A1", "plain");
        var escaped = csv("formulas", "escape_formulas=true&sort_by=created_at&sort_dir=asc");
        assertThat(escaped.stream().map(row -> row.getField("name")))
                .containsExactly("'=1+1", "'+1", "'-1", "'@A1", "plain");
        assertThat(escaped.getFirst().getField("amount")).as("numbers are none").isEqualTo("-5");
    }

    @Test
    void hostile_cells_are_read_back_as_they_were() throws IOException {
        object("hostiles", field("text", "TEXTAREA"));
        var hostile = List.of(
                "\"",
                "\"\"",
                ",",
                ";",
                "a\rb",
                "a\nb",
                "a\r\nb",
                "\uFEFFmark",
                "  blanks",
                "\ttab",
                "=cmd|' /C calc'!A0",
                "#comment",
                "\\.",
                "\\N",
                "NULL",
                "\u2028",
                "😀",
                "e\u0301",
                "'",
                "a\tb");
        var ids = new ArrayList<String>();
        for (var text : hostile) {
            ids.add(create("hostiles", Map.of("text", text)));
        }
        var listed = new ArrayList<String>();
        for (var id : ids) {
            listed.add(admin.get("/records/hostiles/" + id).data().path("text").asString());
        }
        var read = csv("hostiles", "fields=text&sort_by=created_at&sort_dir=asc");
        assertThat(read.stream().map(row -> row.getField("id"))).containsExactlyInAnyOrderElementsOf(ids);
        for (var row : read) {
            assertThat(row.getField("text")).isEqualTo(listed.get(ids.indexOf(row.getField("id"))));
        }
    }

    @Test
    void compresses_for_those_who_take_it() throws IOException {
        object("packed", field("name", "TEXT"));
        create("packed", Map.of("name", "Mars"));
        var packed = admin.with("Accept-Encoding", "gzip").download("/export/packed?format=csv&fields=name");
        assertThat(header(packed, "content-encoding")).isEqualTo("gzip");
        assertThat(header(packed, "vary")).contains("Accept-Encoding");
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(text(unpacked.readAllBytes())).startsWith("id,name\r\n").endsWith("Mars\r\n");
        }
        assertThat(header(export("packed", "format=csv"), "content-encoding")).isNull();
    }

    @Test
    void is_for_administrators() {
        var member = acme.user("member@acme.test", Role.MEMBER).client();
        var refused = member.get("/export/contacts").expect(403);
        assertThat(refused.code()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void refuses_what_it_does_not_understand_before_anything_is_sent() {
        assertThat(admin.get("/export/contact").expect(400).code()).isEqualTo("INVALID_OBJECT");
        assertThat(admin.get("/export/contacts?format=xml").expect(400).message())
                .contains("format");
        assertThat(admin.get("/export/contacts?fields=frist_name").expect(400).message())
                .contains("first_name");
        assertThat(admin.get("/export/contacts?limit=5").expect(400).message()).contains("limit");
    }

    @Test
    void tells_head_what_there_would_be_without_reading_it() throws IOException {
        var answer = talk("HEAD", "/export/contacts?format=csv", "Connection: close\r\n");
        assertThat(answer)
                .startsWith("HTTP/1.1 200")
                .containsIgnoringCase("content-type: text/csv")
                .endsWith("\r\n\r\n");
    }

    private static Socket open(String method, String path, String headers) throws IOException {
        var socket = new Socket("127.0.0.1", kasar.address().getPort());
        var request = "%s /api/v1%s HTTP/1.1\r\nHost: kasar\r\nAuthorization: Bearer %s\r\n%s\r\n"
                .formatted(method, path, acme.token(), headers);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static String talk(String method, String path, String headers) throws IOException {
        try (var socket = open(method, path, headers)) {
            return text(socket.getInputStream().readAllBytes());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "csv", "ndjson"})
    void a_caller_who_goes_away_frees_the_connection(String format) throws Exception {
        fill("goners", 3000);
        var pool = kasar.database().pool().getHikariPoolMXBean();
        try (var socket = open("GET", "/export/goners?format=" + format, "")) {
            assertThat(socket.getInputStream().readNBytes(10)).hasSize(10);
            assertThat(pool.getActiveConnections()).as("is reading").isPositive();
            socket.setSoLinger(true, 0);
        }
        awaitIdle();
        assertThat(export("goners", "format=" + format).body().length).isGreaterThan(20_000_000);
    }

    private static void awaitIdle() {
        var pool = kasar.database().pool().getHikariPoolMXBean();
        var end = System.nanoTime() + 10_000_000_000L;
        while (pool.getActiveConnections() > 0 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(pool.getActiveConnections()).isZero();
    }

    /** Records too many for the buffers of a connection. */
    private static void fill(String object, int records) {
        if (admin.get("/schema/" + object).status() == 200) {
            return;
        }
        object(object, field("text", "TEXTAREA"));
        var filler = "x".repeat(8_000);
        for (var at = 0; at < records; at += 100) {
            var batch = new ArrayList<Map<String, String>>();
            for (var one = 0; one < 100; one++) {
                batch.add(Map.of("text", filler));
            }
            admin.post("/records/" + object + "/batch/create", Map.of("records", batch))
                    .expect(200);
        }
    }

    @Test
    void is_of_one_moment_however_long_it_takes() throws Exception {
        fill("moments", 1500);
        var seen = new CountDownLatch(1);
        try (var socket = open("GET", "/export/moments", "Connection: close\r\n")) {
            var start = socket.getInputStream().readNBytes(1000);
            for (var at = 0; at < 20; at++) {
                create("moments", Map.of("text", "late"));
            }
            seen.countDown();
            var rest = socket.getInputStream().readAllBytes();
            var body = unchunked(start, rest);
            var file = Json.MAPPER.readTree(body);
            assertThat(file.path("total").intValue()).isEqualTo(1500);
            assertThat(file.path("data")).hasSize(1500);
        }
        assertThat(json("moments", "").path("total").intValue()).isEqualTo(1520);
    }

    private static byte[] unchunked(byte[] start, byte[] rest) {
        var all = new java.io.ByteArrayOutputStream();
        all.writeBytes(start);
        all.writeBytes(rest);
        var bytes = all.toByteArray();
        var body = new java.io.ByteArrayOutputStream();
        var at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\r\n\r\n") + 4;
        while (true) {
            var end = at;
            while (bytes[end] != '\r') {
                end++;
            }
            var size = Integer.parseInt(new String(Arrays.copyOfRange(bytes, at, end), StandardCharsets.US_ASCII), 16);
            if (size == 0) {
                return body.toByteArray();
            }
            body.write(bytes, end + 2, size);
            at = end + 2 + size + 2;
        }
    }
}
