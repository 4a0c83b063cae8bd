package app.kasar.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The names of 8,861 listed companies. */
class TickersTest {
    private static RunningKasar kasar;
    private static Client acme;
    private static List<String> names;

    @BeforeAll
    static void load() throws IOException {
        var file = SharedDataFolder.file("companies-sec-tickers/company_tickers.json");
        names = Json.MAPPER
                .readTree(Files.readString(file))
                .path("data")
                .valueStream()
                .map(row -> row.get(2).asString())
                .toList();
        kasar = new RunningKasar();
        acme = kasar.organization("acme").admin();
        Batches.create(
                acme,
                "companies",
                names.stream().map(name -> Map.of("name", name)).toList());
    }

    @AfterAll
    static void stop() {
        if (kasar != null) {
            kasar.close();
        }
    }

    @Test
    void names_come_back_byte_equal_and_complete_in_either_order() {
        var ascending = walk("asc");
        var descending = walk("desc");

        assertThat(ascending).containsExactlyInAnyOrderElementsOf(names);
        assertThat(descending).isEqualTo(ascending.reversed());
    }

    @Test
    void every_company_is_found_by_the_words_of_its_name_in_any_case() {
        for (var index = 0; index < names.size(); index += 443) {
            var name = names.get(index);
            var found = acme.get(
                            "/records/companies",
                            Map.of("search", name.toLowerCase(Locale.ROOT), "limit", 100, "fields", "name"))
                    .expect(200);
            assertThat(found.data()
                            .valueStream()
                            .map(record -> record.path("name").asString()))
                    .as(name)
                    .contains(name);
        }
    }

    private static List<String> walk(String direction) {
        var walked = new ArrayList<String>();
        String cursor = null;
        do {
            var query = new LinkedHashMap<String, String>(
                    Map.of("limit", "100", "sort_by", "name", "sort_dir", direction, "fields", "name"));
            if (cursor != null) {
                query.put("cursor", cursor);
            }
            var page = acme.get("/records/companies", query).expect(200);
            page.data().forEach(record -> walked.add(record.path("name").asString()));
            cursor = page.body().path("nextCursor").stringValue(null);
        } while (cursor != null);
        return walked;
    }
}
