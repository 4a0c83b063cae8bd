package app.kasar.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.SqlText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds of merges whatever is merged, and whatever else happens at the same time. */
class MergeLawsTest {
    private static final int RECORDS = 40;
    private static final int ROUNDS = 15;

    private static RunningKasar kasar;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    /** A table and the two columns that together say what is linked with what. */
    private record Links(String table, String record, String other) {}

    private static final List<Links> OF_CONTACTS = List.of(
            new Links("contacts_tags", "source_id", "target_id"),
            new Links("opportunities_contacts", "target_id", "source_id"),
            new Links("tasks_links", "record_id", "source_id"),
            new Links("notes_links", "record_id", "source_id"),
            new Links("interactions_links", "record_id", "source_id"));

    private static final List<Links> OF_COMPANIES = List.of(
            new Links("companies_tags", "source_id", "target_id"),
            new Links("contacts", "company_id", "id"),
            new Links("opportunities", "company_id", "id"),
            new Links("tasks_links", "record_id", "source_id"));

    private record Link(String record, String other) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void merging_groups_leaves_one_record_a_group_and_every_link_once(long seed) {
        var random = new Random(seed);
        var acme = kasar.organization("laws" + seed);
        var world = new World(acme.admin(), random);

        assertLaws(acme, "contacts", world.contacts, OF_CONTACTS, random);
        assertLaws(acme, "companies", world.companies, OF_COMPANIES, random);
    }

    private static void assertLaws(
            TestOrganization acme, String object, List<String> records, List<Links> tables, Random random) {
        var groups = groups(records, random);
        var survivors = new HashMap<String, String>();
        groups.forEach(group -> group.forEach(member -> survivors.put(member, group.getFirst())));
        var expected = tables.stream()
                .map(links -> links(acme, links).stream()
                        .map(link -> new Link(survivors.getOrDefault(link.record(), link.record()), link.other()))
                        .distinct()
                        .toList())
                .toList();

        groups.stream().filter(group -> group.size() > 1).forEach(group -> merge(acme.admin(), object, group));

        assertThat(acme.admin().get("/records/" + object).body().path("total").asInt())
                .isEqualTo(groups.size());
        for (var index = 0; index < tables.size(); index++) {
            assertThat(expected.get(index)).as(tables.get(index).table()).isNotEmpty();
            assertThat(links(acme, tables.get(index)))
                    .as(tables.get(index).table())
                    .containsExactlyInAnyOrderElementsOf(expected.get(index));
        }
        survivors.forEach((member, survivor) -> assertThat(
                        acme.admin().get("/records/" + object + "/" + member).status())
                .isEqualTo(member.equals(survivor) ? 200 : 301));
    }

    private static void merge(Client admin, String object, List<String> group) {
        var merged = admin.post("/duplicates", merging(object, group.getFirst(), group.subList(1, group.size())))
                .expect(200)
                .body();
        assertThat(merged.path("merged_count").asInt()).isEqualTo(group.size() - 1);
    }

    private static Map<String, Object> merging(String object, String master, List<String> duplicates) {
        return Map.of("action", "merge", "object_name", object, "master_id", master, "duplicate_ids", duplicates);
    }

    private static List<List<String>> groups(List<String> records, Random random) {
        var shuffled = new ArrayList<>(records);
        Collections.shuffle(shuffled, random);
        var groups = new ArrayList<List<String>>();
        while (!shuffled.isEmpty()) {
            var group = shuffled.subList(0, Math.min(shuffled.size(), 1 + random.nextInt(5)));
            groups.add(List.copyOf(group));
            group.clear();
        }
        return groups;
    }

    private static List<Link> links(TestOrganization acme, Links links) {
        var text = new SqlText().add("SELECT ").name(links.record()).add(", ").name(links.other());
        text.add(" FROM ").name(acme.schemaName(), links.table()).add(" WHERE ");
        text.name(links.record()).add(" IS NOT NULL");
        return kasar.database()
                .database()
                .list(
                        text.toStatement(),
                        row -> new Link(
                                row.requiredUuid(1).toString(),
                                row.requiredUuid(2).toString()));
    }

    /** Records of all kinds, linked at random. */
    private static final class World {
        private final Client admin;
        private final Random random;
        private final List<String> companies = new ArrayList<>();
        private final List<String> contacts = new ArrayList<>();

