package app.kasar.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.SqlText;
import app.kasar.inbox.ConnectedMailbox;
import app.kasar.inbox.TestMailServer;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** All people of a published set who look like one another made one, with everything that hangs on them. */
class MergedPeopleTest {
    private static final String SET = "er-febrl1-2/dataset1.csv";
    private static final int BATCH = 100;
    private static final int TAGS = 7;
    private static final List<String> COMPARED =
            List.of("first_name", "last_name", "address", "birthday", "soc_sec_id");

    private static RunningKasar kasar;
    private static TestMailServer server;

    private final List<String> people = new ArrayList<>();
    private final Map<String, String> survivors = new HashMap<>();
    private TestOrganization acme;
    private Client admin;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        server = new TestMailServer();
    }

    @AfterAll
    static void stop() {
        server.close();
        kasar.close();
    }

    /** A table and the two columns that together say what is linked with what. */
    private record Links(String table, String record, String other) {}

    private static final List<Links> LINKS = List.of(
            new Links("contacts_tags", "source_id", "target_id"),
            new Links("opportunities_contacts", "target_id", "source_id"),
            new Links("tasks_links", "record_id", "source_id"),
            new Links("notes_links", "record_id", "source_id"),
            new Links("interactions_links", "record_id", "source_id"));

    private record Link(String record, String other) {}

    @Test
    void merging_every_group_found_in_febrl1_loses_and_doubles_nothing() {
        var rows = CsvFile.rows(SET);
        acme = kasar.organization("febrl");
        admin = acme.admin();
        create(rows);
        attach();
        var mailbox = mails();
        var before = LINKS.stream().map(this::links).toList();
        var groups = groups();

        groups.forEach(this::merge);

        var merged = groups.stream().mapToInt(List::size).sum();
        assertThat(merged).isGreaterThan(people.size() / 2);
        assertThat(total("/records/contacts")).isEqualTo(groups.size() + people.size() - merged);
        for (var index = 0; index < LINKS.size(); index++) {
            var expected = before.get(index).stream()
                    .map(link -> new Link(survivors.getOrDefault(link.record(), link.record()), link.other()))
                    .distinct()
                    .toList();
            assertThat(before.get(index)).as(LINKS.get(index).table()).hasSizeGreaterThanOrEqualTo(people.size());
            assertThat(links(LINKS.get(index)))
                    .as(LINKS.get(index).table())
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
        assertThat(total("/tasks")).isEqualTo(people.size());
        assertThat(total("/notes")).isEqualTo(people.size());
        assertThat(addresses()).isEqualTo(people.size());
        mailbox.sync();
        assertThat(mailbox.stored()).isEqualTo(people.size());
        assertThat(links(LINKS.getLast())).hasSameSizeAs(before.getLast());
    }

    private void create(List<NamedCsvRecord> rows) {
        admin.post("/schema/contacts/fields", Map.of("name", "soc_sec_id", "label", "Number", "type", "TEXT"))
                .expect(201);
        var tags = batch(
                "tags",
                IntStream.range(0, TAGS)
                        .mapToObj(number -> named("tag " + number))
                        .toList());
        var records = new ArrayList<Map<String, Object>>();
        for (var row : rows) {
            var person = person(row, records.size());
            person.put("tags", List.of(tags.get(records.size() % TAGS), tags.get(records.size() / TAGS % TAGS)));
            records.add(person);
        }
        people.addAll(batch("contacts", records));
    }

    private static Map<String, Object> named(String name) {
        return new HashMap<>(Map.of("name", name));
    }

    private static Map<String, Object> person(NamedCsvRecord row, int number) {
        var values = new HashMap<String, String>();
        row.getFieldsAsMap().forEach((column, value) -> values.put(column.strip(), value.strip()));
        var person = new LinkedHashMap<String, Object>();
        put(person, "first_name", values.get("given_name"));
        put(person, "last_name", values.get("surname"));
        put(person, "soc_sec_id", values.get("soc_sec_id"));
        var born = values.get("date_of_birth");
        if (born.matches("\\d{4}(0[1-9]|1[0-2])(0[1-9]|1\\d|2[0-8])")) {
            person.put("birthday", born.replaceAll("(....)(..)(..)", "$1-$2-$3"));
        }
        var address = new LinkedHashMap<String, Object>();
        put(address, "street", (values.get("street_number") + " " + values.get("address_1")).strip());
        put(address, "city", values.get("suburb"));
        put(address, "postal_code", values.get("postcode"));
        put(address, "state", values.get("state"));
        person.put("address", address);
        person.put("email", email(number));
        return person;
    }

    private static void put(Map<String, Object> record, String field, String value) {
        if (!value.isEmpty()) {
            record.put(field, value);
        }
    }

    private static String email(int number) {
        return "p" + number + "@people.test";
    }

    private List<String> batch(String object, List<Map<String, Object>> records) {
        var ids = new ArrayList<String>();
        for (var from = 0; from < records.size(); from += BATCH) {
            var part = records.subList(from, Math.min(records.size(), from + BATCH));
            admin.post("/records/" + object + "/batch/create", Map.of("records", part))
                    .expect(200)
                    .data()
                    .forEach(created -> ids.add(created.path("id").asString()));
        }
        return ids;
    }

    /** Of each kind one a person, linked to the next in the file too, who often is the same. */
    private void attach() {
        var deals = new ArrayList<Map<String, Object>>();
        for (var number = 0; number < people.size(); number++) {
            var two = List.of(people.get(number), people.get((number + 1) % people.size()));
            var linked =
                    two.stream().map(id -> Map.of("id", id, "type", "contacts")).toList();
            admin.post("/tasks", Map.of("title", "Call", "linked_entities", linked))
                    .expect(201);
            admin.post("/notes", Map.of("content", "Said", "linked_entities", linked))
                    .expect(201);
            deals.add(Map.of("name", "Deal " + number, "contacts", two));
        }
        batch("opportunities", deals);
    }

    /** One mail from each, to a member. */
    private ConnectedMailbox mails() {
        var account = server.account("alice@febrl.test");
        for (var number = 0; number < people.size(); number++) {
            account.receive(
                    "Message-ID: <%d@people.test>".formatted(number),
                    "Date: Tue, 10 Mar 2026 10:00:00 +0000",
                    "From: " + email(number),
                    "To: alice@febrl.test",
                    "Subject: Hello " + number,
                    "",
                    "Hello");
        }
        return ConnectedMailbox.read(acme.user("alice@febrl.test", Role.MEMBER).client(), account.connecting());
    }

    private List<List<String>> groups() {
        var asked = Map.of(
                "action", "detect", "object_name", "contacts", "mode", "fuzzy", "limit", 1000, "fields", COMPARED);
        var groups = new ArrayList<List<String>>();
        var found = admin.post("/duplicates", asked).expect(200).body();
        assertThat(found.path("nextCursor").isNull()).isTrue();
        found.path("duplicate_groups")
                .forEach(group -> groups.add(group.path("records")
                        .valueStream()
                        .map(record -> record.path("id").asString())
                        .toList()));
        return groups;
    }

    private void merge(List<String> group) {
        var merged = admin.post(
                        "/duplicates",
                        Map.of(
                                "action",
                                "merge",
                                "object_name",
                                "contacts",
                                "master_id",
                                group.getFirst(),
                                "duplicate_ids",
                                group.subList(1, group.size())))
                .expect(200)
                .body();
        assertThat(merged.path("merged_count").asInt()).isEqualTo(group.size() - 1);
        group.forEach(id -> survivors.put(id, group.getFirst()));
    }

    private long total(String path) {
        return admin.get(path).expect(200).body().path("total").asLong();
    }

    private List<Link> links(Links links) {
        var text = new SqlText().add("SELECT ").name(links.record()).add(", ").name(links.other());
        text.add(" FROM ").name(acme.schemaName(), links.table());
        return kasar.database()
                .database()
                .list(
                        text.toStatement(),
                        row -> new Link(
                                row.requiredUuid(1).toString(),
                                row.requiredUuid(2).toString()));
    }

    private long addresses() {
        var text =
                new SqlText().add("SELECT sum(cardinality(email_values)) FROM ").name(acme.schemaName(), "contacts");
        return kasar.database()
                .database()
                .find(text.toStatement(), row -> row.number(1))
                .orElseThrow();
    }
}
