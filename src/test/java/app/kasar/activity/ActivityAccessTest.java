package app.kasar.activity;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.records.EntityLinks.Entity;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ActivityAccessTest {
    private static RunningKasar kasar;
    private static int organizations;

    private TestOrganization acme;
    private TestOrganization.User mia;
    private Entries byAda;
    private Entries byMia;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    @BeforeEach
    void found() {
        acme = kasar.organization("acme" + ++organizations);
        mia = acme.user("mia@acme%d.test".formatted(organizations), Role.MEMBER);
        byAda = new Entries(kasar, acme, acme.adminId());
        byMia = new Entries(kasar, acme, mia.id());
    }

    private Entity contact(Client client) {
        return new Entity(
                "contacts",
                UUID.fromString(client.post("/records/contacts", Map.of("first_name", "Alice"))
                        .expect(201)
                        .id()));
    }

    private static Client.Reply get(Client client, Entity record, String query) {
        return client.get("/activity/%s/%s?%s".formatted(record.object(), record.id(), query));
    }

    private static JsonNode feed(Client client, Entity record) {
        return get(client, record, "include=interactions,tasks,notes,changes")
                .expect(200)
                .body();
    }

    private static long total(JsonNode feed, String section) {
        assertThat(feed.path(section).path("data").size())
                .as("all of %s fit the page", section)
                .isEqualTo(feed.path(section).path("total").asInt());
        return feed.path(section).path("total").asLong();
    }

    private void grant(String object, String read, String... hidden) {
        acme.grant(
                Role.MEMBER,
                object,
                Map.of(
                        "read",
                        read,
                        "create",
                        "all",
                        "update",
                        "all",
                        "delete",
                        "all",
                        "hidden_fields",
                        List.of(hidden)));
    }

    @Test
    void private_notes_of_others_are_neither_shown_nor_counted() {
        var contact = contact(acme.admin());
        byAda.note(Map.of("content", "Hers", "visibility", "private"), contact);
        byMia.note(Map.of("content", "Mine", "visibility", "private"), contact);
        byMia.note(Map.of("content", "Ours"), contact);

        assertThat(total(feed(acme.admin(), contact), "notes")).isEqualTo(2);
        var seen = feed(mia.client(), contact);
        assertThat(total(seen, "notes")).isEqualTo(2);
        assertThat(seen.toString()).doesNotContain("Hers");
        assertThat(get(mia.client(), contact, "limit=1")
                        .body()
                        .path("notes")
                        .path("total")
                        .asLong())
                .isEqualTo(2);
    }

    @Test
    void who_reads_only_own_tasks_is_not_told_of_others() {
        var contact = contact(acme.admin());
        byAda.task(Map.of("title", "Ada's"), false, contact);
        byAda.task(Map.of("title", "For Mia", "assigned_to", mia.id().toString()), false, contact);
        grant("tasks", "own");

        var seen = feed(mia.client(), contact);

        assertThat(total(seen, "tasks")).isEqualTo(1);
        assertThat(seen.toString()).doesNotContain("Ada's");
        assertThat(total(feed(acme.admin(), contact), "tasks")).isEqualTo(2);
    }

    @Test
    void sections_the_reader_may_not_read_are_left_out_and_refused_when_named() {
        var contact = contact(acme.admin());
        byAda.task(Map.of("title", "Secret"), false, contact);
        grant("tasks", "none");

        assertThat(get(mia.client(), contact, "").expect(200).body().propertyNames())
                .containsExactly("interactions", "notes", "nextCursor");
        assertThat(get(mia.client(), contact, "include=tasks").expect(403).code())
                .isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void the_feed_of_a_record_the_reader_may_not_see_is_not_there() {
        var hers = contact(acme.admin());
        var mine = contact(mia.client());
        byAda.note(Map.of("content", "About hers"), hers);
        grant("contacts", "own");

        assertThat(get(mia.client(), hers, "").expect(404).code()).isEqualTo("RECORD_NOT_FOUND");
        assertThat(get(mia.client(), hers, "include=changes").expect(404).code())
                .isEqualTo("RECORD_NOT_FOUND");
        get(mia.client(), mine, "").expect(200);
        grant("contacts", "none");
        assertThat(get(mia.client(), mine, "").expect(403).code()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void records_the_reader_may_not_see_are_not_named_in_what_they_may_see() {
        var mine = contact(mia.client());
        var hers = contact(acme.admin());
        byAda.note(Map.of("content", "About both"), mine, hers);
        grant("contacts", "own");

        var note = feed(mia.client(), mine).path("notes").path("data").path(0);

        assertThat(note.path("content").asString()).isEqualTo("About both");
        assertThat(note.path("linked_entities")).hasSize(1);
        assertThat(note.toString()).doesNotContain(hers.id().toString());
    }

    @Test
    void entries_of_another_organization_never_appear() {
        var contact = contact(acme.admin());
        byAda.note(Map.of("content", "Ours"), contact);
        var other = kasar.organization("other" + organizations);

        assertThat(get(other.admin(), contact, "").expect(404).code()).isEqualTo("RECORD_NOT_FOUND");
    }

    @Test
    void changes_of_hidden_fields_are_neither_shown_nor_counted() {
        var contact = contact(acme.admin());
        var path = "/records/contacts/" + contact.id();
        acme.admin().patch(path, Map.of("job_title", "Spy")).expect(200);
        acme.admin()
                .patch(path, Map.of("job_title", "Agent", "last_name", "Smith"))
                .expect(200);
        grant("contacts", "all", "job_title");

        var seen = feed(mia.client(), contact);

        assertThat(total(seen, "changes")).isEqualTo(1);
        assertThat(seen.path("changes").path("data").path(0).path("changes")).hasSize(1);
        assertThat(seen.toString()).doesNotContain("Spy", "Agent", "job_title");
        assertThat(total(feed(acme.admin(), contact), "changes")).isEqualTo(2);
    }

    @Test
    void companies_the_reader_may_not_see_stay_nameless_in_changes() {
        var company = acme.admin()
                .post("/records/companies", Map.of("name", "Hidden Holding"))
                .expect(201)
                .id();
        var contact = contact(acme.admin());
        acme.admin()
                .patch("/records/contacts/" + contact.id(), Map.of("company", company))
                .expect(200);
        grant("companies", "own");

        var seen = feed(mia.client(), contact);

        assertThat(total(seen, "changes")).isEqualTo(1);
        assertThat(seen.toString()).doesNotContain("Hidden Holding");
        assertThat(feed(acme.admin(), contact).toString()).contains("Hidden Holding");
    }

    @Test
    void hidden_fields_of_tasks_and_interactions_are_not_there() {
        var contact = contact(acme.admin());
        byAda.task(Map.of("title", "Call", "due_date", "2026-03-15"), false, contact);
        grant("tasks", "all", "title", "due_date", "created_at");

        var task = feed(mia.client(), contact).path("tasks").path("data").path(0);

        assertThat(task.propertyNames()).contains("id", "status").doesNotContain("title", "due_date", "created_at");
    }
}
