package app.kasar.duplicates;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.Client.Reply;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MergeApiTest {
    private static RunningKasar kasar;
    private static TestOrganization acme;
    private static Client admin;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme");
        admin = acme.admin();
        admin.post(
                        "/schema/contacts/fields",
                        Map.of(
                                "name", "topics",
                                "label", "Topics",
                                "type", "MULTI_SELECT",
                                "options", List.of(option("a b"), option("c\"d"), option("e"))))
                .expect(201);
        admin.post(
                        "/schema/contacts/fields",
                        Map.of("name", "badge", "label", "Badge", "type", "TEXT", "isUnique", true))
                .expect(201);
        admin.post(
                        "/schema",
                        Map.of(
                                "name", "seats",
                                "label", "Seats",
                                "fields",
                                        List.of(
                                                Map.of("name", "name", "label", "Name", "type", "TEXT"),
                                                relation("holder", "BELONGS_TO_ONE"),
                                                relation("guests", "BELONGS_TO_MANY"))))
                .expect(201);
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    /** So that records made one after another have an age. */
    @BeforeEach
    void pass() {
        kasar.clock().advance(Duration.ofSeconds(1));
    }

    private static Map<String, Object> option(String value) {
        return Map.of("value", value, "label", value);
    }

    private static Map<String, Object> relation(String name, String type) {
        return Map.of(
                "name",
                name,
                "label",
                name,
                "type",
                "RELATION",
                "relation",
                Map.of("type", type, "target", "contacts", "inverse", "seats_" + name));
    }

    private static String contact(Object... fields) {
        return create("contacts", fields);
    }

    private static String create(String object, Object... fields) {
        kasar.clock().advance(Duration.ofSeconds(1));
        return admin.post("/records/" + object, fields(fields)).expect(201).id();
    }

    private static Map<String, Object> fields(Object... fields) {
        var body = new HashMap<String, Object>();
        for (var index = 0; index < fields.length; index += 2) {
            body.put((String) fields[index], fields[index + 1]);
        }
        return body;
    }

    private static Map<String, Object> merging(String object, String master, String... duplicates) {
        return new HashMap<>(Map.of(
                "action",
                "merge",
                "object_name",
                object,
                "master_id",
                master,
                "duplicate_ids",
                Arrays.asList(duplicates)));
    }

    private static Reply merge(String master, String... duplicates) {
        return admin.post("/duplicates", merging("contacts", master, duplicates))
                .expect(200);
    }

    private static Reply mergeWith(Map<String, Object> overrides, String master, String... duplicates) {
        var body = merging("contacts", master, duplicates);
        body.put("field_overrides", overrides);
        return admin.post("/duplicates", body);
    }

    private static JsonNode get(String path) {
        return admin.get(path).expect(200).data();
    }

    private static List<String> texts(JsonNode array, String key) {
        return array.valueStream().map(entry -> entry.path(key).asString()).toList();
    }

    @Test
    void fills_what_the_master_lacks_from_the_oldest_duplicate_that_has_it() {
        var master = contact("first_name", "Ada", "job_title", "Countess", "linkedin_url", null);
        var older = contact(
                "first_name", "A.", "last_name", "Byron", "address", Map.of("city", "London"), "job_title", "Poet");
        var younger = contact(
                "first_name",
                "Augusta",
                "last_name",
                "King",
                "birthday",
                "1815-12-10",
                "address",
                Map.of("street", "St James's Square", "country", "GB"));

        var merged = merge(master, younger, older).body();

        assertThat(merged.path("merged_count").asInt()).isEqualTo(2);
        var shown = merged.path("master");
        assertThat(shown.path("id").asString()).isEqualTo(master);
        assertThat(shown.path("first_name").asString()).isEqualTo("Ada");
        assertThat(shown.path("full_name").asString()).isEqualTo("Ada Byron");
        assertThat(shown.path("job_title").asString()).isEqualTo("Countess");
        assertThat(shown.path("birthday").asString()).isEqualTo("1815-12-10");
        var address = get("/records/contacts/" + master).path("address");
        assertThat(address.path("city").asString()).isEqualTo("London");
        assertThat(address.path("street").isNull()).isTrue();
    }

    @Test
    void unites_addresses_numbers_and_choices_without_doubling_any() {
        var master = contact("first_name", "Uni", "email", "uni@one.test", "topics", List.of("a b"));
        var first = contact(
                "first_name",
                "Uni",
                "email",
                List.of(Map.of("value", "uni@two.test"), Map.of("value", "UNI@one.test")),
                "phone",
                "+33 1 42 68 53 00",
                "topics",
                List.of("c\"d", "a b"));
        var second = contact(
                "first_name", "Uni", "email", "uni@three.test", "phone", "+33142685300", "topics", List.of("e"));

        merge(master, first, second);

        var shown = get("/records/contacts/" + master);
        assertThat(texts(shown.path("email"), "value"))
                .containsExactly("uni@one.test", "uni@two.test", "uni@three.test");
        assertThat(texts(shown.path("email"), "is_primary")).containsExactly("true", "false", "false");
        assertThat(texts(shown.path("phone"), "value")).containsExactly("+33142685300");
        assertThat(texts(shown.path("phone"), "is_primary")).containsExactly("true");
        assertThat(shown.path("topics").valueStream().map(JsonNode::asString)).containsExactly("a b", "c\"d", "e");
        assertThat(admin.get("/records/contacts", Map.of("search", "two"))
                        .body()
                        .path("total")
                        .asInt())
                .isOne();
    }

    @Test
    void takes_fields_from_the_record_chosen_or_as_given() {
        var master =
                contact("first_name", "Cho", "job_title", "One", "phone", "+33142685301", "website", "https://a.test");
        var other = contact("first_name", "Choice", "job_title", "Two", "phone", "+33142685302");

        var shown = mergeWith(
                        Map.of(
                                "first_name", Map.of("from", other),
                                "phone", Map.of("from", other),
                                "website", Map.of("from", other),
                                "job_title", "Three"),
                        master,
                        other)
                .expect(200)
                .body()
                .path("master");

        assertThat(shown.path("first_name").asString()).isEqualTo("Choice");
        assertThat(shown.path("phone").asString()).isEqualTo("+33142685302");
        assertThat(shown.path("website").isNull()).isTrue();
        assertThat(shown.path("job_title").asString()).isEqualTo("Three");
    }

    @Test
    void refuses_choices_that_cannot_be_and_changes_nothing() {
        var master = contact("first_name", "Ref");
        var other = contact("first_name", "Ref", "job_title", "Kept");
        var stranger = contact("first_name", "Stranger");

        var refused = mergeWith(
                        Map.of(
                                "jobtitle", "x",
                                "job_title", Map.of("from", stranger),
                                "tags", Map.of("from", other),
                                "created_at", Map.of("from", other),
                                "birthday", "yesterday"),
                        master,
                        other)
                .expect(400);

        assertThat(texts(refused.body().path("errors"), "field"))
                .containsExactlyInAnyOrder(
                        "field_overrides.jobtitle",
                        "field_overrides.job_title",
                        "field_overrides.tags",
                        "field_overrides.created_at",
                        "field_overrides.birthday");
        mergeWith(Map.of("first_name", Map.of("from", other), "badge", 7), master, other)
                .expect(400);
        assertThat(get("/records/contacts/" + other).path("job_title").asString())
                .isEqualTo("Kept");
        assertThat(get("/records/contacts/" + master).path("job_title").isNull())
                .isTrue();
    }

    @Test
    void a_unique_value_goes_over_and_one_of_another_record_is_refused_with_its_id() {
        var master = contact("first_name", "Uma");
        var other = contact("first_name", "Uma", "email", "uma@unique.test", "badge", "B1");
        var stranger = contact("first_name", "Stranger", "badge", "B2");

        var refused = mergeWith(Map.of("badge", "B2"), master, other).expect(409);
        assertThat(refused.code()).isEqualTo("DUPLICATE_RECORD");
        assertThat(refused.body().path("existing_id").asString()).isEqualTo(stranger);
        get("/records/contacts/" + other);

        var shown = merge(master, other).body().path("master");
        assertThat(shown.path("email").asString()).isEqualTo("uma@unique.test");
        assertThat(shown.path("badge").asString()).isEqualTo("B1");
    }

    @Test
    void everything_about_a_duplicate_is_about_the_master_afterwards_and_once() {
        var company = create("companies", "name", "Rel");
        var master = contact("first_name", "Rel");
        var one = contact("first_name", "Rel", "company_id", company);
        var two = contact("first_name", "Rel");
        var both = create("tags", "name", "both");
        var hers = create("tags", "name", "hers");
        link("contacts", master, "tags", both);
        link("contacts", one, "tags", both);
        link("contacts", two, "tags", hers);
        link("contacts", one, "tags", hers);
        var deal = create("opportunities", "name", "Deal");
        link("opportunities", deal, "contacts", two);
        var seat = create("seats", "name", "1A", "holder_id", one, "guests", List.of(master, two));
        var task = about("/tasks", Map.of("title", "Call"), one, two, master);
        var note = about("/notes", Map.of("content", "Said"), two);
        about("/interactions", Map.of("channel", "call"), one, two);

        var merged = merge(master, one, two).body();

        // tag 'hers', the deal, the seat's holder, the note and the call; all else was the master's already
        assertThat(merged.path("relations_moved").asInt()).isEqualTo(5);
        var shown = get("/records/contacts/" + master);
        assertThat(shown.path("company_id").asString()).isEqualTo(company);
        assertThat(texts(shown.path("tags"), "display")).containsExactlyInAnyOrder("both", "hers");
        assertThat(texts(shown.path("opportunities"), "id")).containsExactly(deal);
        assertThat(get("/records/seats/" + seat).path("holder_id").asString()).isEqualTo(master);
        assertThat(texts(get("/records/seats/" + seat).path("guests"), "id")).containsExactly(master);
        for (var path : List.of("/tasks/" + task, "/notes/" + note)) {
            assertThat(texts(get(path).path("linked_entities"), "id")).as(path).containsExactly(master);
        }
        var feed = admin.get("/activity/contacts/" + master).expect(200).body();
        assertThat(feed.path("notes").path("total").asInt()).isOne();
        assertThat(feed.path("interactions").path("total").asInt()).isOne();
    }

    private static void link(String object, String id, String to, String toId) {
        admin.put("/records/%s/%s/associations/%s/%s".formatted(object, id, to, toId), null)
                .expect(200);
    }

    private static String about(String path, Map<String, Object> fields, String... contacts) {
        var body = new HashMap<String, Object>(fields);
        body.put(
                "linked_entities",
                Arrays.stream(contacts)
                        .map(id -> Map.of("id", id, "type", "contacts"))
                        .toList());
        return admin.post(path, body).expect(201).id();
    }

    @Test
    void records_that_named_each_other_do_not_name_themselves() {
        var master = create("companies", "name", "Parent");
        var other = create("companies", "name", "Parent Ltd", "parent_company_id", master);
        var child = create("companies", "name", "Child", "parent_company_id", other);
        admin.patch("/records/companies/" + master, Map.of("parent_company_id", other))
                .expect(200);

        admin.post("/duplicates", merging("companies", master, other)).expect(200);

        assertThat(get("/records/companies/" + master).path("parent_company_id").isNull())
                .isTrue();
        assertThat(get("/records/companies/" + child).path("parent_company_id").asString())
                .isEqualTo(master);
    }

    @Test
    void a_merged_id_leads_to_its_last_survivor() {
        var first = contact("first_name", "Chain");
        var second = contact("first_name", "Chain");
        var third = contact("first_name", "Chain");
        merge(second, first);
        merge(third, second);

        for (var gone : List.of(first, second)) {
            var moved = admin.get("/records/contacts/" + gone).expect(301);
            assertThat(moved.header("Location")).isEqualTo("/api/v1/records/contacts/" + third);
            assertThat(moved.body().path("merged_into").asString()).isEqualTo(third);
            assertThat(moved.header("ETag")).isNull();
        }
        var patched = admin.patch("/records/contacts/" + first, Map.of("job_title", "x"))
                .expect(404);
        assertThat(patched.code()).isEqualTo("RECORD_NOT_FOUND");
        assertThat(patched.body().path("merged_into").asString()).isEqualTo(third);
        admin.delete("/records/contacts/" + first).expect(404);
        assertThat(admin.get("/activity/contacts/" + first)
                        .expect(404)
                        .body()
                        .path("merged_into")
                        .asString())
                .isEqualTo(third);
        assertThat(admin.post("/duplicates", merging("contacts", first, third))
                        .expect(404)
                        .body()
                        .path("merged_into"))
                .isNotNull();

        admin.delete("/records/contacts/" + third).expect(200);
        assertThat(admin.get("/records/contacts/" + first).expect(404).body().has("merged_into"))
                .isFalse();
    }

    @Test
    void no_record_is_made_again_under_a_merged_id() {
        var master = contact("first_name", "Ups");
        var other = contact("first_name", "Ups");
        merge(master, other);

        var upserted = admin.post(
                        "/records/contacts/batch/upsert",
                        Map.of("records", List.of(Map.of("id", other, "first_name", "Back"))))
                .expect(200);

        assertThat(upserted.body().path("failed").asInt()).isOne();
        var error = upserted.body().path("errors").get(0);
        assertThat(error.path("code").asString()).isEqualTo("RECORD_NOT_FOUND");
        assertThat(error.path("merged_into").asString()).isEqualTo(master);
    }

    @Test
    void what_was_told_apart_from_a_duplicate_stays_told_apart_from_the_master() {
        var master = contact("first_name", "Zed", "last_name", "Apart");
        var other = contact("first_name", "Zed", "last_name", "Apart");
        var different = contact("first_name", "Zed", "last_name", "Apart");
        admin.post(
                        "/duplicates",
                        Map.of("action", "dismiss", "object_name", "contacts", "ids", List.of(other, different)))
                .expect(200);

        merge(master, other);

        var found = admin.post(
                        "/duplicates",
                        Map.of("action", "detect", "object_name", "contacts", "fields", List.of("name"), "limit", 1000))
                .expect(200)
                .body()
                .path("duplicate_groups");
        assertThat(found.valueStream().flatMap(group -> texts(group.path("records"), "id").stream()))
                .doesNotContain(master, different);
    }

    @Test
    void a_merge_of_what_was_merged_says_into_what() {
        var master = contact("first_name", "Twice");
        var other = contact("first_name", "Twice");
        merge(master, other);
        var again =
                admin.post("/duplicates", merging("contacts", master, other)).expect(404);
        assertThat(again.body().path("merged_into").asString()).isEqualTo(master);
    }

    @Test
    void only_who_may_read_the_survivor_learns_of_it() {
        var member = acme.user("mia@acme.test", Role.MEMBER).client();
        acme.grant(Role.MEMBER, "contacts", Map.of("read", "own", "create", "own", "update", "own", "delete", "own"));
        var master = contact("first_name", "Hidden");
        var other = contact("first_name", "Hidden");
        merge(master, other);

        var absent = member.get("/records/contacts/" + other).expect(404);
        assertThat(absent.body().has("merged_into")).isFalse();
        assertThat(member.patch("/records/contacts/" + other, Map.of("job_title", "x"))
                        .expect(404)
                        .body()
                        .has("merged_into"))
                .isFalse();
        member.post("/duplicates", merging("contacts", master, other)).expect(403);
    }

    @Test
    void refuses_requests_that_make_no_sense() {
        var master = contact("first_name", "Sense");
        var other = contact("first_name", "Sense");
        var nobody = "0198f3a2-7c11-7b5e-9d1c-2f6b8a4e0c55";

        refuse(merging("contacts", master, master, other), 400, "VALIDATION_ERROR", "duplicate_ids");
        refuse(merging("contacts", master, other, other), 400, "VALIDATION_ERROR", "duplicate_ids");
        refuse(merging("contacts", master), 400, "VALIDATION_ERROR", "duplicate_ids");
        refuse(merging("contact", master, other), 400, "INVALID_OBJECT", "object_name");
        refuse(merging("contacts", master, other, nobody), 404, "RECORD_NOT_FOUND", null);
        refuse(merging("contacts", nobody, other), 404, "RECORD_NOT_FOUND", null);
        refuse(Map.of("object_name", "contacts"), 400, "MISSING_REQUIRED_FIELD", "action");
        var unknown = merging("contacts", master, other);
        unknown.put("action", "merg");
        refuse(unknown, 400, "VALIDATION_ERROR", "action");
        unknown.put("action", "merge");
        unknown.put("masterid", master);
        refuse(unknown, 400, "VALIDATION_ERROR", "masterid");
        get("/records/contacts/" + master);
        get("/records/contacts/" + other);
    }

    private static void refuse(Map<String, Object> body, int status, String code, String field) {
        var refused = admin.post("/duplicates", body).expect(status);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.body().path("errors").get(0).path("field").stringValue(null))
                .isEqualTo(field);
    }

    @Test
    void a_dry_run_answers_and_changes_nothing() {
        var master = contact("first_name", "Dry");
        var other = contact("first_name", "Dry", "job_title", "Runner");

        var shown = admin.post("/duplicates?dry_run=true", merging("contacts", master, other))
                .expect(200)
                .body();

        assertThat(shown.path("master").path("job_title").asString()).isEqualTo("Runner");
        get("/records/contacts/" + other);
        assertThat(get("/records/contacts/" + master).path("job_title").isNull())
                .isTrue();
    }

    @Test
    void an_idempotency_key_merges_once() {
        var master = contact("first_name", "Key");
        var other = contact("first_name", "Key");
        var keyed = admin.with("Idempotency-Key", "merge-1");

        var first =
                keyed.post("/duplicates", merging("contacts", master, other)).expect(200);
        var again =
                keyed.post("/duplicates", merging("contacts", master, other)).expect(200);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void leaves_history_and_all_that_is_needed_to_take_it_back() {
        var master = contact("first_name", "His");
        var other = contact("first_name", "His", "job_title", "Was");
        var seat = create("seats", "name", "2B", "holder_id", other);

        merge(master, other);

        assertThat(one("SELECT previous -> '%s' ->> 'job_title' FROM %%s.merges WHERE survivor_id = '%s'"
                        .formatted(other, master)))
                .isEqualTo("Was");
        assertThat(one("SELECT merged_ids::text FROM %%s.merges WHERE survivor_id = '%s'".formatted(master)))
                .isEqualTo("{" + other + "}");
        assertThat(one("SELECT m.table_name || '.' || m.column_name || ' ' || m.record_id FROM %%s.merge_moves m"
                                .formatted()
                        + " WHERE m.from_id = '%s'".formatted(other)))
                .isEqualTo("seats.holder_id " + seat);
        assertThat(one("SELECT job_title FROM %%s.contacts_history WHERE id = '%s'".formatted(other)))
                .isEqualTo("Was");
        assertThat(one("SELECT holder_id::text FROM %%s.seats_history WHERE id = '%s'".formatted(seat)))
                .isEqualTo(other);
        assertThat(one(("SELECT string_agg(object_name || ' ' || kind, ', ' ORDER BY position) FROM %%1$s.events"
                                + " WHERE transaction_id ="
                                + " (SELECT transaction_id FROM %%1$s.merges WHERE survivor_id = '%s')")
                        .formatted(master)))
                .isEqualTo("seats updated, contacts deleted, contacts updated");
    }

    private static String one(String query) {
        return kasar.database()
                .database()
                .find(Statement.fixed(query.formatted(acme.schemaName())), row -> row.requiredText(1))
                .orElseThrow();
    }
}
