package app.kasar.schema;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a record is to stand: a step decides its pipeline, a pipeline alone means its first step. */
public sealed interface PipelinePlace {
    /** @param step null only where the pipeline has none */
    record At(Pipeline pipeline, Pipeline.@Nullable Step step) implements PipelinePlace {}

    /** The object has no such pipeline. */
    record NoPipeline(String message) implements PipelinePlace {}

    /** The pipeline, or where none was named any of the object's, has no such step. */
    record NoStep(String message) implements PipelinePlace {}

    /** At least one of {@code pipelineId} and {@code stepId} must be given. */
    static PipelinePlace find(
            SchemaSnapshot snapshot, String object, @Nullable UUID pipelineId, @Nullable UUID stepId) {
        var ofObject = snapshot.pipelinesOf(object);
        return pipelineId == null ? byStep(ofObject, object, stepId) : inPipeline(ofObject, object, pipelineId, stepId);
    }

    private static PipelinePlace byStep(List<Pipeline> ofObject, String object, @Nullable UUID stepId) {
        for (var pipeline : ofObject) {
            var step = findStep(pipeline, stepId);
            if (step.isPresent()) {
                return new At(pipeline, step.get());
            }
        }
        return new NoStep("no pipeline of '%s' has this step".formatted(object));
    }

    private static PipelinePlace inPipeline(
            List<Pipeline> ofObject, String object, UUID pipelineId, @Nullable UUID stepId) {
        var pipeline =
                ofObject.stream().filter(known -> known.id().equals(pipelineId)).findFirst();
        if (pipeline.isEmpty()) {
            return new NoPipeline("'%s' has no such pipeline".formatted(object));
        }
        if (stepId == null) {
            return new At(
                    pipeline.get(), pipeline.get().steps().stream().findFirst().orElse(null));
        }
        return findStep(pipeline.get(), stepId)
                .<PipelinePlace>map(step -> new At(pipeline.get(), step))
                .orElseGet(() -> new NoStep("the step does not belong to the pipeline '%s'"
                        .formatted(pipeline.get().name())));
    }

    private static Optional<Pipeline.Step> findStep(Pipeline pipeline, @Nullable UUID stepId) {
        return stepId == null ? Optional.empty() : pipeline.findStep(stepId);
    }
}
