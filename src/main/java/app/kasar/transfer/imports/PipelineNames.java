package app.kasar.transfer.imports;

import app.kasar.problem.NearestName;
import app.kasar.schema.Pipeline;
import app.kasar.schema.SchemaSnapshot;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Pipelines and steps by their names. */
final class PipelineNames {
    /** Keys of a draft's body until {@link #place}; no field can have such names. */
    private static final String PIPELINE = " pipeline";

    private static final String STEP = " step";

    private final List<Pipeline> pipelines;

    PipelineNames(SchemaSnapshot snapshot, String object) {
        this.pipelines = snapshot.pipelinesOf(object);
    }

    void name(Draft draft, String name) {
        draft.body().put(PIPELINE, name);
    }

    void step(Draft draft, String name) {
        draft.body().put(STEP, name);
    }

    /** Puts ids in the place of names. */
    void place(Draft draft) {
        var pipelineName = take(draft.body(), PIPELINE);
        var stepName = take(draft.body(), STEP);
        var among = pipelines;
        if (pipelineName.isPresent()) {
            var pipeline = find(pipelineName.get());
            if (pipeline.isEmpty()) {
                var names = pipelines.stream().map(Pipeline::name).toList();
                draft.faults().invalid("pipeline", fault("pipeline", pipelineName.get(), names));
                return;
            }
            draft.body().put("pipeline_id", pipeline.get().id().toString());
            among = List.of(pipeline.get());
        }
        if (stepName.isPresent()) {
            placeOnStep(draft, stepName.get(), among);
        }
    }

    private static void placeOnStep(Draft draft, String name, List<Pipeline> among) {
        var steps =
                among.stream().flatMap(pipeline -> pipeline.steps().stream()).toList();
        steps.stream()
                .filter(step -> step.name().equalsIgnoreCase(name)
                        || step.id().toString().equals(name))
                .findFirst()
                .ifPresentOrElse(
                        step -> draft.body().put("pipeline_step_id", step.id().toString()),
                        () -> draft.faults()
                                .invalid(
                                        "pipeline_step_id",
                                        fault(
                                                "step",
                                                name,
                                                steps.stream()
                                                        .map(Pipeline.Step::name)
                                                        .toList())));
    }

    private static String fault(String what, String name, List<String> names) {
        return "there is no %s '%s'%s".formatted(what, name, NearestName.hintOrList(name, names, names));
    }

    private Optional<Pipeline> find(String name) {
        return pipelines.stream()
                .filter(pipeline -> pipeline.name().equalsIgnoreCase(name)
                        || pipeline.id().toString().equals(name))
                .findFirst();
    }

    private static Optional<String> take(ObjectNode body, String key) {
        return Optional.ofNullable(body.remove(key)).map(value -> value.asString());
    }
}
