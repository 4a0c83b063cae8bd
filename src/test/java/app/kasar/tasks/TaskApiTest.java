package app.kasar.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.Client.Reply;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class TaskApiTest {
    private static RunningKasar kasar;
    private static TestOrganization organization;
    private static Client acme;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        organization = kasar.organization("acme");
        acme = organization.admin();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static Reply task(Map<String, ?> body) {
        return acme.post("/tasks", body).expect(201);
    }

    private static String contact(String name) {
        return acme.post("/records/contacts", Map.of("first_name", name))
                .expect(201)
                .id();
    }

    private static List<String> ids(Reply page) {
        return page.expect(200)
                .data()
                .valueStream()
                .map(row -> row.path("id").asString())
                .toList();
    }

    @Test
    void creates_a_task_with_defaults_and_gets_it_back() {
        var created = task(Map.of("title", "Call Bob", "due_date", "2026-03-20T09:00:00+13:00"));
        assertThat(created.header("Location")).isEqualTo("/api/v1/tasks/" + created.id());

        var task = acme.get("/tasks/" + created.id()).expect(200).data();
        assertThat(task).isEqualTo(created.data());
        assertThat(task.propertyNames())
                .contains(
                        "id",
                        "title",
                        "description",
                        "due_date",
                        "priority",
                        "action_type",
                        "is_completed",
                        "completed_at",
                        "completed_by",
                        "assigned_to_id",
                        "assigned_to_display",
                        "created_by",
                        "created_by_display",
                        "linked_entities",
                        "created_at",
                        "updated_at")
                .doesNotContain("owner_id");
        assertThat(task.path("priority").asString()).isEqualTo("medium");
        assertThat(task.path("action_type").isNull()).isTrue();
        assertThat(task.path("is_completed").asBoolean()).isFalse();
        assertThat(task.path("due_date").asString()).isEqualTo("2026-03-19T20:00:00Z");
        assertThat(task.path("created_by_display").path("display").asString()).isEqualTo("Ada Byron");
        assertThat(task.path("linked_entities")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-15,                 2026-03-15T00:00:00Z",
        "20260315T103000Z,           2026-03-15T10:30:00Z",
        "2026-03-15 10:30,           2026-03-15T10:30:00Z",
        "2026-03-15T10:30:00.5+0200, 2026-03-15T08:30:00.500Z",
        "2016-12-31T23:59:60Z,       2017-01-01T00:00:00Z",
    })
    void reads_due_dates_in_any_iso_form(String written, String stored) {
        assertThat(task(Map.of("title", "T", "due_date", written))
                        .data()
                        .path("due_date")
                        .asString())
                .isEqualTo(stored);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"2026-02-30", "2026-13-01T00:00:00Z", "2026-03-15T25:00:00Z", "tomorrow", "", "10000-01-01"})
    void refuses_due_dates_that_do_not_exist(String written) {
        var refused =
                acme.post("/tasks", Map.of("title", "T", "due_date", written)).expect(400);
        assertThat(refused.message()).contains("due_date");
    }

    @Test
    void names_every_fault_of_a_body_at_once() {
        var refused = acme.post(
                        "/tasks",
                        Map.of(
                                "priority", "urgent",
                                "action_type", "fax",
                                "due_date", "soon",
                                "titel", "x",
                                "assigned_to_id", UUID.randomUUID(),
                                "linked_entities", List.of(Map.of("id", "nonsense", "type", "contacts"))))
                .expect(400);
        assertThat(refused.body()
                        .path("errors")
                        .valueStream()
                        .map(fault -> fault.path("field").asString()))
                .contains("title", "priority", "action_type", "due_date", "titel", "assigned_to_id")
                .anyMatch(field -> field.startsWith("linked_entities"));
    }

    @Test
    void links_a_task_to_records_of_any_object_and_replaces_the_set() {
        var alice = contact("Alice");
        var acmeCorp = acme.post("/records/companies", Map.of("name", "Acme Corp"))
                .expect(201)
                .id();
        acme.post(
                        "/schema",
                        Map.of(
                                "name",
                                "projects",
                                "label",
                                "Projects",
                                "fields",
                                List.of(Map.of("name", "name", "label", "Name", "type", "TEXT", "required", true))))
                .expect(201);
        var project = acme.post("/records/projects", Map.of("name", "Apollo"))
                .expect(201)
                .id();

        var task = task(Map.of(
                "title",
                "Kick-off",
                "linked_entities",
                List.of(link(alice, "contacts"), link(acmeCorp, "companies"), link(project, "projects"))));
        assertThat(task.data()
                        .path("linked_entities")
                        .valueStream()
                        .map(linked -> linked.path("type").asString() + " "
                                + linked.path("display").asString()))
                .containsExactlyInAnyOrder("contacts Alice", "companies Acme Corp", "projects Apollo");

        acme.patch("/tasks/" + task.id(), Map.of("title", "Still linked")).expect(200);
        assertThat(acme.get("/tasks/" + task.id()).data().path("linked_entities"))
                .hasSize(3);
        var fewer = acme.put("/tasks/" + task.id(), Map.of("linked_entities", List.of(link(project, "projects"))))
                .expect(200);
        assertThat(fewer.data().path("linked_entities").get(0).path("id").asString())
                .isEqualTo(project);
        assertThat(fewer.data().path("linked_entities")).hasSize(1);

        assertThat(ids(acme.get("/tasks?linked_entity_type=projects"))).contains(task.id());
        assertThat(ids(acme.get("/tasks?linked_entity_id=" + project))).containsExactly(task.id());
        assertThat(ids(acme.get("/tasks?linked_entity_type=projects&linked_entity_id=" + project)))
                .containsExactly(task.id());
        assertThat(ids(acme.get("/tasks?linked_entity_type=contacts&linked_entity_id=" + project)))
                .isEmpty();
        assertThat(ids(acme.get("/tasks?linked_entity_id=" + alice))).isEmpty();
        assertThat(acme.get("/tasks?linked_entity_type=contakts").expect(400).code())
                .isEqualTo("INVALID_OBJECT");
    }

    private static Map<String, String> link(String id, String type) {
        return Map.of("id", id, "type", type);
    }

    @Test
    void a_link_to_a_missing_record_writes_nothing() {
        var before = acme.get("/tasks?limit=1").body().path("total").asLong();
        var missing = List.of(link(UUID.randomUUID().toString(), "contacts"));
        assertThat(acme.post("/tasks", Map.of("title", "Ghost", "linked_entities", missing))
                        .expect(404)
                        .code())
                .isEqualTo("RECORD_NOT_FOUND");
        assertThat(acme.get("/tasks?limit=1").body().path("total").asLong()).isEqualTo(before);

        var task = task(Map.of("title", "Real"));
        acme.put("/tasks/" + task.id(), Map.of("title", "Changed", "linked_entities", missing))
                .expect(404);
        assertThat(acme.get("/tasks/" + task.id()).data().path("title").asString())
                .isEqualTo("Real");
    }

    @Test
    void each_wrong_link_is_named_where_it_stands() {
        var missing = UUID.randomUUID().toString();
        var alice = contact("Alice");
        assertThat(faultyFields(acme.post(
                                "/tasks",
                                Map.of(
                                        "title",
                                        "Ghost",
                                        "linked_entities",
                                        List.of(
                                                link(missing, "contacts"),
                                                link(alice, "contacts"),
                                                link(alice, "companies"))))
                        .expect(404)))
                .containsExactly("linked_entities[0].id", "linked_entities[2].id");
        assertThat(faultyFields(acme.post(
                                "/tasks",
                                Map.of("title", "Ghost", "linked_entities", List.of(link(missing, "contakts"))))
                        .expect(400)))
                .containsExactly("linked_entities[0].type");
        assertThat(faultyFields(acme.get("/tasks?linked_entity_type=contakts").expect(400)))
                .containsExactly("linked_entity_type");
    }

    private static List<String> faultyFields(Client.Reply reply) {
        return reply.body()
                .path("errors")
                .valueStream()
                .map(fault -> fault.path("field").asString())
                .toList();
    }

    @Test
    void a_title_of_blanks_is_none() {
        assertThat(acme.post("/tasks", Map.of("title", " \t ")).expect(400).code())
                .isEqualTo("MISSING_REQUIRED_FIELD");
        var task = task(Map.of("title", "Real"));
        acme.put("/tasks/" + task.id(), Map.of("title", "  ")).expect(400);
    }

    @Test
    void refuses_an_unknown_or_inactive_assignee() {
        var gone = organization.user("gone@acme.test", Role.MEMBER);
        acme.patch("/users/" + gone.id(), Map.of("is_active", false)).expect(200);
        for (var user : List.of(gone.id(), UUID.randomUUID())) {
            var refused = acme.post("/tasks", Map.of("title", "T", "assigned_to_id", user))
                    .expect(400);
            assertThat(refused.code()).isEqualTo("VALIDATION_ERROR");
            assertThat(refused.message()).contains("assigned_to_id");
        }
    }

    @Test
    void completing_and_reopening_are_idempotent_and_remember_who_first_did_it() {
        var bob = organization.user("bob.completes@acme.test", Role.MEMBER);
        var id = task(Map.of("title", "Finish")).id();

        var completed = bob.client().put("/tasks/" + id + "/complete", null).expect(200);
        assertThat(completed.data().path("is_completed").asBoolean()).isTrue();
        assertThat(completed.data().path("completed_by").asString())
                .isEqualTo(bob.id().toString());
        var at = completed.data().path("completed_at").asString();
        assertThat(at).isEqualTo(kasar.clock().instant().toString());

        kasar.clock().advance(Duration.ofMinutes(5));
        var again = acme.put("/tasks/" + id + "/complete", Map.of("completed", true))
                .expect(200);
        assertThat(again.data()).isEqualTo(completed.data());
        assertThat(again.header("ETag")).isEqualTo(completed.header("ETag"));

        var reopened = acme.put("/tasks/" + id + "/complete", Map.of("completed", false))
                .expect(200)
                .data();
        assertThat(reopened.path("is_completed").asBoolean()).isFalse();
        assertThat(reopened.path("completed_at").isNull()).isTrue();
        assertThat(reopened.path("completed_by").isNull()).isTrue();
        assertThat(acme.put("/tasks/" + id + "/complete", Map.of("completed", false))
                        .expect(200)
                        .data())
                .isEqualTo(reopened);
    }

    @Test
    void completion_is_changed_by_its_own_route_alone() {
        var id = task(Map.of("title", "T")).id();
        acme.post("/tasks", Map.of("title", "T", "is_completed", true)).expect(400);
        acme.put("/tasks/" + id, Map.of("is_completed", true)).expect(400);
        acme.put("/tasks/" + id, Map.of("completed_at", "2026-03-15T00:00:00Z")).expect(400);
        acme.put("/tasks/" + id + "/complete", Map.of("complete", true)).expect(400);
        acme.put("/tasks/" + id + "/complete", Map.of("completed", "yes")).expect(400);
    }

    @Test
    void deletes_a_task_and_knows_it_no_more() {
        var id = task(Map.of("title", "Short-lived", "linked_entities", List.of(link(contact("Al"), "contacts"))))
                .id();
        var deleted = acme.delete("/tasks/" + id).expect(200).data();
        assertThat(deleted.path("id").asString()).isEqualTo(id);
        assertThat(deleted.path("deleted").asBoolean()).isTrue();
        acme.get("/tasks/" + id).expect(404);
        acme.put("/tasks/" + id, Map.of("title", "X")).expect(404);
        acme.put("/tasks/" + id, Map.of("linked_entities", List.of())).expect(404);
        acme.put("/tasks/" + id + "/complete", null).expect(404);
        assertThat(acme.delete("/tasks/" + id).expect(404).code()).isEqualTo("RECORD_NOT_FOUND");
        acme.get("/tasks/not-an-id").expect(400);
    }

    @Test
    void an_old_version_is_refused_and_a_dry_run_leaves_everything() {
        var task = task(Map.of("title", "First"));
        acme.put("/tasks/" + task.id(), Map.of("title", "Second")).expect(200);
        var stale = acme.with("If-Match", task.header("ETag"));
        stale.put("/tasks/" + task.id(), Map.of("title", "Third")).expect(412);
        stale.put("/tasks/" + task.id(), Map.of("linked_entities", List.of())).expect(412);
        stale.put("/tasks/" + task.id() + "/complete", null).expect(412);
        stale.delete("/tasks/" + task.id()).expect(412);

        acme.put("/tasks/" + task.id() + "/complete?dry_run=true", null).expect(200);
        acme.delete("/tasks/" + task.id() + "?dry_run=true").expect(200);
        assertThat(acme.get("/tasks/" + task.id())
                        .expect(200)
                        .data()
                        .path("is_completed")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void a_retried_creation_makes_one_task() {
        var retrying = acme.with("Idempotency-Key", "task-once");
        var first = retrying.post("/tasks", Map.of("title", "Once")).expect(201);
        var second = retrying.post("/tasks", Map.of("title", "Once")).expect(201);
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(acme.get("/tasks?search=once").body().path("total").asLong()).isEqualTo(1);
    }

    @Test
    void lists_by_due_date_with_the_undated_last_and_pages_without_gaps() {
        var other = kasar.organization("paging").admin();
        var random = new Random(5);
        IntStream.range(0, 23).forEach(number -> {
            var body = new HashMap<String, Object>(Map.of("title", "T" + number));
            if (number % 4 != 0) {
                body.put("due_date", "2026-04-%02d".formatted(1 + random.nextInt(9)));
            }
            other.post("/tasks", body).expect(201);
        });
        var seen = new ArrayList<JsonNode>();
        var cursor = "";
        do {
            var page = other.get("/tasks?limit=5" + cursor).expect(200);
            assertThat(page.body().path("total").asLong()).isEqualTo(23);
            page.data().forEach(seen::add);
            cursor = page.body().path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.body().path("nextCursor").asString();
        } while (!cursor.isEmpty());

        assertThat(seen.stream().map(row -> row.path("id").asString()))
                .hasSize(23)
                .doesNotHaveDuplicates();
        var dates =
                seen.stream().map(row -> row.path("due_date").asString("9999")).toList();
        assertThat(dates).isSorted().endsWith("9999", "9999", "9999", "9999", "9999", "9999");
    }

    @Test
    void filters_sorts_searches_and_projects_on_the_one_engine() {
        var other = kasar.organization("engine").admin();
        for (var title : List.of("Banana", "Apple", "Cherry")) {
            other.post(
                            "/tasks",
                            Map.of(
                                    "title",
                                    title,
                                    "priority",
                                    title.equals("Apple") ? "high" : "low",
                                    "action_type",
                                    "call"))
                    .expect(201);
        }
        assertThat(titles(other.get("/tasks?sort_by=title"))).containsExactly("Apple", "Banana", "Cherry");
        assertThat(titles(other.get("/tasks?sort_by=title&sort_dir=desc")))
                .containsExactly("Cherry", "Banana", "Apple");
        assertThat(titles(other.get(
                        "/tasks",
                        Map.of("sort", "[{\"field\":\"title\",\"direction\":\"desc\"}]", "sort_by", "priority"))))
                .containsExactly("Cherry", "Banana", "Apple");
        assertThat(titles(other.get("/tasks", Map.of("sort", "[{title", "sort_by", "title"))))
                .containsExactly("Apple", "Banana", "Cherry");
        assertThat(titles(other.get("/tasks?priority=high"))).containsExactly("Apple");
        assertThat(titles(other.get("/tasks?action_type=email"))).isEmpty();
        assertThat(titles(other.get("/tasks?search=cher"))).containsExactly("Cherry");
        assertThat(titles(other.get(
                        "/tasks",
                        Map.of(
                                "filters",
                                "{\"type\":\"OR\",\"conditions\":[{\"field\":\"title\",\"operator\":\"starts_with\",\"value\":\"B\"},"
                                        + "{\"field\":\"priority\",\"operator\":\"equals\",\"value\":\"high\"}]}",
                                "sort_by",
                                "title"))))
                .containsExactly("Apple", "Banana");
        var projected = other.get("/tasks?fields=title&total=none&limit=1").expect(200);
        assertThat(projected.data().get(0).propertyNames()).containsExactly("id", "title");
        assertThat(projected.body().has("total")).isFalse();
    }

    private static List<String> titles(Reply page) {
        return page.expect(200)
                .data()
                .valueStream()
                .map(row -> row.path("title").asString())
                .toList();
    }

    @Test
    void unknown_parameters_and_values_are_refused_together() {
        var refused = acme.get("/tasks?mod=today&mode=todya&assigned_to=me&linked_entity_id=1&priority=urgent")
                .expect(400);
        assertThat(refused.body()
                        .path("errors")
                        .valueStream()
                        .map(fault -> fault.path("field").asString()))
                .containsExactlyInAnyOrder("mod", "mode", "assigned_to", "linked_entity_id", "priority");
        assertThat(acme.get("/tasks?sort_by=titel").expect(400).message()).contains("title");
        assertThat(faultyFields(acme.get("/tasks?mode=todya&assigned_to=me&sort_by=titel")
                        .expect(400)))
                .containsExactlyInAnyOrder("mode", "assigned_to", "sort_by");
        acme.get("/tasks?limit=101").expect(400);
        acme.get("/tasks/stats?mode=today").expect(400);
    }

    @Test
    void counts_follow_every_change() {
        var crew = kasar.organization("counts");
        var admin = crew.admin();
        var bob = crew.user("bob@counts.test", Role.MEMBER);
        var random = new Random(11);
        var tasks = new HashMap<String, Map<String, Object>>();
        for (var step = 0; step < 60; step++) {
            switch (tasks.size() < 4 ? 0 : random.nextInt(4)) {
                case 0, 1 -> {
                    var body = new HashMap<String, Object>(Map.of(
                            "title",
                            "T",
                            "priority",
                            List.of("low", "medium", "high").get(random.nextInt(3)),
                            "due_date",
                            kasar.clock()
                                    .instant()
                                    .plus(Duration.ofDays(random.nextInt(3) - 1))
                                    .toString()));
                    body.put("assigned_to_id", random.nextBoolean() ? bob.id().toString() : null);
                    tasks.put(admin.post("/tasks", body).expect(201).id(), body);
                }
                case 2 -> {
                    var id = any(tasks, random);
                    var completed = random.nextBoolean();
                    admin.put("/tasks/" + id + "/complete", Map.of("completed", completed))
                            .expect(200);
                    tasks.get(id).put("completed", completed);
                }
                default -> {
                    var id = any(tasks, random);
                    admin.delete("/tasks/" + id).expect(200);
                    tasks.remove(id);
                }
            }
            var stats = admin.get("/tasks/stats").expect(200).body();
            assertThat(stats.path("total").asLong()).as("step %d", step).isEqualTo(tasks.size());
            assertThat(stats.path("completed").asLong()).isEqualTo(count(tasks, "completed", true));
            assertThat(stats.path("open").asLong()).isEqualTo(tasks.size() - count(tasks, "completed", true));
            for (var priority : List.of("low", "medium", "high")) {
                assertThat(stats.path("by_priority").path(priority).asLong())
                        .isEqualTo(count(tasks, "priority", priority));
            }
            for (var mode : List.of("today", "overdue", "upcoming", "completed")) {
                assertThat(stats.path(mode).asLong())
                        .as("%s at step %d", mode, step)
                        .isEqualTo(admin.get("/tasks?limit=1&mode=" + mode)
                                .body()
                                .path("total")
                                .asLong());
            }
            var bobs = admin.get("/tasks/stats?assigned_to=" + bob.id())
                    .expect(200)
                    .body();
            assertThat(bobs.path("total").asLong())
                    .isEqualTo(count(tasks, "assigned_to_id", bob.id().toString()));
        }
    }

    private static String any(Map<String, ?> tasks, Random random) {
        return tasks.keySet().stream()
                .sorted()
                .skip(random.nextInt(tasks.size()))
                .findFirst()
                .orElseThrow();
    }

    private static long count(Map<String, Map<String, Object>> tasks, String key, Object value) {
        return tasks.values().stream()
                .filter(task -> value.equals(task.get(key)))
                .count();
    }
}
