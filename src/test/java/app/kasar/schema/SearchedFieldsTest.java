package app.kasar.schema;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What search finds when fields come, go, or are searched no more. */
class SearchedFieldsTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static RunningKasar kasar;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static void addField(Client client, Map<String, Object> more) {
        var field = new java.util.HashMap<String, Object>(Map.of("name", "nick", "label", "Nick", "type", "TEXT"));
        field.putAll(more);
        client.post("/schema/contacts/fields", field).expect(201);
    }

    private static void addContacts(Client client, int count) {
        for (var from = 0; from < count; from += 100) {
            var records = IntStream.range(from, Math.min(count, from + 100))
                    .mapToObj(number -> Map.of("first_name", "Ann" + number, "nick", "Zorrino"))
                    .toList();
            client.post("/records/contacts/batch/create", Map.of("records", records))
                    .expect(200);
        }
    }

    private static int searched(Client client, String word) {
        return client.get("/search?limit=50&query=" + word)
                .expect(200)
                .body()
                .path("total")
                .asInt();
    }

    private static int listed(Client client, String word) {
        return client.get("/records/contacts?limit=1&search=" + word)
                .expect(200)
                .body()
                .path("total")
                .asInt();
    }

    private static void awaitUpToDate(TestOrganization organization) {
        var outdated = Statement.fixed("SELECT 1 FROM \"%s\".objects WHERE documents_outdated IS NOT NULL"
                .formatted(organization.schemaName()));
        var end = System.nanoTime() + LONGEST.toNanos();
        while (!kasar.database().database().list(outdated, row -> 1).isEmpty()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }

    @Test
    void a_field_that_was_dropped_is_found_no_more() {
        var organization = kasar.organization("drops");
        var client = organization.admin();
        addField(client, Map.of());
        addContacts(client, 1_250);
        client.post("/records/contacts", Map.of("first_name", "Zorrino")).expect(201);
        assertThat(listed(client, "zorrino")).isEqualTo(1_251);
        var events = events(organization);

        client.delete("/schema/contacts/fields/nick").expect(200);
        listed(client, "zorrino");
        awaitUpToDate(organization);

        assertThat(searched(client, "zorrino")).isEqualTo(1);
        assertThat(listed(client, "zorrino")).isEqualTo(1);
        assertThat(listed(client, "ann1249")).isEqualTo(1);
        assertThat(events(organization)).isEqualTo(events);
    }

    private static long events(TestOrganization organization) {
        return kasar.database()
                .database()
                .find(
                        Statement.fixed("SELECT count(*) FROM \"%s\".events".formatted(organization.schemaName())),
                        row -> row.number(1))
                .orElseThrow();
    }

    @Test
    void a_field_is_searched_from_the_moment_it_is_marked_and_no_more_when_it_is_unmarked() {
        var organization = kasar.organization("marks");
        var client = organization.admin();
        addField(client, Map.of("isSearchable", false));
        addContacts(client, 10);
        assertThat(searched(client, "zorrino")).isZero();

        client.patch("/schema/contacts/fields/nick", Map.of("isSearchable", true))
                .expect(200);
        awaitUpToDate(organization);
        assertThat(searched(client, "zorrino")).isEqualTo(10);
        assertThat(listed(client, "zorrino")).isEqualTo(10);
        // Near words are known too.
        assertThat(searched(client, "zorino")).isEqualTo(10);

        client.patch("/schema/contacts/fields/nick", Map.of("isSearchable", false))
                .expect(200);
        awaitUpToDate(organization);
        assertThat(searched(client, "zorrino")).isZero();
        assertThat(listed(client, "zorrino")).isZero();
    }

    @Test
    void a_default_that_existing_records_get_is_found() {
        var organization = kasar.organization("defaults");
        var client = organization.admin();
        client.post("/records/contacts", Map.of("first_name", "Ann")).expect(201);
        addField(client, Map.of("required", true, "defaultValue", "Zorrino"));
        awaitUpToDate(organization);
        assertThat(searched(client, "zorrino")).isEqualTo(1);
    }

    @Test
    void what_a_server_left_undone_the_next_start_does() {
        var organization = kasar.organization("restarts");
        var client = organization.admin();
        addField(client, Map.of("isSearchable", false));
        addContacts(client, 3);
        // As after a server that ended when the change was committed.
        for (var change : List.of(
                "UPDATE \"%s\".fields SET is_searchable = true WHERE name = 'nick'",
                "UPDATE \"%s\".objects SET documents_outdated = 1 WHERE name = 'contacts'",
                "UPDATE \"%s\".state SET epoch = epoch + 1")) {
            kasar.database().database().execute(Statement.fixed(change.formatted(organization.schemaName())));
        }
        assertThat(searched(client, "zorrino")).isZero();
        try (var node = kasar.secondNode()) {
            assertThat(node.address()).isNotNull();
            awaitUpToDate(organization);
        }
        assertThat(searched(client, "zorrino")).isEqualTo(3);
    }

    @Test
    void values_without_words_cannot_be_searched() {
        var client = kasar.organization("refuses").admin();
        var owner = Map.of("name", "keeper", "label", "Keeper", "type", "USER", "isSearchable", true);
        assertThat(client.post("/schema/contacts/fields", owner).expect(400).message())
                .contains("cannot be searched");
        assertThat(client.patch("/schema/contacts/fields/company", Map.of("isSearchable", true))
                        .expect(400)
                        .message())
                .contains("cannot be searched");
    }
}
