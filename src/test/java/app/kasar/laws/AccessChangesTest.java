package app.kasar.laws;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessChangesTest {
    private static final Map<String, Object> ALL =
            Map.of("read", "all", "create", "all", "update", "all", "delete", "all");
    private static final Map<String, Object> NONE =
            Map.of("read", "none", "create", "none", "update", "none", "delete", "none");
    private static final Map<String, Object> WITHOUT_JOB = Map.of(
            "read", "all", "create", "all", "update", "all", "delete", "all", "hidden_fields", List.of("job_title"));

    private static RunningKasar kasar;
    private static RunningKasar.Node second;
    private static TestOrganization acme;
    private static int users;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        second = kasar.secondNode();
        acme = kasar.organization("acme");
    }

    @AfterAll
    static void stop() {
        second.close();
        kasar.close();
    }

    /** A member whom both nodes know already. */
    private static TestOrganization.User knownMember() {
        acme.grant(Role.MEMBER, "contacts", ALL);
        var member = acme.user("member" + users++ + "@acme.test", Role.MEMBER);
        bothNodes(member.client()).forEach(node -> node.get("/records/contacts").expect(200));
        return member;
    }

    private static List<Client> bothNodes(Client client) {
        return List.of(client, client.at(second.address()));
    }

    /** Requests of every kind, also such as are refused before they reach the database. */
    private static List<Function<Client, Client.Reply>> requests() {
        return List.of(
                client -> client.get("/records/contacts"),
                client -> client.get("/records/contacts?limit=0"),
                client -> client.get("/records/contact"),
                client -> client.get("/records/contacts?lmit=1"),
                client -> client.get("/me"),
                client -> client.get("/schema"),
                client -> client.get("/tokens"),
                client -> client.get("/pipelines"),
                client -> client.post("/records/contacts", Map.of("first_name", "Late")),
                client -> client.post("/records/contacts", "{broken"),
                client -> client.post("/records/contacts/batch/create", Map.of("records", List.of())),
                client -> client.with("Idempotency-Key", "early")
                        .post("/records/contacts", Map.of("first_name", "Early")),
                client -> client.post("/users", Map.of()));
    }

    private static void assertRefusedEverywhere(Client client) {
        for (var node : bothNodes(client)) {
            // So that the limit on failed logins does not answer in the place of what is asked.
            kasar.clock().advance(Duration.ofMinutes(11));
            for (var request = 0; request < requests().size(); request++) {
                assertThat(requests().get(request).apply(node).status())
                        .as("request %d", request)
                        .isEqualTo(401);
            }
        }
    }

    private static Client.Reply createEarly(Client client) {
        return client.with("Idempotency-Key", "early")
                .post("/records/contacts", Map.of("first_name", "Early"))
                .expect(201);
    }

    @Test
    void a_revoked_token_opens_nothing_any_more_on_any_node() {
        var member = knownMember();
        createEarly(member.client());
        var token = member.client().get("/tokens").data().get(0).path("id").asString();

        acme.admin().delete("/tokens/" + token).expect(200);

        assertRefusedEverywhere(member.client());
    }

    @Test
    void a_deactivated_user_is_nobody_from_now_on_and_somebody_again_later() {
        var member = knownMember();
        createEarly(member.client());

        acme.admin().patch("/users/" + member.id(), Map.of("is_active", false)).expect(200);
        assertRefusedEverywhere(member.client());

        acme.admin().patch("/users/" + member.id(), Map.of("is_active", true)).expect(200);
        bothNodes(member.client()).forEach(node -> node.get("/records/contacts").expect(200));
    }

    @Test
    void a_demoted_administrator_administrates_nothing() {
        var boss = acme.user("boss@acme.test", Role.ADMIN);
        bothNodes(boss.client()).forEach(node -> node.get("/settings").expect(200));

        acme.admin().patch("/users/" + boss.id(), Map.of("role", "viewer")).expect(200);

        for (var node : bothNodes(boss.client())) {
            node.post("/users", Map.of("email", "x@acme.test", "full_name", "X", "role", "admin"))
                    .expect(403);
            node.post("/schema", Map.of("name", "mine", "label", "Mine")).expect(403);
            node.put("/settings", Map.of("name", "Mine")).expect(403);
            node.get("/roles/member").expect(403);
            node.post("/records/contacts", Map.of("first_name", "X")).expect(403);
        }
    }

    @Test
    void what_a_role_may_do_changes_with_the_next_request_on_every_node() {
        var member = knownMember();
        var contact = acme.admin()
                .post("/records/contacts", Map.of("first_name", "Ann", "job_title", "Spy"))
                .expect(201)
                .id();
        for (var round = 0; round < 2; round++) {
            acme.grant(Role.MEMBER, "contacts", NONE);
            for (var node : bothNodes(member.client())) {
                node.get("/records/contacts").expect(403);
                node.get("/records/contacts/" + contact).expect(403);
                node.post("/records/contacts", Map.of("first_name", "X")).expect(403);
                assertThat(node.get("/schema").expect(200).body().toString()).doesNotContain("\"contacts\"");
            }
            acme.grant(Role.MEMBER, "contacts", WITHOUT_JOB);
            for (var node : bothNodes(member.client())) {
                assertThat(node.get("/records/contacts/" + contact)
                                .expect(200)
                                .body()
                                .toString())
                        .doesNotContain("Spy");
                node.get("/records/contacts?sort_by=job_title").expect(400);
                node.patch("/records/contacts/" + contact, Map.of("job_title", "X"))
                        .expect(400);
                assertThat(node.get("/records/contacts?search=Spy")
                                .expect(200)
                                .body()
                                .path("total")
                                .asInt())
                        .isZero();
            }
            acme.grant(Role.MEMBER, "contacts", ALL);
            for (var node : bothNodes(member.client())) {
                assertThat(node.get("/records/contacts/" + contact)
                                .expect(200)
                                .data()
                                .path("job_title")
                                .asString())
                        .isEqualTo("Spy");
                node.get("/records/contacts?sort_by=job_title").expect(200);
            }
        }
    }

    @Test
    void records_that_may_not_be_read_are_not_shown_beside_those_that_may() {
        var member = knownMember();
        var company = acme.admin()
                .post("/records/companies", Map.of("name", "Secret Ltd"))
                .expect(201)
                .id();
        var mine = acme.admin()
                .post(
                        "/records/contacts",
                        Map.of("first_name", "Mine", "owner", member.id().toString()))
                .expect(201)
                .id();
        var other = acme.admin()
                .post("/records/contacts", Map.of("first_name", "Other"))
                .expect(201)
                .id();
        var deal = acme.admin()
                .post(
                        "/records/opportunities",
                        Map.of("name", "Deal", "company", company, "contacts", List.of(mine, other)))
                .expect(201)
                .id();
        var own = Map.of("read", "own", "create", "own", "update", "own", "delete", "own");
        acme.admin()
                .put("/roles/member", Map.of("grants", Map.of("contacts", own, "companies", NONE)))
                .expect(200);
        for (var node : bothNodes(member.client())) {
            var shown = node.get("/records/opportunities/" + deal).expect(200).data();
            assertThat(shown.path("company_display").isNull()
                            || shown.path("company_display").isMissingNode())
                    .isTrue();
            assertThat(shown.path("contacts").size()).isEqualTo(1);
            assertThat(shown.path("contacts").get(0).path("id").asString()).isEqualTo(mine);
            node.put("/records/contacts/%s/associations/companies/%s".formatted(mine, company), null)
                    .expect(403);
            node.put("/records/opportunities/%s/associations/contacts/%s".formatted(deal, other), null)
                    .expect(404);
            assertThat(node.get("/records/contacts?limit=1")
                            .expect(200)
                            .body()
                            .path("total")
                            .asInt())
                    .isEqualTo(1);
        }
    }

    @Test
    void a_relation_hidden_on_one_side_is_hidden_on_the_other() {
        var viewer = acme.user("viewer@acme.test", Role.VIEWER);
        var company = acme.admin()
                .post("/records/companies", Map.of("name", "Known"))
                .expect(201)
                .id();
        var contact = acme.admin()
                .post("/records/contacts", Map.of("first_name", "Ann", "company", company))
                .expect(201)
                .id();
        var hiding = Map.of(
                "read",
                "all",
                "create",
                "none",
                "update",
                "none",
                "delete",
                "none",
                "hidden_fields",
                List.of("company"));
        acme.admin()
                .put("/roles/viewer", Map.of("grants", Map.of("contacts", hiding)))
                .expect(200);

        var query = Map.of("filter_field", "contacts.id", "filter_operator", "equals", "filter_value", contact);
        for (var node : bothNodes(viewer.client())) {
            node.get("/records/companies", query).expect(400);
            node.get("/records/companies?fields=contacts.first_name").expect(400);
            assertThat(node.get("/schema/companies").expect(200).body().toString())
                    .doesNotContain("\"name\":\"contacts\"");
        }
    }
}
