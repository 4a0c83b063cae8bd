package app.kasar.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class NotificationApiTest {
    private static RunningKasar kasar;
    private static int organizations;

    private TestOrganization organization;
    private Client admin;
    private TestOrganization.User bob;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    @BeforeEach
    void hire() {
        organization = kasar.organization("acme-" + ++organizations);
        admin = organization.admin();
        bob = organization.user("bob@acme.test", Role.VIEWER);
    }

    private String assign(String title, UUID assignee) {
        return admin.post("/tasks", Map.of("title", title, "assigned_to_id", assignee))
                .expect(201)
                .id();
    }

    private static List<JsonNode> told(Client client) {
        return client.get("/notifications").expect(200).data().valueStream().toList();
    }

    @Test
    void a_new_assignee_is_told_and_whoever_assigns_themself_is_not() {
        var task = assign("Call Alice", bob.id());
        assign("My own", organization.adminId());

        assertThat(told(admin)).isEmpty();
        assertThat(told(bob.client())).hasSize(1);
        var notification = told(bob.client()).getFirst();
        assertThat(notification.propertyNames())
                .containsExactly("id", "kind", "message", "object", "record_id", "created_at", "read_at");
        assertThat(notification.path("kind").asString()).isEqualTo("task_assigned");
        assertThat(notification.path("message").asString()).isEqualTo("Ada Byron assigned you the task 'Call Alice'");
        assertThat(notification.path("object").asString()).isEqualTo("tasks");
        assertThat(notification.path("record_id").asString()).isEqualTo(task);
        assertThat(notification.path("read_at").isNull()).isTrue();
    }

    @Test
    void only_a_change_of_assignee_tells_anyone() {
        var carol = organization.user("carol@acme.test", Role.MEMBER);
        var task = assign("Hot potato", bob.id());
        admin.put("/tasks/" + task, Map.of("assigned_to_id", bob.id())).expect(200);
        admin.put("/tasks/" + task, Map.of("assigned_to_id", bob.id(), "title", "Hotter"))
                .expect(200);
        admin.put("/tasks/" + task, Map.of("priority", "high")).expect(200);
        assertThat(told(bob.client())).hasSize(1);

        admin.put("/tasks/" + task, Map.of("assigned_to_id", carol.id())).expect(200);
        assertThat(told(carol.client()).getFirst().path("message").asString()).contains("Hotter");
        admin.put("/tasks/" + task, Collections.singletonMap("assigned_to_id", null))
                .expect(200);
        assertThat(told(bob.client())).hasSize(1);
        admin.put("/tasks/" + task, Map.of("assigned_to_id", bob.id())).expect(200);
        assertThat(told(bob.client())).hasSize(2);
    }

    @Test
    void retries_dry_runs_and_refused_writes_tell_nobody_again() {
        var retrying = admin.with("Idempotency-Key", "assign-once");
        var body = Map.of("title", "Once", "assigned_to_id", bob.id());
        retrying.post("/tasks", body).expect(201);
        retrying.post("/tasks", body).expect(201);
        admin.post("/tasks?dry_run=true", body).expect(201);
        var missing = List.of(Map.of("id", UUID.randomUUID(), "type", "contacts"));
        admin.post("/tasks", Map.of("title", "Ghost", "assigned_to_id", bob.id(), "linked_entities", missing))
                .expect(404);
        assertThat(told(bob.client())).hasSize(1);
    }

    @Test
    void many_who_assign_the_same_person_at_once_tell_them_once() throws Exception {
        var task = admin.post("/tasks", Map.of("title", "Race")).expect(201).id();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var racing = IntStream.range(0, 8)
                    .mapToObj(number -> threads.submit(() ->
                            admin.put("/tasks/" + task, Map.of("assigned_to_id", bob.id(), "title", "Race " + number))))
                    .toList();
            for (var one : racing) {
                one.get().expect(200);
            }
        }
        assertThat(told(bob.client())).hasSize(1);
    }

    @Test
    void lists_the_newest_first_in_pages_with_an_exact_total_and_by_whether_they_are_read() {
        for (var number = 0; number < 7; number++) {
            kasar.clock().advance(Duration.ofSeconds(1));
            assign("T" + number, bob.id());
        }
        var seen = new ArrayList<String>();
        var cursor = "";
        do {
            var page = bob.client().get("/notifications?limit=3" + cursor).expect(200);
            assertThat(page.body().path("total").asInt()).isEqualTo(7);
            page.data().forEach(row -> seen.add(row.path("message").asString()));
            cursor = page.body().path("nextCursor").isNull()
                    ? ""
                    : "&cursor=" + page.body().path("nextCursor").asString();
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(7).first().asString().contains("T6");
        assertThat(seen.getLast()).contains("T0");

        var newest = told(bob.client()).getFirst().path("id").asString();
        bob.client().put("/notifications/" + newest, Map.of("is_read", true)).expect(200);
        assertThat(total(bob.client(), "true")).isEqualTo(1);
        assertThat(total(bob.client(), "false")).isEqualTo(6);
        bob.client().get("/notifications?is_read=maybe").expect(400);
        bob.client().get("/notifications?sort_by=kind").expect(400);
        bob.client().get("/notifications?limit=101").expect(400);
    }

    private static int total(Client client, String isRead) {
        return client.get("/notifications?limit=1&is_read=" + isRead)
                .expect(200)
                .body()
                .path("total")
                .asInt();
    }

    @Test
    void marking_is_idempotent_and_can_be_taken_back() {
        assign("Read me", bob.id());
        var path = "/notifications/" + told(bob.client()).getFirst().path("id").asString();

        var read = bob.client().put(path, Map.of("is_read", true)).expect(200).data();
        assertThat(read.path("read_at").asString())
                .isEqualTo(kasar.clock().instant().toString());
        kasar.clock().advance(Duration.ofMinutes(1));
        assertThat(bob.client().put(path, Map.of("is_read", true)).expect(200).data())
                .isEqualTo(read);
        assertThat(bob.client()
                        .put(path, Map.of("is_read", false))
                        .expect(200)
                        .data()
                        .path("read_at")
                        .isNull())
                .isTrue();
        bob.client().put(path, Map.of()).expect(400);
        bob.client().put(path, Map.of("is_read", "yes")).expect(400);
        bob.client()
                .put(path, Map.of("read_at", "2026-03-15T00:00:00Z", "is_read", true))
                .expect(400);
    }

    @Test
    void read_all_marks_the_callers_own_and_nobody_elses() {
        var carol = organization.user("carol@acme.test", Role.MEMBER);
        assign("One", bob.id());
        assign("Two", bob.id());
        assign("Hers", carol.id());

        assertThat(bob.client()
                        .post("/notifications/read-all", null)
                        .expect(200)
                        .data()
                        .path("read")
                        .asInt())
                .isEqualTo(2);
        assertThat(total(bob.client(), "false")).isZero();
        assertThat(total(carol.client(), "false")).isEqualTo(1);
        assertThat(bob.client()
                        .post("/notifications/read-all", null)
                        .expect(200)
                        .data()
                        .path("read")
                        .asInt())
                .isZero();
    }

    @Test
    void anothers_notification_is_not_there_for_anyone_administrators_included() {
        assign("For bob", bob.id());
        var id = told(bob.client()).getFirst().path("id").asString();

        assertThat(admin.get("/notifications").expect(200).body().path("total").asInt())
                .isZero();
        assertThat(admin.put("/notifications/" + id, Map.of("is_read", true))
                        .expect(404)
                        .code())
                .isEqualTo("RECORD_NOT_FOUND");
        assertThat(admin.post("/notifications/read-all", null)
                        .expect(200)
                        .data()
                        .path("read")
                        .asInt())
                .isZero();
        assertThat(told(bob.client()).getFirst().path("read_at").isNull()).isTrue();
        admin.put("/notifications/" + UUID.randomUUID(), Map.of("is_read", true))
                .expect(404);
    }

    @Test
    void who_may_do_little_else_still_tells_and_is_told() {
        var dave = organization.user("dave@acme.test", Role.MEMBER);
        organization
                .admin()
                .put(
                        "/roles/member",
                        Map.of(
                                "grants",
                                Map.of(
                                        "tasks",
                                                Map.of(
                                                        "read", "own", "create", "own", "update", "own", "delete",
                                                        "none"),
                                        "*",
                                                Map.of(
                                                        "read", "none", "create", "none", "update", "none", "delete",
                                                        "none"))))
                .expect(200);
        dave.client()
                .post("/tasks", Map.of("title", "From dave", "assigned_to_id", bob.id()))
                .expect(201);
        assign("For dave", dave.id());

        assertThat(told(bob.client())).hasSize(1);
        assertThat(told(dave.client())).hasSize(1);
        assertThat(dave.client()
                        .post("/notifications/read-all", null)
                        .expect(200)
                        .data()
                        .path("read")
                        .asInt())
                .isEqualTo(1);
    }
}
