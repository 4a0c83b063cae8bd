package app.kasar.schema;

import app.kasar.access.Actor;
import app.kasar.db.ConstraintViolation;
import app.kasar.db.Database;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pipelines made, changed and deleted while records move through them. */
public final class PipelineChanges {
    private final SchemaCache schemas;
    private final PipelineStore store;
    private final ExclusiveChange exclusively;

    public PipelineChanges(Database database, SchemaCache schemas) {
        this.schemas = schemas;
        this.store = new PipelineStore(database);
        this.exclusively = new ExclusiveChange(database);
    }

    /**
     * A step as asked for; what is empty stays as it is, or is as in a step nothing is said of.
     *
     * @param id names a step the pipeline has; empty makes a new one, which then has a name
     */
    public record WantedStep(
            Optional<UUID> id,
            Optional<String> name,
            Optional<Pipeline.Outcome> outcome,
            Optional<Optional<BigDecimal>> probability) {}

    /**
     * What is asked of a pipeline that exists; what is empty stays as it is.
     *
     * @param steps all of them, in order: those of the pipeline that are not among them are removed
     */
    public record Change(Optional<String> name, Optional<List<WantedStep>> steps) {}

    /**
     * @throws Problem INVALID_OBJECT; VALIDATION_ERROR when the object has no PIPELINE field or the steps do not fit
     *     together; CONFLICT when it has a pipeline of this name
     */
    public Pipeline create(Actor actor, String objectName, String name, List<WantedStep> steps) {
        var snapshot = schemas.of(actor).snapshot();
        var object = snapshot.object(objectName);
        var empty = new Pipeline(UuidCreator.getTimeOrderedEpochPlus1(), objectName, name, List.of());
        var faults = new Faults();
        if (object.findPipelineField().isEmpty()) {
            faults.invalid(
                    "object",
                    "'%s' has no PIPELINE field; add one with POST /schema/%s/fields"
                            .formatted(objectName, objectName));
        }
        checkName(snapshot, empty, faults);
        var pipeline = with(empty, steps, faults);
        faults.throwIfAny();
        return exclusively.run(actor, () -> {
            store.insert(snapshot.schemaName(), pipeline, snapshot.pipelines().size());
            return pipeline;
        });
    }

    /** @throws Problem as {@link #create}; RECORD_NOT_FOUND; CONFLICT when a record stands on a step left out */
    public Pipeline change(Actor actor, UUID id, Change change) {
        var snapshot = schemas.of(actor).snapshot();
        var before = get(snapshot, id);
        var faults = new Faults();
        var renamed = new Pipeline(id, before.objectName(), change.name().orElse(before.name()), before.steps());
        checkName(snapshot, renamed, faults);
        var after = change.steps().map(steps -> with(renamed, steps, faults)).orElse(renamed);
        faults.throwIfAny();
        var removed = before.steps().stream()
                .filter(step -> after.findStep(step.id()).isEmpty())
                .toList();
        return free(actor, () -> {
            requireUnused(snapshot, before, removed);
            store.rename(snapshot.schemaName(), after);
            store.removeSteps(
                    snapshot.schemaName(),
                    before.objectName(),
                    removed.stream().map(Pipeline.Step::id).toList());
            store.saveSteps(snapshot.schemaName(), after);
            return after;
        });
    }

    /** @throws Problem RECORD_NOT_FOUND; CONFLICT while records are in the pipeline */
    public void delete(Actor actor, UUID id) {
        var snapshot = schemas.of(actor).snapshot();
        var pipeline = get(snapshot, id);
        free(actor, () -> {
            var records = uses(snapshot, pipeline.objectName(), FieldColumns::pipelineColumn, List.of(id));
            if (!records.isEmpty()) {
                throw new Problem(
                        ErrorCode.CONFLICT,
                        null,
                        "%d records are in the pipeline '%s'; move them first"
                                .formatted(records.values().iterator().next(), pipeline.name()));
            }
            store.delete(snapshot.schemaName(), pipeline);
            return pipeline;
        });
    }