        World(Client admin, Random random) {
            this.admin = admin;
            this.random = random;
            var tags = create("tags", 6, index -> Map.of("name", "tag " + index));
            companies.addAll(create("companies", RECORDS, index -> Map.of("name", "C" + index, "tags", some(tags))));
            contacts.addAll(create(
                    "contacts",
                    RECORDS,
                    index -> Map.of("first_name", "P" + index, "tags", some(tags), "company_id", one(companies))));
            create(
                    "opportunities",
                    RECORDS,
                    index -> Map.of("name", "O" + index, "contacts", some(contacts), "company_id", one(companies)));
            for (var index = 0; index < RECORDS / 2; index++) {
                post("/tasks", Map.of("title", "T"));
                post("/notes", Map.of("content", "N"));
                post("/interactions", Map.of("channel", "call"));
            }
        }

        private List<String> create(
                String object, int count, java.util.function.IntFunction<Map<String, Object>> record) {
            var records = new ArrayList<Map<String, Object>>();
            for (var index = 0; index < count; index++) {
                records.add(record.apply(index));
            }
            return admin.post("/records/" + object + "/batch/create", Map.of("records", records))
                    .expect(200)
                    .data()
                    .valueStream()
                    .map(created -> created.path("id").asString())
                    .toList();
        }

        private void post(String path, Map<String, Object> fields) {
            var linked = new ArrayList<Map<String, String>>();
            some(contacts).forEach(id -> linked.add(Map.of("id", id, "type", "contacts")));
            some(companies).forEach(id -> linked.add(Map.of("id", id, "type", "companies")));
            var body = new HashMap<String, Object>(fields);
            body.put("linked_entities", linked);
            admin.post(path, body).expect(201);
        }

        private String one(List<String> records) {
            return records.get(random.nextInt(records.size()));
        }

        private List<String> some(List<String> records) {
            return records.stream()
                    .filter(id -> random.nextInt(records.size()) < 4)
                    .toList();
        }
    }

    @Test
    void a_change_of_a_duplicate_during_the_merge_is_refused_or_found_on_the_survivor() throws Exception {
        var admin = kasar.organization("races").admin();
        var tag =
                admin.post("/records/tags", Map.of("name", "late")).expect(201).id();
        for (var round = 0; round < ROUNDS; round++) {
            var master = contact(admin);
            var other = contact(admin);

            var replies = atOnce(List.of(
                    () -> admin.post("/duplicates", merging("contacts", master, List.of(other))),
                    () -> admin.patch("/records/contacts/" + other, Map.of("job_title", "Late")),
                    () -> admin.put("/records/contacts/%s/associations/tags/%s".formatted(other, tag), null),
                    () -> admin.post(
                            "/notes",
                            Map.of(
                                    "content",
                                    "Late",
                                    "linked_entities",
                                    List.of(Map.of("id", other, "type", "contacts"))))));

            replies.getFirst().expect(200);
            var survivor = admin.get("/records/contacts/" + master).expect(200).data();
            assertThat(survivor.path("job_title").isNull()).isEqualTo(wasRefused(replies.get(1), 200));
            assertThat(survivor.path("tags").isEmpty()).isEqualTo(wasRefused(replies.get(2), 200));
            assertThat(admin.get("/notes?entity_id=" + master)
                                    .body()
                                    .path("total")
                                    .asInt()
                            == 0)
                    .isEqualTo(wasRefused(replies.get(3), 201));
        }
    }

    /** Whether it was refused because the record is gone; else it succeeded. */
    private static boolean wasRefused(Client.Reply reply, int success) {
        assertThat(reply.status()).as(String.valueOf(reply.body())).isIn(success, 404);
        return reply.status() == 404;
    }

    @Test
    void of_two_merges_of_the_same_records_one_wins_whole() throws Exception {
        var admin = kasar.organization("twins").admin();
        for (var round = 0; round < ROUNDS; round++) {
            var one = contact(admin);
            var two = contact(admin);

            var replies = atOnce(List.of(
                    () -> admin.post("/duplicates", merging("contacts", one, List.of(two))),
                    () -> admin.post("/duplicates", merging("contacts", two, List.of(one)))));

            assertThat(replies.stream().map(Client.Reply::status)).containsExactlyInAnyOrder(200, 404);
            var survivor = replies.getFirst().status() == 200 ? one : two;
            admin.get("/records/contacts/" + survivor).expect(200);
        }
    }

    private static String contact(Client admin) {
        return admin.post("/records/contacts", Map.of("first_name", "Race"))
                .expect(201)
                .id();
    }

    private static List<Client.Reply> atOnce(List<Callable<Client.Reply>> requests)
            throws InterruptedException, ExecutionException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = new ArrayList<Client.Reply>();
            for (var reply : threads.invokeAll(requests)) {
                replies.add(reply.get());
            }
            return replies;
        }
    }
}
