package app.kasar.activity;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.records.EntityLinks.Entity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ActivityApiTest {
    private static RunningKasar kasar;
    private static TestOrganization organization;
    private static Client acme;
    private static Entries entries;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        organization = kasar.organization("acme");
        acme = organization.admin();
        entries = new Entries(kasar, organization, organization.adminId());
        acme.post(
                        "/schema",
                        Map.of(
                                "name",
                                "candidates",
                                "label",
                                "Candidates",
                                "fields",
                                List.of(Map.of("name", "name", "label", "Name", "type", "TEXT"))))
                .expect(201);
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static Entity record(String object) {
        var body = object.equals("contacts") ? Map.of("first_name", "Alice") : Map.of("name", "A name");
        return new Entity(
                object,
                UUID.fromString(
                        acme.post("/records/" + object, body).expect(201).id()));
    }

    private static String path(Entity record) {
        return "/activity/%s/%s".formatted(record.object(), record.id());
    }

    private static JsonNode feed(Entity record, Map<String, ?> query) {
        return acme.get(path(record), query).expect(200).body();
    }

    private static List<String> ids(JsonNode section) {
        return section.path("data")
                .valueStream()
                .map(entry -> entry.path("id").asString())
                .toList();
    }

    private static Map<String, Object> mail(String subject) {
        return Map.of(
                "direction",
                "inbound",
                "subject",
                subject,
                "body_text",
                "Secret",
                "occurred_at",
                "2026-03-01T08:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "companies", "opportunities", "candidates"})
    void shows_what_was_said_what_is_to_be_done_and_what_was_noted(String object) {
        var record = record(object);
        var mail = entries.interaction("email", mail("Question"), record);
        var task = entries.task(
                Map.of(
                        "title",
                        "Call back",
                        "due_date",
                        "2026-03-15T23:30:00Z",
                        "assigned_to",
                        organization.adminId().toString()),
                false,
                record);
        var done = entries.task(Map.of("title", "Done"), true, record);
        var note = entries.note(Map.of("title", "Met", "content", "<p>Nice</p>"), record);

        var feed = acme.get(path(record)).expect(200).body();

        assertThat(feed.propertyNames()).containsExactly("interactions", "tasks", "notes", "nextCursor");
        var interaction = feed.path("interactions").path("data").path(0);
        assertThat(interaction.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "channel", "direction", "subject", "snippet", "occurred_at", "created_at");
        assertThat(interaction.path("id").asString()).isEqualTo(mail);
        assertThat(interaction.path("channel").asString()).isEqualTo("email");
        assertThat(ids(feed.path("tasks"))).containsExactly(task, done);
        var shown = feed.path("tasks").path("data").path(0);
        assertThat(shown.path("status").asString()).isEqualTo("pending");
        assertThat(shown.path("due_date").asString()).isEqualTo("2026-03-15");
        assertThat(shown.path("assigned_to").asString()).isEqualTo("Ada Byron");
        assertThat(shown.path("priority").asString()).isEqualTo("medium");
        assertThat(feed.path("tasks").path("data").path(1).path("status").asString())
                .isEqualTo("completed");
        var noted = feed.path("notes").path("data").path(0);
        assertThat(noted.path("id").asString()).isEqualTo(note);
        assertThat(noted.path("content").asString()).isEqualTo("<p>Nice</p>");
        assertThat(noted.path("created_by_display").path("display").asString()).isEqualTo("Ada Byron");
        for (var section : List.of("interactions", "notes")) {
            assertThat(feed.path(section).path("total").asLong()).isEqualTo(1);
        }
        assertThat(feed.path("tasks").path("total").asLong()).isEqualTo(2);
        assertThat(feed.path("nextCursor").isNull()).isTrue();
    }

    @Test
    void the_day_of_a_task_is_that_of_the_organization() {
        var record = record("companies");
        entries.task(Map.of("title", "Late", "due_date", "2026-03-15T23:30:00Z"), false, record);
        acme.put("/settings", Map.of("time_zone", "Pacific/Auckland")).expect(200);

        var due = feed(record, Map.of("include", "tasks"))
                .path("tasks")
                .path("data")
                .path(0)
                .path("due_date");

        acme.put("/settings", Map.of("time_zone", "UTC")).expect(200);
        assertThat(due.asString()).isEqualTo("2026-03-16");
    }

    @Test
    void shows_only_the_sections_that_are_named() {
        var record = record("companies");

        assertThat(feed(record, Map.of("include", "notes,changes")).propertyNames())
                .containsExactly("notes", "changes", "nextCursor");
        var unknown = acme.get(path(record), Map.of("include", "task,notes"));
        assertThat(unknown.expect(400).code()).isEqualTo("VALIDATION_ERROR");
        assertThat(unknown.message()).contains("tasks");
        assertThat(acme.get(path(record), Map.of("include", "task", "limit", 0))
                        .expect(400)
                        .body()
                        .path("errors")
                        .size())
                .isEqualTo(2);
    }

    @Test
    void narrows_interactions_to_a_channel_and_mail_to_all_its_providers() {
        var record = record("contacts");
        for (var channel : List.of("email", "gmail", "outlook", "call", "linkedin")) {
            entries.interaction(channel, Map.of("subject", channel), record);
        }
        entries.note(Map.of("content", "Stays"), record);

        assertThat(feed(record, Map.of("channel", "email"))
                        .path("interactions")
                        .path("total")
                        .asLong())
                .isEqualTo(3);
        var gmail = feed(record, Map.of("channel", "gmail")).path("interactions");
        assertThat(gmail.path("total").asLong()).isEqualTo(1);
        assertThat(gmail.path("data").path(0).path("channel").asString()).isEqualTo("email");
        var calls = feed(record, Map.of("channel", "call"));
        assertThat(calls.path("interactions")
                        .path("data")
                        .path(0)
                        .path("subject")
                        .asString())
                .isEqualTo("call");
        assertThat(calls.path("notes").path("total").asLong()).isEqualTo(1);
        assertThat(acme.get(path(record), Map.of("channel", "mail")).expect(400).code())
                .isEqualTo("VALIDATION_ERROR");
    }

    @Test
    void refuses_what_is_not_there_and_what_is_not_understood() {
        var record = record("contacts");

        assertThat(acme.get("/activity/contact/" + record.id()).expect(400).code())
                .isEqualTo("INVALID_OBJECT");
        assertThat(acme.get("/activity/tasks/" + record.id()).expect(400).code())
                .isEqualTo("INVALID_OBJECT");
        assertThat(acme.get("/activity/contacts/" + UUID.randomUUID())
                        .expect(404)
                        .code())
                .isEqualTo("RECORD_NOT_FOUND");
        for (var query : List.of("limit=0", "limit=101", "limit=ten", "cursor=abc", "lmit=1", "include=")) {
            assertThat(acme.get(path(record) + "?" + query).expect(400).code())
                    .as(query)
                    .isEqualTo("VALIDATION_ERROR");
        }
    }

    @Test
    void a_cursor_serves_only_the_feed_it_was_made_for() {
        var record = record("contacts");
        entries.note(Map.of("content", "One"), record);
        entries.note(Map.of("content", "Two"), record);
        var cursor = feed(record, Map.of("limit", 1)).path("nextCursor").asString();

        for (var other : List.of(
                acme.get(path(record("contacts")), Map.of("cursor", cursor)),
                acme.get(path(record), Map.of("cursor", cursor, "include", "notes")),
                acme.get(path(record), Map.of("cursor", cursor, "channel", "call")))) {
            assertThat(other.expect(400).code()).isEqualTo("VALIDATION_ERROR");
        }
        assertThat(feed(record, Map.of("cursor", cursor)).path("notes").path("data"))
                .hasSize(1);
    }

    /** Sections of every length, pages of every size, and new entries while they are read. */
    @Test
    void one_cursor_over_all_sections_neither_skips_nor_repeats() {
        var random = new Random(11);
        for (var round = 0; round < 12; round++) {
            var record = record("contacts");
            var expected = fill(record, random);
            var shown = new LinkedHashMap<String, List<String>>();
            var query = new HashMap<String, Object>(
                    Map.of("limit", 1 + random.nextInt(4), "include", "interactions,tasks,notes,changes"));
            var pages = 0;
            do {
                var feed = feed(record, query);
                for (var section : List.of("interactions", "tasks", "notes")) {
                    shown.computeIfAbsent(section, name -> new ArrayList<>()).addAll(ids(feed.path(section)));
                }
                feed.path("changes")
                        .path("data")
                        .forEach(change -> shown.computeIfAbsent("changes", name -> new ArrayList<>())
                                .add(change.path("changes").path(0).path("to").asString()));
                for (var section : expected.keySet()) {
                    assertThat(feed.path(section).path("total").asLong())
                            .as(section)
                            .isGreaterThanOrEqualTo(expected.get(section).size());
                }
                assertThat(feed.path("tasks").path("total").asLong())
                        .isEqualTo(expected.get("tasks").size());
                kasar.clock().advance(Duration.ofSeconds(1));
                entries.note(Map.of("content", "Newer than the first page"), record);
                query.put("cursor", feed.path("nextCursor").asString(""));
                assertThat(++pages).isLessThan(50);
            } while (!query.get("cursor").equals(""));
            for (var section : expected.keySet()) {
                assertThat(shown.getOrDefault(section, List.of()))
                        .as("%s of round %d", section, round)
                        .containsExactlyElementsOf(expected.get(section));
            }
        }
    }

    /** What a record gets, each section in the order in which the feed must show it. */
    private static Map<String, List<String>> fill(Entity record, Random random) {
        var expected = new LinkedHashMap<String, List<String>>();
        for (var section : List.of("interactions", "tasks", "notes", "changes")) {
            var all = new ArrayList<String>();
            var count = random.nextInt(8);
            for (var index = 0; index < count; index++) {
                kasar.clock().advance(Duration.ofSeconds(random.nextInt(2)));
                all.addFirst(entry(section, index, record));
            }
            expected.put(section, all);
        }
        return expected;
    }

    private static String entry(String section, int index, Entity record) {
        return switch (section) {
            case "interactions" ->
                entries.interaction(
                        "call", Map.of("occurred_at", kasar.clock().instant().toString()), record);
            case "tasks" ->
                entries.task(Map.of("title", "T", "due_date", "2026-03-0%d".formatted(1 + index / 2)), false, record);
            case "notes" -> entries.note(Map.of("content", "N" + index), record);
            default -> {
                var name = "Name " + index;
                acme.patch("/records/contacts/" + record.id(), Map.of("last_name", name))
                        .expect(200);
                yield name;
            }
        };
    }

    @Test
    void tells_who_changed_which_field_from_what_to_what_when_and_by_which_token() {
        var mia = organization.user("mia@acme.test", Role.MEMBER);
        var first = record("companies");
        var second = record("companies");
        var contact = new Entity(
                "contacts",
                UUID.fromString(acme.post(
                                "/records/contacts",
                                Map.of(
                                        "first_name",
                                        "Alice",
                                        "email",
                                        "a@acme.test",
                                        "company",
                                        first.id().toString()))
                        .expect(201)
                        .id()));
        kasar.clock().advance(Duration.ofMinutes(1));
        var reply = mia.client()
                .patch(
                        "/records/contacts/" + contact.id(),
                        Map.of(
                                "first_name",
                                "Alicia",
                                "email",
                                List.of("a@acme.test", "alicia@acme.test"),
                                "company",
                                second.id().toString(),
                                "owner",
                                mia.id().toString()))
                .expect(200);
        var changedAt = kasar.clock().instant();
        kasar.clock().advance(Duration.ofMinutes(1));
        acme.patch("/records/contacts/" + contact.id(), Map.of("do_not_contact", true))
                .expect(200);

        var changes = feed(contact, Map.of("include", "changes")).path("changes");

        assertThat(changes.path("total").asLong()).isEqualTo(2);
        assertThat(changes.path("data")
                        .path(0)
                        .path("changes")
                        .path(0)
                        .path("field")
                        .asString())
                .isEqualTo("do_not_contact");
        var change = changes.path("data").path(1);
        assertThat(change.path("changed_at").asString()).isEqualTo(changedAt.toString());
        assertThat(change.path("changed_by_display").path("id").asString())
                .isEqualTo(mia.id().toString());
        assertThat(change.path("token").path("name").asString()).isEqualTo("test");
        assertThat(change.path("request_id").asString()).isEqualTo(reply.header("X-Request-Id"));
        var byField = new HashMap<String, JsonNode>();
        change.path("changes").forEach(one -> byField.put(one.path("field").asString(), one));
        assertThat(byField.keySet()).containsExactlyInAnyOrder("first_name", "email", "company_id", "owner_id");
        assertThat(byField.get("first_name").path("from").asString()).isEqualTo("Alice");
        assertThat(byField.get("first_name").path("to").asString()).isEqualTo("Alicia");
        assertThat(byField.get("email").path("to")).hasSize(2);
        assertThat(byField.get("company_id").path("to").asString())
                .isEqualTo(second.id().toString());
        assertThat(byField.get("company_id").path("to_display").path("display").asString())
                .isEqualTo("A name");
        assertThat(byField.get("owner_id").path("from_display").path("display").asString())
                .isEqualTo("Ada Byron");
    }

    @Test
    void names_the_steps_a_deal_was_moved_between() {
        var deal = record("opportunities");
        var steps = acme.get("/pipelines?object=opportunities")
                .body()
                .path("pipelines")
                .path(0)
                .path("steps");
        acme.put(
                        "/pipelines/opportunities/%s/move".formatted(deal.id()),
                        Map.of("pipeline_step_id", steps.path(3).path("id").asString()))
                .expect(200);

        var change = feed(deal, Map.of("include", "changes"))
                .path("changes")
                .path("data")
                .path(0)
                .path("changes")
                .path(0);

        assertThat(change.path("field").asString()).isEqualTo("pipeline_step_id");
        assertThat(change.path("from_display").path("display").asString()).isEqualTo("Qualification");
        assertThat(change.path("to_display").path("display").asString()).isEqualTo("Negotiation");
    }
}
