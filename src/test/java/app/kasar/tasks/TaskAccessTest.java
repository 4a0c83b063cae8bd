package app.kasar.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TaskAccessTest {
    private static final Map<String, Object> OWN =
            Map.of("read", "own", "create", "own", "update", "own", "delete", "own");
    private static RunningKasar kasar;
    private static int organizations;

    private TestOrganization organization;
    private Client admin;
    private TestOrganization.User bob;
    private TestOrganization.User carol;

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
        bob = organization.user("bob@acme.test", Role.MEMBER);
        carol = organization.user("carol@acme.test", Role.VIEWER);
    }

    private String task(Client client, Map<String, ?> body) {
        return client.post("/tasks", body).expect(201).id();
    }

    private static List<String> titles(Client client, String query) {
        return client.get("/tasks" + query)
                .expect(200)
                .data()
                .valueStream()
                .map(row -> row.path("title").asString())
                .sorted()
                .toList();
    }

    @Test
    void members_with_own_see_and_change_what_they_made_or_must_do_and_nothing_else() {
        organization.grant(Role.MEMBER, "tasks", OWN);
        var secret = task(admin, Map.of("title", "secret", "priority", "high", "due_date", "2026-03-01"));
        var theirs = task(admin, Map.of("title", "for bob", "assigned_to_id", bob.id()));
        var mine = task(bob.client(), Map.of("title", "by bob", "assigned_to_id", organization.adminId()));

        assertThat(titles(bob.client(), "")).containsExactly("by bob", "for bob");
        for (var query :
                List.of("?search=secret", "?mode=overdue", "?priority=high", "?sort_by=title&limit=1", "?limit=1")) {
            assertThat(bob.client()
                            .get("/tasks" + query)
                            .expect(200)
                            .body()
                            .path("total")
                            .asInt())
                    .as(query)
                    .isEqualTo(query.contains("limit") ? 2 : 0);
        }
        var stats = bob.client().get("/tasks/stats").expect(200).body();
        assertThat(stats.path("total").asInt()).isEqualTo(2);
        assertThat(stats.path("overdue").asInt()).isZero();
        assertThat(stats.path("by_priority").path("high").asInt()).isZero();
        assertThat(bob.client()
                        .get("/tasks/stats?assigned_to=" + organization.adminId())
                        .body()
                        .path("total")
                        .asInt())
                .isEqualTo(1);
        assertThat(admin.get("/tasks/stats").body().path("total").asInt()).isEqualTo(3);

        assertThat(bob.client().get("/tasks/" + secret).expect(404).code()).isEqualTo("RECORD_NOT_FOUND");
        bob.client().put("/tasks/" + secret, Map.of("title", "X")).expect(404);
        bob.client().put("/tasks/" + secret, Map.of("assigned_to_id", bob.id())).expect(404);
        bob.client()
                .put("/tasks/" + secret, Map.of("linked_entities", List.of()))
                .expect(404);
        bob.client().put("/tasks/" + secret + "/complete", null).expect(404);
        bob.client().delete("/tasks/" + secret).expect(404);
        assertThat(admin.get("/tasks/" + secret).data().path("title").asString())
                .isEqualTo("secret");

        bob.client().put("/tasks/" + theirs + "/complete", null).expect(200);
        bob.client().put("/tasks/" + mine, Map.of("title", "changed")).expect(200);
        bob.client().delete("/tasks/" + mine).expect(200);
    }

    @Test
    void a_member_with_own_may_hand_a_task_on_and_then_sees_it_no_more() {
        organization.grant(Role.MEMBER, "tasks", OWN);
        var id = task(admin, Map.of("title", "pass it on", "assigned_to_id", bob.id()));

        var handed = bob.client()
                .put("/tasks/" + id, Map.of("assigned_to_id", organization.adminId()))
                .expect(200);

        assertThat(handed.data().path("assigned_to_id").asString())
                .isEqualTo(organization.adminId().toString());
        bob.client().get("/tasks/" + id).expect(404);
    }

    @Test
    void viewers_read_and_change_nothing() {
        var id = task(admin, Map.of("title", "look"));
        assertThat(titles(carol.client(), "")).containsExactly("look");
        carol.client().get("/tasks/" + id).expect(200);
        carol.client().get("/tasks/stats").expect(200);
        carol.client().post("/tasks", Map.of("title", "X")).expect(403);
        carol.client().put("/tasks/" + id, Map.of("title", "X")).expect(403);
        carol.client().put("/tasks/" + id + "/complete", null).expect(403);
        assertThat(carol.client().delete("/tasks/" + id).expect(403).code()).isEqualTo("PERMISSION_DENIED");
    }

    @Test
    void who_may_not_read_tasks_gets_neither_lists_nor_counts() {
        organization.grant(
                Role.MEMBER, "tasks", Map.of("read", "none", "create", "all", "update", "all", "delete", "all"));
        task(admin, Map.of("title", "hidden"));
        bob.client().get("/tasks").expect(403);
        bob.client().get("/tasks/stats").expect(403);
    }

    @Test
    void hidden_fields_are_not_there_and_cannot_be_asked_about() {
        organization.grant(
                Role.MEMBER,
                "tasks",
                Map.of(
                        "read",
                        "all",
                        "create",
                        "all",
                        "update",
                        "all",
                        "delete",
                        "all",
                        "hidden_fields",
                        List.of("due_date")));
        var id = task(admin, Map.of("title", "when?", "due_date", "2026-03-01"));
        assertThat(titles(bob.client(), "")).containsExactly("when?");
        assertThat(bob.client().get("/tasks/" + id).expect(200).data().has("due_date"))
                .isFalse();
        bob.client().get("/tasks?mode=overdue").expect(400);
        bob.client().get("/tasks?sort_by=due_date").expect(400);
        bob.client().get("/tasks/stats").expect(400);
        bob.client().put("/tasks/" + id, Map.of("due_date", "2026-03-02")).expect(400);
        bob.client().put("/tasks/" + id + "/complete", null).expect(200);
    }

    @Test
    void links_to_records_one_may_not_read_are_neither_shown_nor_found_nor_made() {
        var company = admin.post("/records/companies", Map.of("name", "Hush"))
                .expect(201)
                .id();
        var link = List.of(Map.of("id", company, "type", "companies"));
        var id = task(admin, Map.of("title", "quiet", "linked_entities", link));
        organization.grant(Role.MEMBER, "companies", OWN);

        assertThat(bob.client().get("/tasks/" + id).expect(200).data().path("linked_entities"))
                .isEmpty();
        assertThat(titles(bob.client(), "?linked_entity_id=" + company)).isEmpty();
        assertThat(bob.client()
                        .post("/tasks", Map.of("title", "probe", "linked_entities", link))
                        .expect(404)
                        .code())
                .isEqualTo("RECORD_NOT_FOUND");
        bob.client().put("/tasks/" + id, Map.of("linked_entities", List.of())).expect(200);
        assertThat(admin.get("/tasks/" + id).data().path("linked_entities")).hasSize(1);
    }
}
