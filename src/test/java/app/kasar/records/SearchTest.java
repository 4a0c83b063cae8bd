package app.kasar.records;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code search} of a list: words of the record's searchable fields. */
class SearchTest {
    private static RunningKasar kasar;
    private static Client client;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        client = kasar.organization("acme").admin();
        person("Grace", "Hopper", "Rear Admiral");
        person("Grâce", "Kelly", "Actress");
        person("Zoë", "Müller", "Chief Engineer");
        person("Pat", "O'Brien", "front-end developer");
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static void person(String first, String last, String title) {
        client.post(
                        "/records/contacts",
                        Map.of(
                                "first_name",
                                first,
                                "last_name",
                                last,
                                "job_title",
                                title,
                                "email",
                                last.replaceAll("[^a-zA-Z]", "") + "@Mail.Example.test"))
                .expect(201);
    }

    private static List<String> found(String words) {
        return client.get("/records/contacts", Map.of("search", words, "fields", "last_name"))
                .expect(200)
                .data()
                .valueStream()
                .map(contact -> contact.path("last_name").asString())
                .sorted()
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    grace          | Hopper,Kelly
                    GRÂCE          | Hopper,Kelly
                    gra            | Hopper,Kelly
                    hopper grace   | Hopper
                    grace actress  | Kelly
                    muller         | Müller
                    Müller         | Müller
                    zoe            | Müller
                    o'brien        | O'Brien
                    brien          | O'Brien
                    front-end      | O'Brien
                    end            | O'Brien
                    hopper@mail.example.test | Hopper
                    hopper@mail    | Hopper
                    engin          | Müller
                    nobody         |
                    grace nobody   |
                    """)
    void finds_records_that_have_every_word_by_its_beginning_whatever_case_and_accents(String words, String names) {
        assertThat(String.join(",", found(words))).isEqualTo(names == null ? "" : names);
    }

    @Test
    void signs_of_a_query_language_are_only_signs() {
        for (var words : List.of("%", "_", "a & b | !c", "grace:*", "'", "\\", "\"grace", "(", "<->", "grace &")) {
            found(words);
        }
        assertThat(found("grace & hopper")).containsExactly("Hopper");
        assertThat(found("\"grace")).containsExactly("Hopper", "Kelly");
    }

    @Test
    void a_change_is_found_at_once_and_what_was_there_before_is_not() {
        var id = client.post("/records/contacts", Map.of("first_name", "Oldname"))
                .id();
        client.patch("/records/contacts/" + id, Map.of("first_name", "Newname", "last_name", "Changed"))
                .expect(200);
        assertThat(found("newname")).containsExactly("Changed");
        assertThat(found("oldname")).isEmpty();
        client.delete("/records/contacts/" + id).expect(200);
        assertThat(found("newname")).isEmpty();
    }

    @Test
    void a_field_that_is_not_searchable_is_not_found() {
        client.post(
                        "/schema",
                        Map.of(
                                "name",
                                "notebooks",
                                "label",
                                "Notebooks",
                                "fields",
                                List.of(
                                        Map.of("name", "name", "label", "Name", "type", "TEXT"),
                                        Map.of(
                                                "name",
                                                "secret",
                                                "label",
                                                "Secret",
                                                "type",
                                                "TEXT",
                                                "isSearchable",
                                                false))))
                .expect(201);
        client.post("/records/notebooks", Map.of("name", "public", "secret", "hidden"))
                .expect(201);
        assertThat(client.get("/records/notebooks", Map.of("search", "public"))
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(client.get("/records/notebooks", Map.of("search", "hidden"))
                        .body()
                        .path("total")
                        .asInt())
                .isZero();
    }
}
