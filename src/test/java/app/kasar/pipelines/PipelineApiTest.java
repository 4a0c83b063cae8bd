package app.kasar.pipelines;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.access.Role;
import app.kasar.api.Client;
import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class PipelineApiTest {
    private static RunningKasar kasar;
    private static TestOrganization organization;
    private static Client acme;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        organization = kasar.organization("acme");
        acme = organization.admin();
        acme.post("/schema", Map.of("name", "candidates", "label", "Candidates", "fields", List.of(name(), stage())))
                .expect(201);
        for (var object : List.of("contacts", "companies")) {
            acme.post("/schema/" + object + "/fields", Map.of("name", "stage", "label", "Stage", "type", "PIPELINE"))
                    .expect(201);
        }
        for (var object : List.of("contacts", "companies", "candidates")) {
            create(object, "Way of " + object, "First", "Second", "Third").expect(201);
        }
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static Map<String, Object> name() {
        return Map.of("name", "name", "label", "Name", "type", "TEXT", "required", true);
    }

    private static Map<String, Object> stage() {
        return Map.of("name", "stage", "label", "Stage", "type", "PIPELINE");
    }

    private static Client.Reply create(String object, String name, String... steps) {
        var named = Stream.of(steps).map(step -> Map.of("name", step)).toList();
        return acme.post("/pipelines", Map.of("name", name, "object", object, "steps", named));
    }

    private static JsonNode pipeline(String object) {
        return acme.get("/pipelines?object=" + object)
                .expect(200)
                .body()
                .path("pipelines")
                .path(0);
    }

    private static String step(String object, int index) {
        return pipeline(object).path("steps").path(index).path("id").asString();
    }

    private static Client.Reply record(String object) {
        return acme.post(
                        "/records/" + object,
                        object.equals("contacts") ? Map.of("first_name", "Alice") : Map.of("name", "A name"))
                .expect(201);
    }

    private static Client.Reply move(String object, String id, Object body) {
        return acme.put("/pipelines/%s/%s/move".formatted(object, id), body);
    }

    private static List<String> names(JsonNode pipeline) {
        return pipeline.path("steps")
                .valueStream()
                .map(step -> step.path("name").asString())
                .toList();
    }

    @Test
    void lists_pipelines_with_their_steps_in_order() {
        var sales = pipeline("opportunities");

        assertThat(sales.path("name").asString()).isEqualTo("Sales Pipeline");
        assertThat(sales.path("objectName").asString()).isEqualTo("opportunities");
        assertThat(names(sales))
                .containsExactly("Qualification", "Discovery", "Proposal", "Negotiation", "Closed Won", "Closed Lost");
        var steps = sales.path("steps");
        for (var index = 0; index < steps.size(); index++) {
            assertThat(steps.path(index).path("order_index").asInt()).isEqualTo(index);
        }
        assertThat(steps.path(4).path("outcome").asString()).isEqualTo("won");
        assertThat(steps.path(0).path("probability").asInt()).isEqualTo(10);
    }

    @Test
    void lists_the_pipelines_of_one_object_or_of_all() {
        assertThat(acme.get("/pipelines").expect(200).body().path("pipelines"))
                .extracting(pipeline -> pipeline.path("objectName").asString())
                .contains("opportunities", "contacts", "companies", "candidates");
        assertThat(acme.get("/pipelines?object=tags").expect(200).body().path("pipelines"))
                .isEmpty();
        assertThat(acme.get("/pipelines?object=opportunity").expect(400).code()).isEqualTo("INVALID_OBJECT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "companies", "opportunities", "candidates"})
    void moves_a_record_of_any_object_to_a_step_which_names_its_pipeline(String object) {
        var created = record(object);
        var pipeline = pipeline(object);
        var field = object.equals("opportunities") ? "pipeline" : "stage";

        var moved = move(object, created.id(), Map.of("pipeline_step_id", step(object, 1)))
                .expect(200);

        assertThat(moved.data().path(field + "_id").asString())
                .isEqualTo(pipeline.path("id").asString());
        assertThat(moved.data().path(field + "_step_id").asString()).isEqualTo(step(object, 1));
        var enriched =
                acme.get("/records/%s/%s".formatted(object, created.id())).expect(200);
        assertThat(enriched.data().path(field + "_step_display").path("display").asString())
                .isEqualTo(names(pipeline).get(1));
        assertThat(enriched.header("ETag")).isEqualTo(moved.header("ETag"));
    }

    @Test
    void new_records_begin_on_the_first_step() {
        assertThat(record("candidates").data().path("stage_step_id").asString()).isEqualTo(step("candidates", 0));
    }

    @Test
    void refuses_a_step_of_another_pipeline() {
        var deal = record("opportunities");
        var second = create("opportunities", "Renewals", "Due", "Renewed").expect(201);
        var salesId = pipeline("opportunities").path("id").asString();
        var renewed = second.data().path("steps").path(1).path("id").asString();

        var refused = move("opportunities", deal.id(), Map.of("pipeline_step_id", renewed, "pipeline_id", salesId));

        assertThat(refused.expect(400).code()).isEqualTo("VALIDATION_ERROR");
        assertThat(refused.body().path("errors").path(0).path("field").asString())
                .isEqualTo("pipeline_step_id");
        assertThat(refused.message()).contains("Sales Pipeline");
        var inferred = move("opportunities", deal.id(), Map.of("pipeline_step_id", renewed))
                .expect(200);
        assertThat(inferred.data().path("pipeline_id").asString()).isEqualTo(second.id());
        move("opportunities", deal.id(), Map.of("pipeline_step_id", step("opportunities", 0)))
                .expect(200);
        acme.delete("/pipelines/" + second.id()).expect(200);
    }

    @Test
    void refuses_pipelines_and_steps_of_another_object() {
        var deal = record("opportunities");
        var foreign = step("candidates", 0);

        var byStep = move("opportunities", deal.id(), Map.of("pipeline_step_id", foreign));
        var byPipeline = move(
                "opportunities",
                deal.id(),
                Map.of(
                        "pipeline_step_id",
                        foreign,
                        "pipeline_id",
                        pipeline("candidates").path("id").asString()));

        assertThat(byStep.expect(400).code()).isEqualTo("VALIDATION_ERROR");
        assertThat(byPipeline.expect(400).code()).isEqualTo("VALIDATION_ERROR");
        assertThat(byPipeline.body().path("errors").path(0).path("field").asString())
                .isEqualTo("pipeline_id");
    }

    @Test
    void refuses_a_move_without_step_of_an_unknown_record_or_of_an_object_without_pipeline() {
        var step = step("opportunities", 0);
        var tag = acme.post("/records/tags", Map.of("name", "hot")).expect(201);

        assertThat(move("opportunities", record("opportunities").id(), Map.of())
                        .expect(400)
                        .code())
                .isEqualTo("MISSING_REQUIRED_FIELD");
        assertThat(move("opportunities", UUID.randomUUID().toString(), Map.of("pipeline_step_id", step))
                        .expect(404)
                        .code())
                .isEqualTo("RECORD_NOT_FOUND");
        assertThat(move("tags", tag.id(), Map.of("pipeline_step_id", step))
                        .expect(400)
                        .code())
                .isEqualTo("VALIDATION_ERROR");
        assertThat(move("oportunities", tag.id(), Map.of("pipeline_step_id", step))
                        .expect(400)
                        .code())
                .isEqualTo("INVALID_OBJECT");
        assertThat(move("opportunities", tag.id(), Map.of("pipeline_step_id", "step-001"))
                        .expect(400)
                        .code())
                .isEqualTo("VALIDATION_ERROR");
        assertThat(move("opportunities", tag.id(), Map.of("pipeline_step_id", step, "step", 1))
                        .expect(400)
                        .message())
                .contains("step");
    }

    @Test
    void a_move_to_the_step_where_the_record_stands_changes_nothing() {
        var deal = record("opportunities");

        var moved = move("opportunities", deal.id(), Map.of("pipeline_step_id", step("opportunities", 0)))
                .expect(200);

        assertThat(moved.header("ETag")).isEqualTo(deal.header("ETag"));
        assertThat(acme.get("/pipelines/opportunities/%s/history".formatted(deal.id()))
                        .expect(200)
                        .data())
                .hasSize(1);
    }

    @Test
    void a_move_is_a_write_like_any_other() {
        var deal = record("opportunities");
        var second = Map.of("pipeline_step_id", step("opportunities", 1));
        var path = "/pipelines/opportunities/%s/move".formatted(deal.id());

        var dry = acme.put(path + "?dry_run=true", second).expect(200);
        assertThat(dry.data().path("pipeline_step_id").asString()).isEqualTo(step("opportunities", 1));
        assertThat(acme.get("/records/opportunities/" + deal.id()).header("ETag"))
                .isEqualTo(deal.header("ETag"));

        acme.with("If-Match", "\"1\"").put(path, second).expect(412);
        acme.with("Idempotency-Key", "once").put(path, second).expect(200);
        var again = acme.with("Idempotency-Key", "once").put(path, second).expect(200);
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        acme.with("If-Match", deal.header("ETag"))
                .put(path, Map.of("pipeline_step_id", step("opportunities", 2)))
                .expect(412);
    }

    @Test
    void a_move_leaves_the_other_fields_of_a_deal_alone() {
        var deal = record("opportunities");

        var won = move("opportunities", deal.id(), Map.of("pipeline_step_id", step("opportunities", 4)))
                .expect(200);

        for (var field : List.of("status", "closed_at", "probability")) {
            assertThat(won.data().path(field)).as(field).isEqualTo(deal.data().path(field));
        }
    }

    @Test
    void moving_needs_the_right_to_update_the_record() {
        var deal = record("opportunities");
        var viewer = organization.user("viewer@acme.test", Role.VIEWER);

        var refused = viewer.client()
                .put(
                        "/pipelines/opportunities/%s/move".formatted(deal.id()),
                        Map.of("pipeline_step_id", step("opportunities", 1)));

        assertThat(refused.expect(403).code()).isEqualTo("PERMISSION_DENIED");
        viewer.client().get("/pipelines").expect(200);
    }

    @Test
    void only_administrators_change_pipelines() {
        var member = organization.user("member@acme.test", Role.MEMBER).client();
        var sales = "/pipelines/" + pipeline("opportunities").path("id").asString();

        member.post("/pipelines", Map.of()).expect(403);
        member.patch(sales, Map.of("name", "Mine")).expect(403);
        member.delete(sales).expect(403);
    }

    @Test
    void creates_a_pipeline_with_outcomes_and_probabilities() {
        var created = acme.post(
                        "/pipelines",
                        Map.of(
                                "name",
                                "Partners",
                                "object",
                                "companies",
                                "steps",
                                List.of(
                                        Map.of("name", "Talking", "probability", 12.5),
                                        Map.of("name", "Signed", "outcome", "won", "probability", 100))))
                .expect(201);

        assertThat(created.data().path("steps").path(0).path("outcome").asString())
                .isEqualTo("open");
        assertThat(created.data().path("steps").path(0).path("probability").asDouble())
                .isEqualTo(12.5);
        assertThat(acme.get("/pipelines?object=companies").body().path("pipelines"))
                .anyMatch(created.data()::equals);
        acme.delete("/pipelines/" + created.id()).expect(200);
    }

    @Test
    void refuses_a_pipeline_that_makes_no_sense_with_every_fault() {
        assertThat(create("tags", "Of tags", "One").expect(400).message()).contains("PIPELINE");
        assertThat(create("oportunities", "Of nothing", "One").expect(400).code())
                .isEqualTo("INVALID_OBJECT");
        assertThat(create("opportunities", "sales pipeline", "One").expect(409).code())
                .isEqualTo("CONFLICT");
        assertThat(create("opportunities", "Empty").expect(400).code()).isEqualTo("VALIDATION_ERROR");
        assertThat(create("opportunities", "Twice", "One", "one").expect(400).message())
                .contains("one");
        var faults = acme.post(
                        "/pipelines",
                        Map.of(
                                "object",
                                "opportunities",
                                "steps",
                                List.of(Map.of("name", "A", "outcome", "lots", "probability", 101, "colour", "red"))))
                .expect(400)
                .body()
                .path("errors");
        assertThat(faults)
                .extracting(fault -> fault.path("field").asString())
                .contains("name", "steps[0].outcome", "steps[0].probability", "steps[0].colour");
    }

    @Test
    void changes_renames_reorders_adds_and_removes_steps() {
        var created = create("companies", "Onboarding", "A", "B", "C").expect(201);
        var steps = created.data().path("steps");
        var path = "/pipelines/" + created.id();

        var changed = acme.patch(
                        path,
                        Map.of(
                                "name",
                                "Welcome",
                                "steps",
                                List.of(
                                        Map.of("id", steps.path(2).path("id").asString(), "name", "A"),
                                        Map.of("name", "New", "outcome", "lost"),
                                        Map.of("id", steps.path(0).path("id").asString(), "name", "C"))))
                .expect(200);

        assertThat(changed.data().path("name").asString()).isEqualTo("Welcome");
        assertThat(names(changed.data())).containsExactly("A", "New", "C");
        assertThat(changed.data().path("steps").path(0).path("id"))
                .isEqualTo(steps.path(2).path("id"));
        assertThat(acme.get("/pipelines?object=companies").body().path("pipelines"))
                .anyMatch(changed.data()::equals);
        acme.patch(path, Map.of("steps", List.of(Map.of("id", UUID.randomUUID().toString()))))
                .expect(400);
        acme.delete(path).expect(200);
        acme.patch(path, Map.of("name", "Gone")).expect(404);
    }

    @Test
    void a_step_on_which_records_stand_cannot_be_removed_nor_a_pipeline_they_are_in() {
        var created = create("candidates", "Hiring", "Applied", "Interview").expect(201);
        var steps = created.data().path("steps");
        var applied = steps.path(0).path("id").asString();
        var interview = steps.path(1).path("id").asString();
        var candidates = List.of(record("candidates"), record("candidates"));
        candidates.forEach(candidate -> move("candidates", candidate.id(), Map.of("pipeline_step_id", interview))
                .expect(200));
        var path = "/pipelines/" + created.id();

        var refused = acme.patch(path, Map.of("steps", List.of(Map.of("id", applied))));

        assertThat(refused.expect(409).message()).contains("2 records", "Interview");
        assertThat(acme.delete(path).expect(409).message()).contains("2 records");
        candidates.forEach(candidate -> move(
                        "candidates", candidate.id(), Map.of("pipeline_step_id", step("candidates", 0)))
                .expect(200));
        acme.patch(path, Map.of("steps", List.of(Map.of("id", applied)))).expect(200);
        acme.delete(path).expect(200);
    }

    @Test
    void a_dry_run_of_a_change_leaves_no_trace() {
        var before = acme.get("/pipelines").body();

        acme.post(
                        "/pipelines?dry_run=true",
                        Map.of("name", "Dry", "object", "companies", "steps", List.of(Map.of("name", "One"))))
                .expect(201);

        assertThat(acme.get("/pipelines").body()).isEqualTo(before);
    }

    @Test
    void pipelines_go_with_the_field_they_belong_to() {
        acme.post("/schema", Map.of("name", "visits", "label", "Visits", "fields", List.of(name(), stage())))
                .expect(201);
        create("visits", "Of visits", "Planned").expect(201);

        acme.delete("/schema/visits/fields/stage").expect(200);

        assertThat(acme.get("/pipelines?object=visits").expect(200).body().path("pipelines"))
                .isEmpty();
        acme.post("/schema/visits/fields", stage()).expect(201);
        create("visits", "Of visits", "Planned").expect(201);
    }
}