    /** Runs a change that removes what no record may hold: one moved there in the last moment is kept by its reference. */
    private Pipeline free(Actor actor, Supplier<Pipeline> change) {
        try {
            return exclusively.run(actor, change);
        } catch (ConstraintViolation violation) {
            if (violation.kind() != ConstraintViolation.Kind.FOREIGN_KEY) {
                throw violation;
            }
            throw new Problem(
                    List.of(new Fault(ErrorCode.CONFLICT, null, "records were moved there meanwhile; try again")),
                    Map.of(),
                    violation);
        }
    }

    private static Pipeline get(SchemaSnapshot snapshot, UUID id) {
        return snapshot.findPipeline(id)
                .orElseThrow(
                        () -> new Problem(ErrorCode.RECORD_NOT_FOUND, "id", "no pipeline has the id %s".formatted(id)));
    }

    private static void checkName(SchemaSnapshot snapshot, Pipeline wanted, Faults faults) {
        var isTaken = snapshot.pipelinesOf(wanted.objectName()).stream()
                .anyMatch(
                        other -> !other.id().equals(wanted.id()) && other.name().equalsIgnoreCase(wanted.name()));
        if (isTaken) {
            faults.add(new Fault(
                    ErrorCode.CONFLICT,
                    "name",
                    "'%s' has a pipeline '%s' already".formatted(wanted.objectName(), wanted.name())));
        }
    }

    private void requireUnused(SchemaSnapshot snapshot, Pipeline pipeline, List<Pipeline.Step> removed) {
        var faults = new Faults();
        var ids = removed.stream().map(Pipeline.Step::id).toList();
        var uses = uses(snapshot, pipeline.objectName(), FieldColumns::stepColumn, ids);
        for (var step : removed) {
            var records = uses.getOrDefault(step.id(), 0L);
            if (records > 0) {
                faults.add(new Fault(
                        ErrorCode.CONFLICT,
                        "steps",
                        "%d records stand on the step '%s', which cannot be removed; move them first"
                                .formatted(records, step.name())));
            }
        }
        faults.throwIfAny();
    }

    private Map<UUID, Long> uses(
            SchemaSnapshot snapshot, String object, Function<FieldDefinition, String> column, List<UUID> ids) {
        var field = snapshot.object(object).findPipelineField();
        return field.isEmpty() || ids.isEmpty()
                ? Map.of()
                : store.uses(snapshot.schemaName(), object, column.apply(field.get()), ids);
    }

    /** The pipeline with these steps; those it has already are recognized by their ids. */
    private static Pipeline with(Pipeline pipeline, List<WantedStep> wanted, Faults faults) {
        var steps = new ArrayList<Pipeline.Step>();
        var ids = new HashSet<UUID>();
        var names = new HashSet<String>();
        for (var index = 0; index < wanted.size(); index++) {
            var at = "steps." + index;
            var given = wanted.get(index);
            var before = given.id().flatMap(pipeline::findStep).orElse(null);
            if (given.id().isPresent() && before == null) {
                faults.invalid(at + ".id", "'%s.id' is no step of this pipeline".formatted(at));
                continue;
            }
            var step = step(given, before, index);
            if (!ids.add(step.id())) {
                faults.invalid(at + ".id", "'%s.id' is there twice".formatted(at));
            }
            if (!names.add(step.name().toLowerCase(Locale.ROOT))) {
                faults.invalid(at + ".name", "there are two steps called '%s'".formatted(step.name()));
            }
            steps.add(step);
        }
        return new Pipeline(pipeline.id(), pipeline.objectName(), pipeline.name(), steps);
    }

    private static Pipeline.Step step(WantedStep given, Pipeline.@Nullable Step before, int index) {
        if (before == null) {
            return new Pipeline.Step(
                    UuidCreator.getTimeOrderedEpochPlus1(),
                    given.name().orElseThrow(),
                    index,
                    given.outcome().orElse(Pipeline.Outcome.OPEN),
                    given.probability().flatMap(value -> value).orElse(null));
        }
        return new Pipeline.Step(
                before.id(),
                given.name().orElse(before.name()),
                index,
                given.outcome().orElse(before.outcome()),
                given.probability()
                        .orElse(Optional.ofNullable(before.probability()))
                        .orElse(null));
    }
}
