package app.kasar.pipelines;

import app.kasar.access.Action;
import app.kasar.access.OrganizationEpoch;
import app.kasar.db.Database;
import app.kasar.problem.Problem;
import app.kasar.records.Outcome;
import app.kasar.records.RecordHistory;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Pipeline;
import app.kasar.schema.PipelineNames;
import app.kasar.schema.PipelinePlace;
import app.kasar.schema.VisibleSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The pipelines a caller sees, and the records in them. */
public final class Pipelines {
    private final RecordWriter writer;
    private final RecordHistory history;
    private final PipelineNames names;
    private final OrganizationEpoch epoch;

    public Pipelines(Database database, RecordWriter writer) {
        this.writer = writer;
        this.history = new RecordHistory(database);
        this.names = new PipelineNames(database);
        this.epoch = new OrganizationEpoch(database);
    }

    /**
     * The pipelines of every object whose PIPELINE field the caller may see, in order.
     *
     * @param objectName null means of all objects
     */
    List<Pipeline> list(VisibleSchema schema, @Nullable String objectName) {
        epoch.requireCurrent(schema.actor());
        var objects = objectName == null ? schema.readable() : List.of(schema.object(objectName, Action.READ));
        var visible = objects.stream()
                .filter(object -> object.findPipelineField().isPresent())
                .map(ObjectSchema::name)
                .collect(Collectors.toSet());
        return schema.snapshot().pipelines().stream()
                .filter(pipeline -> visible.contains(pipeline.objectName()))
                .toList();
    }

    /**
     * Moves a record to a step; one that stands there already is left as it is.
     *
     * @param version when not null, the record is refused with PRECONDITION_FAILED unless it was last changed then
     * @throws Problem VALIDATION_ERROR when the object has no pipeline or the step is of none of its own
     */
    Outcome.Written move(Write write, UUID id, Move move, @Nullable Instant version) {
        var field = pipelineField(write.object());
        var place = place(write, move);
        var columns = new LinkedHashMap<String, @Nullable String>();
        columns.put(FieldColumns.pipelineColumn(field), place.pipeline().id().toString());
        columns.put(FieldColumns.stepColumn(field), move.step().toString());
        var input = new RecordInput(id, columns, Map.of(), Map.of());
        return writer.update(write, input, version).orThrow();
    }

    private static PipelinePlace.At place(Write write, Move move) {
        var snapshot = write.change().schema().snapshot();
        return switch (PipelinePlace.find(snapshot, write.object().name(), move.pipeline(), move.step())) {
            case PipelinePlace.At at -> at;
            case PipelinePlace.NoPipeline(var message) -> throw Problem.invalid("pipeline_id", message);
            case PipelinePlace.NoStep(var message) -> throw Problem.invalid("pipeline_step_id", message);
        };
    }

    /**
     * Every stay of a record on a step, the first one first.
     *
     * @throws Problem VALIDATION_ERROR when the object has no pipeline; RECORD_NOT_FOUND
     */
    List<Stage> stages(VisibleSchema schema, ObjectSchema object, UUID id) {
        var subject = new RecordHistory.Subject(object, id, FieldColumns.stored(pipelineField(object)));
        var versions = history.read(schema, subject, new RecordHistory.Part(true, null, null))
                .list()
                .reversed();
        var steps = versions.stream()
                .map(version -> uuid(version.values().getLast()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return stages(versions, names.of(schema.snapshot(), steps), object);
    }

    private static List<Stage> stages(
            List<RecordHistory.Version> versions, Map<UUID, String> stepNames, ObjectSchema object) {
        var showsCreator = object.findAttribute("created_by").isPresent();
        var stages = new ArrayList<Stage>();
        for (var index = 0; index < versions.size(); index++) {
            var version = versions.get(index);
            var pipeline = uuid(version.values().getFirst());
            var step = uuid(version.values().getLast());
            if (pipeline != null && step != null) {
                var left = index + 1 < versions.size() ? versions.get(index + 1).since() : null;
                var mover = version.isFirst() && !showsCreator
                        ? null
                        : version.origin().member();
                stages.add(new Stage(pipeline, step, stepNames.get(step), version.since(), left, mover));
            }
        }
        return stages;
    }

    private static @Nullable UUID uuid(String json) {
        return json.equals("null") ? null : UUID.fromString(json.substring(1, json.length() - 1));
    }

    private static FieldDefinition pipelineField(ObjectSchema object) {
        return object.findPipelineField()
                .orElseThrow(() -> Problem.invalid("object", "'%s' has no pipeline".formatted(object.name())));
    }
}
