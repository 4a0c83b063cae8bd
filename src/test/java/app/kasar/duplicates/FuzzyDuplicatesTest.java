package app.kasar.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.SharedDataFolder;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import de.siegmar.fastcsv.reader.CsvReader;
import java.nio.file.Files;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class FuzzyDuplicatesTest {
    private static RunningKasar kasar;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static JsonNode detect(Client client, Map<String, ?> more) {
        var body = new HashMap<String, Object>(
                Map.of("action", "detect", "mode", "fuzzy", "object_name", "contacts", "limit", 1000));
        body.putAll(more);
        return client.post("/duplicates", body).expect(200).body();
    }

    private static List<String> ids(JsonNode group) {
        return group.path("records")
                .valueStream()
                .map(record -> record.path("id").asString())
                .toList();
    }

    private static String contact(Client client, Map<String, ?> values) {
        return client.post("/records/contacts", values).expect(201).id();
    }

    @Test
    void groups_people_written_in_two_ways_and_says_how_sure_it_is_and_why() {
        var acme = kasar.organization("near").admin();
        var one = contact(
                acme,
                Map.of(
                        "first_name",
                        "Katherine",
                        "last_name",
                        "Featherstonehaugh",
                        "email",
                        "k.feather@acme.test",
                        "phone",
                        "+33612345678",
                        "birthday",
                        "1980-02-11"));
        var two = contact(
                acme,
                Map.of(
                        "first_name",
                        "Fetherstonehaugh",
                        "last_name",
                        "Kate",
                        "phone",
                        "+33612345678",
                        "birthday",
                        "1980-11-02"));
        contact(acme, Map.of("first_name", "John", "last_name", "Smith", "birthday", "1980-02-11"));

        var answer = detect(acme, Map.of());

        assertThat(answer.path("scanned").asInt()).isEqualTo(3);
        assertThat(answer.path("total").asInt()).isEqualTo(1);
        var group = answer.path("duplicate_groups").get(0);
        assertThat(group.path("match_field").asString()).isEqualTo("fuzzy");
        assertThat(ids(group)).containsExactly(one, two);
        assertThat(group.path("score").asDouble()).isBetween(0.9, 1.0);
        assertThat(group.path("reasons").valueStream().map(JsonNode::asString))
                .contains("phone: same", "order of names: names in each other's place");
        assertThat(group.path("pairs").get(0).path("ids")).hasSize(2);

        acme.post("/duplicates", Map.of("action", "dismiss", "object_name", "contacts", "ids", List.of(one, two)))
                .expect(200);
        assertThat(detect(acme, Map.of()).path("duplicate_groups")).isEmpty();
    }

    @Test
    void compares_the_fields_asked_for_and_refuses_those_that_are_not_there() {
        var acme = kasar.organization("fields").admin();
        contact(acme, Map.of("first_name", "Ada", "last_name", "Byron", "email", "ada@acme.test"));

        detect(acme, Map.of("fields", List.of("name", "email", "contact_status", "company")));
        var refused = acme.post(
                        "/duplicates",
                        Map.of(
                                "action",
                                "detect",
                                "mode",
                                "fuzzy",
                                "object_name",
                                "contacts",
                                "fields",
                                List.of("frist_name", "tags")))
                .expect(400);
        assertThat(refused.body().path("errors")).hasSize(2);
        assertThat(refused.message()).contains("did you mean 'first_name'");
    }

    @Test
    void looks_through_objects_of_every_kind() {
        var acme = kasar.organization("kinds").admin();
        for (var object : List.of("companies", "opportunities", "tags")) {
            assertThat(detect(acme, Map.of("object_name", object))
                            .path("scanned")
                            .asInt())
                    .isZero();
        }
    }

    @Test
    void finds_the_duplicates_of_a_published_set_loaded_over_http() throws Exception {
        var file = SharedDataFolder.file("er-febrl1-2/dataset1.csv");
        var acme = kasar.organization("febrl").admin();
        for (var field : Map.of("date_of_birth", "DATE", "soc_sec_id", "TEXT").entrySet()) {
            acme.post(
                            "/schema/contacts/fields",
                            Map.of("name", field.getKey(), "label", field.getKey(), "type", field.getValue()))
                    .expect(201);
        }
        var truth = new HashMap<String, String>();
        var batch = new ArrayList<Map<String, Object>>();
        var names = new ArrayList<String>();
        try (var csv = CsvReader.builder().ofNamedCsvRecord(Files.readString(file))) {
            for (var row : csv) {
                var values = row.getFieldsAsMap().entrySet().stream()
                        .collect(Collectors.toMap(
                                entry -> entry.getKey().strip(),
                                entry -> entry.getValue().strip()));
                batch.add(contact(values));
                names.add(values.get("rec_id").replaceAll("-(org|dup).*", ""));
                if (batch.size() == 100) {
                    create(acme, batch, names, truth);
                }
            }
        }

        var groups = detect(acme, Map.of()).path("duplicate_groups");

        var right = 0;
        for (var group : groups) {
            var ids = ids(group);
            assertThat(ids).hasSize(2);
            right += truth.get(ids.get(0)).equals(truth.get(ids.get(1))) ? 1 : 0;
        }
        assertThat(2.0 * right / (500 + groups.size())).isGreaterThan(0.98);
    }

    private static void create(
            Client acme, List<Map<String, Object>> batch, List<String> names, Map<String, String> truth) {
        var results = acme.post("/records/contacts/batch/create?atomic=true", Map.of("records", batch))
                .expect(200)
                .data();
        for (var index = 0; index < batch.size(); index++) {
            truth.put(results.get(index).path("id").asString(), names.get(index));
        }
        batch.clear();
        names.clear();
    }

    /** As a user would map the columns. */
    private static Map<String, Object> contact(Map<String, String> row) {
        var contact = new HashMap<String, Object>();
        contact.put("first_name", row.get("given_name"));
        contact.put(
                "last_name",
                row.get("surname").isEmpty() && row.get("given_name").isEmpty() ? "?" : row.get("surname"));
        contact.put("soc_sec_id", row.get("soc_sec_id"));
        var address = new HashMap<String, Object>();
        address.put("street", (row.get("street_number") + " " + row.get("address_1")).strip());
        address.put("street2", row.get("address_2"));
        address.put("city", row.get("suburb"));
        address.put("postal_code", row.get("postcode"));
        address.put("state", row.get("state"));
        contact.put("address", address);
        var born = row.get("date_of_birth");
        try {
            contact.put(
                    "date_of_birth",
                    LocalDate.parse(born, DateTimeFormatter.BASIC_ISO_DATE).toString());
        } catch (DateTimeException thereIsNoSuchDay) {
            contact.put("date_of_birth", null);
        }
        return contact;
    }
}
