package app.kasar.reference;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OpenApiTest {
    private static RunningKasar kasar;
    private static TestOrganization acme;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        acme = kasar.organization("acme");
        acme.admin()
                .post(
                        "/schema",
                        Map.of(
                                "name",
                                "projects",
                                "label",
                                "Projects",
                                "fields",
                                List.of(
                                        Map.of("name", "title", "label", "Title", "type", "TEXT", "required", true),
                                        Map.of("name", "budget", "label", "Budget", "type", "CURRENCY"),
                                        Map.of(
                                                "name",
                                                "phase",
                                                "label",
                                                "Phase",
                                                "type",
                                                "SELECT",
                                                "options",
                                                List.of("plan", "build")))))
                .expect(201);
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static JsonNode described(Client client) {
        return client.get("/openapi.json").expect(200).body();
    }

    @Test
    void tells_the_organizations_own_objects_fields_and_options() {
        var description = described(acme.admin());
        assertThat(description.path("openapi").asString()).startsWith("3.1");
        var post = description.path("paths").path("/records/projects").path("post");
        assertThat(post.path("tags").path(0).asString()).isEqualTo("Projects");
        var given = description.path("components").path("schemas").path("projects.new");
        assertThat(given.path("required").path(0).asString()).isEqualTo("title");
        assertThat(given.path("properties").path("phase").toString()).contains("\"plan\"", "\"build\"");
        assertThat(given.path("properties").has("created_at")).isFalse();
    }

    @Test
    void every_route_is_told_with_what_it_takes_and_answers() {
        var missing = new TreeSet<String>();
        for (var route : kasar.routes()) {
            var description = route.description();
            if (description.answers().isEmpty()) {
                missing.add(route.method() + " " + route.path() + " answers");
            }
            var takesBody = route.contents().body() != app.kasar.http.Route.Body.NONE;
            if (takesBody && description.request() instanceof app.kasar.json.Payload.Nothing) {
                missing.add(route.method() + " " + route.path() + " takes");
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void every_reference_leads_somewhere_and_every_operation_has_a_name_of_its_own() {
        var description = described(acme.admin());
        description
                .findValues("$ref")
                .forEach(reference -> assertThat(description
                                .at(reference.asString().substring(1))
                                .isMissingNode())
                        .as(reference.asString())
                        .isFalse());
        var names = description.findValuesAsString("operationId");
        assertThat(new HashSet<>(names)).hasSameSizeAs(names).hasSizeGreaterThan(90);
    }

    @Test
    void members_are_told_only_what_they_may_do() {
        var member = acme.user("member@acme.test", Role.MEMBER).client();
        acme.admin()
                .put(
                        "/roles/member",
                        Map.of(
                                "grants",
                                Map.of(
                                        "projects",
                                        Map.of(
                                                "read",
                                                "all",
                                                "create",
                                                "none",
                                                "update",
                                                "own",
                                                "delete",
                                                "none",
                                                "hidden_fields",
                                                List.of("budget")))))
                .expect(200);
        var description = described(member);
        var path = description.path("paths").path("/records/projects");
        assertThat(path.has("get")).isTrue();
        assertThat(path.has("post")).isFalse();
        assertThat(description.path("paths").path("/schema").has("post")).isFalse();
        assertThat(description.toString()).doesNotContain("budget");
    }

    @Test
    void without_a_token_it_tells_what_a_new_organization_has() throws Exception {
        var address = URI.create(kasar.address() + "/api/v1/openapi.json");
        try (var http = HttpClient.newHttpClient()) {
            var first = http.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(first.body()).contains("/records/contacts").doesNotContain("projects");
            var tag = first.headers().firstValue("ETag").orElseThrow();
            var again = http.send(
                    HttpRequest.newBuilder(address).header("If-None-Match", tag).build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
        }
    }

    @Test
    void a_wrong_token_is_refused_all_the_same() {
        assertThat(Client.of(kasar.address(), "ksr_nobody")
                        .get("/openapi.json")
                        .expect(401)
                        .code())
                .isEqualTo("UNAUTHORIZED");
    }

    @Test
    void the_tag_changes_with_the_schema_and_not_without() {
        var before = acme.admin().get("/openapi.json").expect(200).header("ETag");
        assertThat(acme.admin()
                        .with("If-None-Match", before)
                        .get("/openapi.json")
                        .status())
                .isEqualTo(304);
        acme.admin()
                .post("/schema/projects/fields", Map.of("name", "end_date", "label", "End", "type", "DATE"))
                .expect(201);
        assertThat(acme.admin()
                        .with("If-None-Match", before)
                        .get("/openapi.json")
                        .status())
                .isEqualTo(200);
    }
}
