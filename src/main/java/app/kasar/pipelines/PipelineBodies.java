package app.kasar.pipelines;

import app.kasar.json.BodyReader;
import app.kasar.json.JsonSchema;
import app.kasar.json.Shape;
import app.kasar.schema.Pipeline;
import app.kasar.schema.PipelineChanges;
import app.kasar.schema.PipelineChanges.WantedStep;
import app.kasar.schema.value.NumberLimits;
import app.kasar.schema.value.Numbers;
import app.kasar.schema.value.Reading;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Reads the bodies of requests about pipelines. */
final class PipelineBodies {
    private static final int LONGEST_NAME = 100;
    private static final int MOST_STEPS = 100;

    private PipelineBodies() {}

    /** A pipeline as asked for. */
    record NewPipeline(String object, String name, List<WantedStep> steps) {
        NewPipeline {
            steps = List.copyOf(steps);
        }
    }

    static NewPipeline newPipeline(ObjectNode json) {
        return BodyReader.read(json, newPipelineShape());
    }

    static Shape<NewPipeline> newPipelineShape() {
        return Shape.object(body -> {
            var name = body.required("name", Shape.filledText(LONGEST_NAME));
            var object = body.required("object", Shape.filledText(LONGEST_NAME));
            var steps = body.required("steps", steps(Shape.object(PipelineBodies::newStep)));
            return () -> new NewPipeline(object.get(), name.get(), steps.get());
        });
    }

    static PipelineChanges.Change change(ObjectNode json) {
        return BodyReader.read(json, changeShape());
    }

    static Shape<PipelineChanges.Change> changeShape() {
        return Shape.object(body -> {
            var name = body.optional("name", Shape.filledText(LONGEST_NAME));
            var steps = body.optional("steps", steps(PipelineBodies.step()));
            return () -> new PipelineChanges.Change(name.get(), steps.get());
        });
    }

    static Move move(ObjectNode json) {
        return BodyReader.read(json, moveShape());
    }

    static Shape<Move> moveShape() {
        return Shape.object(body -> {
            var step = body.required("pipeline_step_id", Shape.uuid());
            var pipeline = body.nullable("pipeline_id", Shape.uuid());
            return () -> new Move(step.get(), pipeline.get().orElse(null));
        });
    }

    private static Shape<List<WantedStep>> steps(Shape<WantedStep> step) {
        return Shape.listOf(step, MOST_STEPS).where(steps -> !steps.isEmpty(), "must have at least one step");
    }

    /** A step with an id is one the pipeline has, a step without one is new. */
    private static Shape<WantedStep> step() {
        var known = Shape.object(PipelineBodies::knownStep);
        var fresh = Shape.object(PipelineBodies::newStep);
        return Shape.of(
                JsonSchema.anyOf(List.of(known.schema(), fresh.schema())),
                (json, place) -> (json.has("id") ? known : fresh).read(json, place));
    }

    private static Supplier<WantedStep> newStep(BodyReader body) {
        var name = body.required("name", Shape.filledText(LONGEST_NAME));
        var outcome = body.optional("outcome", outcome());
        var probability = body.optional("probability", Shape.nullable(probability()));
        return () -> new WantedStep(Optional.empty(), Optional.of(name.get()), outcome.get(), probability.get());
    }

    private static Supplier<WantedStep> knownStep(BodyReader body) {
        var id = body.required("id", Shape.uuid());
        var name = body.optional("name", Shape.filledText(LONGEST_NAME));
        var outcome = body.optional("outcome", outcome());
        var probability = body.optional("probability", Shape.nullable(probability()));
        return () -> new WantedStep(Optional.of(id.get()), name.get(), outcome.get(), probability.get());
    }

    private static Shape<Pipeline.Outcome> outcome() {
        return Shape.choice(Pipeline.Outcome.wireNames()).convert(Pipeline.Outcome::find, "must be an outcome");
    }

    private static Shape<BigDecimal> probability() {
        return Shape.of(
                JsonSchema.of("number").with("minimum", 0).with("maximum", 100),
                (json, place) -> switch (Numbers.read(json, NumberLimits.PROBABILITY)) {
                    case Reading.Accepted<BigDecimal>(var number) -> Optional.of(number);
                    case Reading.Refused<BigDecimal>(var message) -> place.refuse(message);
                });
    }
}
