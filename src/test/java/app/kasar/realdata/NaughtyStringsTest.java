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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** Strings that have broken other programs, through every way text goes in and out. */
@Timeout(90)
class NaughtyStringsTest {
    /** Something to search for, and no mark without a letter to stand on, which is no part of any word. */
    private static final Pattern WORDS =
            Pattern.compile("(?=.*[\\p{L}\\p{N}])(?!(.*[^\\p{L}\\p{M}\\p{N}])?\\p{M}).*", Pattern.DOTALL);

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
    void each_string_comes_back_byte_equal_from_every_answer_that_shows_it() {
        var changed = create(Map.of("last_name", "changed"));
        for (var string : strings) {
            var created = create(Map.of("last_name", "x", "job_title", string, "description", string));
            assertShown(string, acme.get("/records/contacts/" + created));
            acme.patch("/records/contacts/" + changed, Map.of("job_title", string, "description", string))
                    .expect(200);
            assertShown(string, acme.get("/records/contacts/" + changed));

            for (var field : List.of("job_title", "description")) {
                assertThat(found(field, "equals", string)).as(string).contains(created, changed);
                assertThat(found(field, "contains", string)).as(string).contains(created);
            }
        }
    }

    private static String create(Map<String, ?> contact) {
        return acme.post("/records/contacts", contact).expect(201).id();
    }

    private static void assertShown(String string, Client.Reply reply) {
        assertThat(reply.expect(200).data().path("job_title").asString()).isEqualTo(string);
        assertThat(reply.data().path("description").asString()).isEqualTo(string);
    }

    private static List<String> found(String field, String operator, String value) {
        var body = Map.of(
                "filters",
                Map.of("conditions", List.of(Pages.condition(field, operator, value))),
                "sort",
                List.of(Map.of("field", "created_at", "direction", "desc")),
                "fields",
                List.of("id"),
                "total",
                "none",
                "limit",
                100);
        return ids(acme.post("/records/contacts/search", body));
    }

    private static List<String> ids(Client.Reply page) {
        return Pages.texts(page.expect(200).data().valueStream().toList(), "id");
    }

    @Test
    void a_walk_sorted_by_the_strings_meets_each_of_them_and_filters_by_parameter_find_it() {
        var records = IntStream.range(0, strings.size())
                .mapToObj(index -> Map.of("name", "n" + index, "lost_reason", strings.get(index)))
                .toList();
        var ids = Batches.create(acme, "opportunities", records);

        for (var direction : List.of("asc", "desc")) {
            var query = Map.of("sort_by", "lost_reason", "sort_dir", direction, "fields", "lost_reason", "limit", 1);
            assertThat(Pages.texts(Pages.walk(acme, "opportunities", query), "lost_reason"))
                    .containsExactlyInAnyOrderElementsOf(strings);
        }
        for (var index = 0; index < strings.size(); index++) {
            var query = Map.of(
                    "filter_field", "lost_reason", "filter_operator", "equals", "filter_value", strings.get(index));
            assertThat(ids(acme.get("/records/opportunities", query)))
                    .as(strings.get(index))
                    .contains(ids.get(index));
        }
    }

    @Test
    void a_string_with_words_is_found_by_searching_for_it() {
        var missed = new ArrayList<String>();
        var records = IntStream.range(0, strings.size())
                .mapToObj(index -> Map.of("name", "searched", "description", strings.get(index)))
                .toList();
        var ids = Batches.create(acme, "companies", records);
        for (var index = 0; index < strings.size(); index++) {
            var string = strings.get(index);
            var query = Map.of("search", string, "limit", 100, "fields", "id", "total", "none");
            if (WORDS.matcher(string).matches()) {
                var found = ids(acme.get("/records/companies", query));
                if (found.size() < 100 && !found.contains(ids.get(index))) {
                    missed.add(string);
                }
            }
        }
        assertThat(missed).isEmpty();
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
                    "/records/contacts?" + encoded,
                    "/records/contacts/" + encoded,
                    "/records/contacts/" + encoded + "/associations/tags/" + encoded,
                    "/schema/" + encoded,
                    "/records/" + (encoded.isEmpty() ? "x" : encoded))) {
                assertThat(acme.get(path).status()).as(path).isIn(200, 400, 404, 405);
            }
        }
    }
}
