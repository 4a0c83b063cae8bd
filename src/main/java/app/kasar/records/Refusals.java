package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Problem;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.VisibleSchema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds out why a statement left a record alone. Asked only then, so that writes that succeed pay nothing for it. */
final class Refusals {
    private final Database database;
    private final Survivors survivors;

    Refusals(Database database) {
        this.database = database;
        this.survivors = new Survivors(database);
    }

    /** What was to be done to a record, on which version of it. */
    record Wanted(Action action, @Nullable Instant version) {}

    private record Found(boolean mayChange, Instant updatedAt) {}

    Outcome.Refused ofChange(Write write, RecordInput input, Wanted wanted) {
        return Objects.requireNonNull(ofChanges(write, List.of(input), wanted).get(input.id()));
    }

    /** As {@link #ofChange}, of many records at once, by their ids. */
    Map<UUID, Outcome.Refused> ofChanges(Write write, List<RecordInput> inputs, Wanted wanted) {
        if (inputs.isEmpty()) {
            return Map.of();
        }
        var found = find(write, inputs.stream().map(RecordInput::id).toList(), wanted.action());
        var merged = merged(write, inputs, found.keySet());
        var refused = new HashMap<UUID, Outcome.Refused>();
        for (var input : inputs) {
            var known = found.get(input.id());
            refused.put(
                    input.id(),
                    known == null ? absent(write, input.id(), merged) : ofChange(write, input, wanted, known));
        }
        return refused;
    }

    /** Looked up together, since all of them may be missing. */
    private Set<UUID> merged(Write write, List<RecordInput> inputs, Set<UUID> found) {
        var missing = inputs.stream()
                .map(RecordInput::id)
                .filter(id -> !found.contains(id))
                .toArray(UUID[]::new);
        return missing.length == 0 ? Set.of() : survivors.merged(write, missing);
    }

    private Outcome.Refused absent(Write write, UUID id, Set<UUID> merged) {
        return merged.contains(id)
                ? survivors.refused(write, id)
                : new Outcome.Refused(
                        Problem.recordNotFound(write.object().name(), id).faults(), Map.of());
    }

    private Outcome.Refused ofChange(Write write, RecordInput input, Wanted wanted, Found found) {
        if (!found.mayChange()) {
            return Outcome.Refused.of(new Fault(
                    ErrorCode.PERMISSION_DENIED,
                    null,
                    "this token may not %s this record"
                            .formatted(wanted.action().wireName())));
        }
        if (wanted.version() != null && !wanted.version().equals(found.updatedAt())) {
            return Outcome.Refused.of(new Fault(
                    ErrorCode.PRECONDITION_FAILED, null, "the record has changed since the version named by If-Match"));
        }
        return wanted.action() == Action.DELETE
                ? new Outcome.Refused(new RequiredReferences(write).faults(database, input.id()), Map.of())
                : ofReferences(write, input);
    }

    /** Why a record cannot be merged with others: both changing and deleting are needed. */
    Outcome.Refused ofMerge(Write write, UUID id) {
        var change = ofChange(write, RecordInput.nothing(id), new Wanted(Action.UPDATE, null));
        return change.faults().isEmpty()
                ? ofChange(write, RecordInput.nothing(id), new Wanted(Action.DELETE, null))
                : change;
    }

    private Map<UUID, Found> find(Write write, List<UUID> ids, Action action) {
        var text = new SqlText().add("SELECT t.id, ");
        CriterionSql.write(
                text,
                AccessRules.rows(write.change().schema(), write.object().name(), action),
                write.schemaName(),
                "t");
        text.add(", t.updated_at FROM ")
                .name(write.schemaName(), write.object().table())
                .add(" t WHERE t.id = ANY(");
        text.value(ids.toArray(UUID[]::new)).add(") AND ");
        CriterionSql.write(
                text,
                AccessRules.rows(write.change().schema(), write.object().name(), Action.READ),
                write.schemaName(),
                "t");
        var found = new HashMap<UUID, Found>();
        database.list(
                text.toStatement(),
                row -> found.put(
                        row.requiredUuid(1), new Found(row.isTrue(2), Objects.requireNonNull(row.instant(3)))));
        return found;
    }

    /** The references the caller may not follow, or the server-set values they had wrong. */
    Outcome.Refused ofReferences(Write write, RecordInput input) {
        var faults = new ArrayList<Fault>();
        var parts = new WriteSql(write);
        for (var reference : parts.guardedReferences(List.copyOf(input.columns().keySet()))) {
            var value = input.columns().get(reference.column());
            if (value != null && !isReadable(write.change().schema(), reference.target(), UUID.fromString(value))) {
                faults.add(Violations.noSuchRecord(reference.column()));
            }
        }
        if (faults.isEmpty()) {
            faults.addAll(readOnly(input));
        }
        return new Outcome.Refused(faults, Map.of());
    }

    private static List<Fault> readOnly(RecordInput input) {
        return input.expected().keySet().stream()
                .map(column -> Fault.invalid(
                        column, "Field '%s' is set by the server and cannot be changed".formatted(column)))
                .toList();
    }

    boolean isReadable(VisibleSchema schema, String object, UUID id) {
        var name = schema.snapshot().schemaName();
        var text = new SqlText()
                .add("SELECT 1 FROM ")
                .name(name, object)
                .add(" t WHERE t.id = ")
                .value(id)
                .add(" AND ");
        CriterionSql.write(text, AccessRules.rows(schema, object, Action.READ), name, "t");
        return database.find(text.toStatement(), row -> true).orElse(false);
    }
}
