package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.SqlText;
import app.kasar.db.StaleSnapshot;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.Relation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Writes the links of many-to-many relations; only {@link RecordWriter} calls it. */
final class Links {
    private final Database database;
    private final Refusals refusals;

    Links(Database database) {
        this.database = database;
        this.refusals = new Refusals(database);
    }

    private record Found(Set<UUID> records, Set<UUID> targets) {}

    /** @throws Problem when the record may not be changed or a target is not there for the caller */
    void set(Write write, String field, UUID id, List<UUID> targets, boolean linked) {
        var absent = change(write, field, id, targets, linked);
        if (!absent.isEmpty()) {
            throw Problem.recordNotFound(relation(write, field).target(), absent.getFirst());
        }
    }

    /** The targets that are not there for the caller. */
    private List<UUID> change(Write write, String field, UUID id, List<UUID> targets, boolean linked) {
        var found = run(write, field, List.of(id), targets, linked);
        if (found.records().isEmpty()) {
            throw refusals.ofChange(write, RecordInput.nothing(id), new Refusals.Wanted(Action.UPDATE, null))
                    .toProblem();
        }
        return absent(targets, found.targets());
    }

    private Found run(Write write, String field, List<UUID> ids, List<UUID> targets, boolean linked) {
        var sql = new LinkSql(write, relation(write, field));
        var statement = linked ? sql.add(ids, targets) : sql.remove(ids, targets);
        return database.find(statement, Links::found).orElseThrow();
    }

    private static List<UUID> absent(List<UUID> wanted, Set<UUID> found) {
        return wanted.stream().filter(id -> !found.contains(id)).toList();
    }

    /**
     * Links many records with the same targets, in a transaction.
     *
     * @return the records that may not be changed
     * @throws Problem RECORD_NOT_FOUND when a target is not there for the caller; nothing is to be kept then
     */
    Map<UUID, Outcome.Refused> setAll(Write write, String field, List<UUID> ids, List<UUID> targets, boolean linked) {
        var found = run(write, field, ids, targets, linked);
        var absentTargets = absent(targets, found.targets());
        if (!absentTargets.isEmpty()) {
            throw Problem.recordNotFound(relation(write, field).target(), absentTargets.getFirst());
        }
        var refused =
                absent(ids, found.records()).stream().map(RecordInput::nothing).toList();
        return refusals.ofChanges(write, refused, new Refusals.Wanted(Action.UPDATE, null));
    }

    /** As {@link #setAll}, making {@code targets} the whole set of each record. Links the caller may not see stay as they are. */
    Map<UUID, Outcome.Refused> replaceAll(Write write, String field, List<UUID> ids, List<UUID> targets) {
        var surplus = absent(present(write, relation(write, field), ids), Set.copyOf(targets));
        run(write, field, ids, surplus, false);
        return setAll(write, field, ids, targets, true);
    }

    /**
     * Makes {@code targets} the whole set. Links to records the caller may not see stay as they are.
     *
     * @throws Problem VALIDATION_ERROR at the field, naming every target that is not there for the caller
     */
    void replace(Write write, String field, UUID id, List<UUID> targets) {
        var present = present(write, relation(write, field), List.of(id));
        var surplus =
                present.stream().filter(linked -> !targets.contains(linked)).toList();
        var missing =
                targets.stream().filter(wanted -> !present.contains(wanted)).toList();
        if (!surplus.isEmpty()) {
            change(write, field, id, surplus, false);
        }
        if (!missing.isEmpty()) {
            refuse(field, change(write, field, id, missing, true));
        }
    }

    private static void refuse(String field, List<UUID> absent) {
        var faults = new Faults();
        absent.forEach(target ->
                faults.invalid(field, "Field '%s' names the record %s, which does not exist".formatted(field, target)));
        faults.throwIfAny();
    }

    /** What any of the records is linked to and the caller may see. */
    private List<UUID> present(Write write, Relation.BelongsToMany relation, List<UUID> ids) {
        var text = new SqlText()
                .add("SELECT DISTINCT t.id FROM ")
                .name(write.schemaName(), relation.link())
                .add(" l JOIN ");
        text.name(write.schemaName(), relation.target()).add(" t ON t.id = ").name("l", relation.far());
        text.add(" WHERE ")
                .name("l", relation.near())
                .add(" = ANY(")
                .value(ids.toArray(UUID[]::new))
                .add(") AND ");
        CriterionSql.write(
                text,
                AccessRules.rows(write.change().schema(), relation.target(), Action.READ),
                write.schemaName(),
                "t");
        return database.list(text.toStatement(), row -> row.requiredUuid(1));
    }

    private static Relation.BelongsToMany relation(Write write, String field) {
        return write.object()
                .findField(field)
                .map(definition -> definition.relation())
                .filter(Relation.BelongsToMany.class::isInstance)
                .map(Relation.BelongsToMany.class::cast)
                .orElseThrow(() -> Problem.invalid(field, write.object().unknownName(field)));
    }

    private static Found found(Row row) {
        if (!row.isTrue(1)) {
            throw new StaleSnapshot("the organization's schema, users or rights changed");
        }
        return new Found(ids(row, 2), ids(row, 3));
    }

    private static Set<UUID> ids(Row row, int column) {
        return Objects.requireNonNull(row.texts(column)).stream()
                .map(UUID::fromString)
                .collect(Collectors.toSet());
    }
}
