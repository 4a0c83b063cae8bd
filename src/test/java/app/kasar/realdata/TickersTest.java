package app.kasar.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Collections;
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
    void as_many_names_are_less_or_greater_than_one_as_stand_before_and_behind_it_in_the_list() {
        var ascending = walk("asc");
        for (var index = 0; index < ascending.size(); index += 211) {
            var name = ascending.get(index);
            assertThat(total("less_than", name)).as(name).isEqualTo(ascending.indexOf(name));
            assertThat(total("greater_than", name))
                    .as(name)
                    .isEqualTo(ascending.size() - 1 - ascending.lastIndexOf(name));
            assertThat(total("equals", name)).as(name).isEqualTo(Collections.frequency(names, name));
        }
    }

    private static long total(String operator, String name) {
        return Pages.total(acme, "companies", "name", operator, name);
    }

    @Test
    void every_company_is_found_by_the_words_of_its_name_in_any_case() {
        for (var index = 0; index < names.size(); index += 443) {
            var name = names.get(index);
            assertThat(found(name.toLowerCase(Locale.ROOT))).as(name).contains(name);
        }
    }

    @Test
    void the_first_words_of_a_name_find_all_companies_that_begin_with_them() {
        for (var index = 7; index < names.size(); index += 443) {
            var words = names.get(index).toLowerCase(Locale.ROOT).split(" ");
            var beginning = words.length == 1 ? words[0] : words[0] + " " + words[1];
            var expected = names.stream()
                    .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(beginning))
                    .toList();
            assertThat(found(beginning)).as(beginning).containsAll(expected);
        }
    }

    private static List<String> found(String search) {
        return Pages.texts(Pages.walk(acme, "companies", Map.of("search", search, "fields", "name")), "name");
    }

    private static List<String> walk(String direction) {
        var query = Map.of("sort_by", "name", "sort_dir", direction, "fields", "name");
        return Pages.texts(Pages.walk(acme, "companies", query), "name");
    }
}
