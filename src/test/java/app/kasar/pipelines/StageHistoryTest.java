package app.kasar.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StageHistoryTest {
    private static RunningKasar kasar;
    private static TestOrganization organization;
    private static Client acme;
    private static TestOrganization.User member;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        organization = kasar.organization("acme");
        acme = organization.admin();
        member = organization.user("mia@acme.test", Role.MEMBER);
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static String step(int index) {
        return acme.get("/pipelines?object=opportunities")
                .body()
                .path("pipelines")
                .path(0)
                .path("steps")
                .path(index)
                .path("id")
                .asString();
    }

    private static String deal(Client client) {
        return client.post("/records/opportunities", Map.of("name", "A deal"))
                .expect(201)
                .id();
    }

    private static void move(Client client, String deal, String step) {
        client.put("/pipelines/opportunities/%s/move".formatted(deal), Map.of("pipeline_step_id", step))
                .expect(200);
    }

    private static JsonNode history(Client client, String deal) {
        return client.get("/pipelines/opportunities/%s/history".formatted(deal))
                .expect(200)
                .data();
    }

    private static List<String> names(JsonNode stages) {
        return stages.valueStream()
                .map(stage -> stage.path("step_name").asString())
                .toList();
    }

    @Test
    void tells_on_which_step_a_record_stood_how_long_and_who_brought_it_there() {
        var deal = deal(acme);
        var entered = kasar.clock().instant();
        kasar.clock().advance(Duration.ofHours(2));
        move(member.client(), deal, step(2));
        kasar.clock().advance(Duration.ofMinutes(5));

        var stages = history(acme, deal);

        assertThat(names(stages)).containsExactly("Qualification", "Proposal");
        var first = stages.path(0);
        assertThat(first.path("entered_at").asString()).isEqualTo(entered.toString());
        assertThat(first.path("left_at")).isEqualTo(stages.path(1).path("entered_at"));
        assertThat(first.path("seconds").asLong()).isEqualTo(7200);
        assertThat(first.path("moved_by_display").path("display").asString()).isEqualTo("Ada Byron");
        var second = stages.path(1);
        assertThat(second.path("left_at").isNull()).isTrue();
        assertThat(second.path("seconds").asLong()).isEqualTo(300);
        assertThat(second.path("step_id").asString()).isEqualTo(step(2));
        assertThat(second.path("moved_by_display").path("id").asString())
                .isEqualTo(member.id().toString());
    }

    @Test
    void changes_of_other_fields_do_not_break_a_stay_in_two() {
        var deal = deal(acme);
        kasar.clock().advance(Duration.ofMinutes(1));
        acme.patch("/records/opportunities/" + deal, Map.of("name", "Renamed")).expect(200);
        kasar.clock().advance(Duration.ofMinutes(1));
        move(acme, deal, step(1));
        acme.patch("/records/opportunities/" + deal, Map.of("name", "Again")).expect(200);

        var stages = history(acme, deal);

        assertThat(names(stages)).containsExactly("Qualification", "Discovery");
        assertThat(stages.path(0).path("seconds").asLong()).isEqualTo(120);
    }

    @Test
    void a_return_to_a_step_and_every_way_of_writing_are_seen() {
        var deal = deal(acme);
        move(acme, deal, step(1));
        acme.patch("/records/opportunities/" + deal, Map.of("pipeline_step_id", step(0)))
                .expect(200);
        acme.post(
                        "/records/opportunities/batch/update",
                        Map.of("records", List.of(Map.of("id", deal, "pipeline_step_id", step(5)))))
                .expect(200);

        assertThat(names(history(acme, deal)))
                .containsExactly("Qualification", "Discovery", "Qualification", "Closed Lost");
    }

    @Test
    void a_time_without_a_step_is_no_stay() {
        var deal = deal(acme);
        kasar.clock().advance(Duration.ofMinutes(1));
        acme.send("PATCH", "/records/opportunities/" + deal, "{\"pipeline_id\": null, \"pipeline_step_id\": null}")
                .expect(200);
        kasar.clock().advance(Duration.ofMinutes(1));

        var stages = history(acme, deal);

        assertThat(names(stages)).containsExactly("Qualification");
        assertThat(stages.path(0).path("left_at").isNull()).isFalse();
        assertThat(stages.path(0).path("seconds").asLong()).isEqualTo(60);
    }

    @Test
    void a_step_removed_since_keeps_its_name() {
        var pipeline = acme.post(
                        "/pipelines",
                        Map.of(
                                "name",
                                "Short",
                                "object",
                                "opportunities",
                                "steps",
                                List.of(Map.of("name", "Once"), Map.of("name", "Kept"))))
                .expect(201);
        var steps = pipeline.data().path("steps");
        var deal = deal(acme);
        move(acme, deal, steps.path(0).path("id").asString());
        move(acme, deal, step(0));
        acme.delete("/pipelines/" + pipeline.id()).expect(200);

        assertThat(names(history(acme, deal))).containsExactly("Qualification", "Once", "Qualification");
    }

    @Test
    void a_dry_run_leaves_no_stage() {
        var deal = deal(acme);

        acme.put("/pipelines/opportunities/%s/move?dry_run=true".formatted(deal), Map.of("pipeline_step_id", step(3)))
                .expect(200);

        assertThat(names(history(acme, deal))).containsExactly("Qualification");
    }

    @Test
    void refuses_records_that_are_not_there_and_objects_without_pipeline() {
        var tag = acme.post("/records/tags", Map.of("name", "cold")).expect(201).id();

        assertThat(acme.get("/pipelines/opportunities/%s/history".formatted(UUID.randomUUID()))
                        .expect(404)
                        .code())
                .isEqualTo("RECORD_NOT_FOUND");
        assertThat(acme.get("/pipelines/tags/%s/history".formatted(tag))
                        .expect(400)
                        .code())
                .isEqualTo("VALIDATION_ERROR");
        assertThat(acme.get("/pipelines/nothing/%s/history".formatted(tag))
                        .expect(400)
                        .code())
                .isEqualTo("INVALID_OBJECT");
    }

    @Test
    void who_may_not_see_a_record_or_its_pipeline_field_sees_no_stages() {
        var beta = kasar.organization("beta");
        var viewer = beta.user("vic@beta.test", Role.VIEWER).client();
        var deal = deal(beta.admin());
        var path = "/pipelines/opportunities/%s/history".formatted(deal);
        viewer.get(path).expect(200);

        grant(beta, "own");
        viewer.get(path).expect(404);
        grant(beta, "all", "pipeline");
        viewer.get(path).expect(400);
        assertThat(viewer.get("/pipelines").expect(200).body().path("pipelines"))
                .isEmpty();
        grant(beta, "all", "created_by");
        assertThat(viewer.get(path)
                        .expect(200)
                        .data()
                        .path(0)
                        .path("moved_by_display")
                        .isNull())
                .isTrue();
        grant(beta, "none");
        viewer.get(path).expect(403);
        assertThat(viewer.get("/pipelines").expect(200).body().path("pipelines"))
                .isEmpty();
    }

    private static void grant(TestOrganization beta, String read, String... hidden) {
        var none = Map.<String, Object>of("create", "none", "update", "none", "delete", "none");
        var grants = new HashMap<>(none);
        grants.putAll(Map.of("read", read, "hidden_fields", List.of(hidden)));
        beta.grant(Role.VIEWER, "opportunities", grants);
    }
}
