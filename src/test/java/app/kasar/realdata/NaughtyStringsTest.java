package app.kasar.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.json.Json;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Strings that have broken other programs, through every way text goes in and out. */
class NaughtyStringsTest {
    private static RunningKasar kasar;
    private static Client acme;
    private static List<String> strings;

    @BeforeAll
    static void start() throws IOException {
        var file = SharedDataFolder.file("strings-blns/blns.json");
        strings = Json.MAPPER
                .readTree(Files.readString(file))
                .valueStream()
                .map(JsonNode::asString)
                .toList();
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
    }

    @AfterAll
    static void stop() {
        if (kasar != null) {
            kasar.close();
        }
    }

    @Test
    void each_string_comes_back_byte_equal_from_create_get_update_and_filter() {
        var contact = acme.post("/records/contacts", Map.of("first_name", "Ada"))
                .expect(201)
                .id();
        for (var string : strings) {
            var created = acme.post(
                            "/records/contacts", Map.of("last_name", "x", "job_title", string, "description", string))
                    .expect(201);
            assertThat(created.data().path("job_title").asString()).isEqualTo(string);
            var got = acme.get("/records/contacts/" + created.id()).expect(200).data();
            assertThat(got.path("job_title").asString()).isEqualTo(string);
            assertThat(got.path("description").asString()).isEqualTo(string);

            acme.patch("/records/contacts/" + contact, Map.of("job_title", string))
                    .expect(200);
            var updated = acme.get("/records/contacts/" + contact).expect(200).data();
            assertThat(updated.path("job_title").asString()).isEqualTo(string);

            assertThat(found("equals", string)).as(string).contains(created.id(), contact);
            assertThat(found("contains", string)).as(string).contains(created.id());
        }
    }

    private static List<String> found(String operator, String value) {
        var filter = Map.of("field", "job_title", "operator", operator, "value", value);
        return acme.post(
                        "/records/contacts/search",
                        Map.of("filters", Map.of("conditions", List.of(filter)), "limit", 100))
                .expect(200)
                .data()
                .valueStream()
                .map(record -> record.path("id").asString())
                .toList();
    }

    @Test
    void no_string_breaks_a_parameter_a_path_or_a_search() {
        for (var string : strings) {
            var encoded = URLEncoder.encode(string, StandardCharsets.UTF_8).replace("+", "%20");
            for (var path : List.of(
                    "/records/contacts?search=" + encoded,
                    "/records/contacts?filter_field=job_title&filter_operator=starts_with&filter_value=" + encoded,
                    "/records/contacts?sort_by=" + encoded,
                    "/records/contacts?cursor=" + encoded,
                    "/records/contacts?fields=" + encoded,
                    "/records/contacts?filters=" + encoded,
                    "/records/" + (encoded.isEmpty() ? "x" : encoded))) {
                assertThat(acme.get(path).status()).as(path).isIn(200, 400, 404);
            }
        }
    }
}
