package app.kasar.pipelines;

import app.kasar.json.Payload;
import app.kasar.records.DisplayJson;
import app.kasar.schema.Pipeline;
import app.kasar.schema.SchemaSnapshot;
import app.kasar.schema.value.Instants;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/** Pipelines and stages as answers show them. */
final class PipelineJson {
    /** What {@link #pipeline} writes. */
    static final Payload PIPELINE = Payload.object(
            Payload.with("id", Payload.id()),
            Payload.with("name", Payload.text()),
            Payload.with("objectName", Payload.text()),
            Payload.with(
                    "steps",
                    Payload.listOf(Payload.object(
                            Payload.with("id", Payload.id()),
                            Payload.with("name", Payload.text()),
                            Payload.with("order_index", Payload.count()),
                            Payload.with("outcome", Payload.choice(Pipeline.Outcome.wireNames())),
                            Payload.with("probability", Payload.orNull(Payload.number()))))));

    /** What {@link #stage} writes. */
    static final Payload STAGE = Payload.object(
            Payload.with("pipeline_id", Payload.id()),
            Payload.with("step_id", Payload.id()),
            Payload.with("step_name", Payload.textOrNull()),
            Payload.with("entered_at", Payload.moment()),
            Payload.with("left_at", Payload.momentOrNull()),
            Payload.with("seconds", Payload.count()),
            Payload.with("moved_by_display", DisplayJson.PAYLOAD));

    private PipelineJson() {}

    static void pipeline(Pipeline pipeline, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", pipeline.id().toString());
        json.writeStringProperty("name", pipeline.name());
        json.writeStringProperty("objectName", pipeline.objectName());
        json.writeArrayPropertyStart("steps");
        pipeline.steps().forEach(step -> step(step, json));
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void step(Pipeline.Step step, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", step.id().toString());
        json.writeStringProperty("name", step.name());
        json.writeNumberProperty("order_index", step.orderIndex());
        json.writeStringProperty("outcome", step.outcome().wireName());
        json.writeNumberProperty("probability", step.probability());
        json.writeEndObject();
    }

    /** @param now the moment up to which a stay that lasts is counted */
    static void stage(Stage stage, SchemaSnapshot snapshot, Instant now, JsonGenerator json) {
        var left = stage.leftAt();
        var mover = stage.movedBy();
        json.writeStartObject();
        json.writeStringProperty("pipeline_id", stage.pipeline().toString());
        json.writeStringProperty("step_id", stage.step().toString());
        json.writeStringProperty("step_name", stage.stepName());
        json.writeStringProperty("entered_at", Instants.format(stage.enteredAt()));
        json.writeStringProperty("left_at", left == null ? null : Instants.format(left));
        json.writeNumberProperty("seconds", seconds(stage.enteredAt(), left == null ? now : left));
        json.writeName("moved_by_display");
        DisplayJson.write(mover, mover == null ? null : snapshot.user(mover), json);
        json.writeEndObject();
    }

    /** Never negative, though the clocks of two servers may differ. */
    private static long seconds(Instant from, Instant to) {
        return Math.max(0, Duration.between(from, to).toSeconds());
    }
}
