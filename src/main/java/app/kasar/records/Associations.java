package app.kasar.records;

import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import app.kasar.schema.Attribute;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes and removes associations between two records, from whichever side they are named; doing so twice changes nothing. */
public final class Associations {
    private final Database database;
    private final RecordWriter writer;
    private final Refusals refusals;

    public Associations(Database database, RecordWriter writer) {
        this.database = database;
        this.writer = writer;
        this.refusals = new Refusals(database);
    }

    /** The records to be associated. */
    public record Pair(ObjectSchema object, UUID id, ObjectSchema target, UUID targetId) {}

    /**
     * @param field which relation of {@code pair.object()}; null means the first that leads to the target
     * @throws Problem VALIDATION_ERROR when no relation leads there, RECORD_NOT_FOUND when a record is missing
     */
    public void set(Pair pair, @Nullable String field, boolean associated, Change change) {
        var relation = relation(pair, field);
        switch (Objects.requireNonNull(relation.relation())) {
            case Relation.BelongsToOne one ->
                point(
                        new End(pair.object(), pair.id(), one.foreignKey()),
                        new End(pair.target(), pair.targetId(), "id"),
                        associated,
                        change);
            case Relation.HasMany many ->
                point(
                        new End(pair.target(), pair.targetId(), many.foreignKey()),
                        new End(pair.object(), pair.id(), "id"),
                        associated,
                        change);
            case Relation.BelongsToMany many ->
                writer.link(
                        new Write(pair.object(), change, List.of()),
                        relation.name(),
                        pair.id(),
                        List.of(pair.targetId()),
                        associated);
        }
    }

    private static FieldDefinition relation(Pair pair, @Nullable String field) {
        var candidates = pair.object().fields().stream()
                .filter(known -> known.relation() != null
                        && known.relation().target().equals(pair.target().name()))
                .toList();
        if (candidates.isEmpty()) {
            throw Problem.invalid(
                    "toObject",
                    "'%s' has no relation to '%s'"
                            .formatted(pair.object().name(), pair.target().name()));
        }
        if (field == null) {
            return candidates.getFirst();
        }
        var names = candidates.stream().map(FieldDefinition::name).toList();
        return candidates.stream()
                .filter(known -> known.name().equals(field))
                .findFirst()
                .orElseThrow(() -> Problem.invalid(
                        "field",
                        "'%s' has no relation '%s' to '%s'%s"
                                .formatted(
                                        pair.object().name(),
                                        field,
                                        pair.target().name(),
                                        NearestName.hint(field, names))));
    }

    /** One record and the column that names it, or names another. */
    private record End(ObjectSchema object, UUID id, String column) {}

    /** Sets the foreign key of one record, or clears it where it names the other. */
    private void point(End from, End to, boolean associated, Change change) {
        if (!refusals.isReadable(change.schema(), to.object().name(), to.id())) {
            throw Problem.recordNotFound(to.object().name(), to.id());
        }
        Map<String, @Nullable String> columns = new HashMap<>();
        columns.put(from.column(), associated ? to.id().toString() : null);
        var write = new Write(from.object(), change, List.of());
        var isRemoved = !associated && names(from, to, change);
        if (isRemoved) {
            refuseToClear(from);
        }
        if (associated || isRemoved) {
            writer.update(write, new RecordInput(from.id(), columns, Map.of(), Map.of()), null)
                    .orThrow();
        } else {
            // Nothing to remove; a record that is not there or may not be changed is still to be told so.
            writer.update(write, new RecordInput(from.id(), current(from, change), Map.of(), Map.of()), null)
                    .orThrow();
        }
    }

    private static void refuseToClear(End from) {
        from.object()
                .findAttribute(from.column())
                .map(Attribute::field)
                .filter(field -> field.has(Rule.REQUIRED))
                .ifPresent(field -> {
                    throw Problem.invalid(
                            field.name(),
                            "Field '%s' of '%s' is required and cannot be cleared"
                                    .formatted(field.name(), from.object().name()));
                });
    }

    private boolean names(End from, End to, Change change) {
        return Objects.equals(current(from, change).get(from.column()), to.id().toString());
    }

    private Map<String, @Nullable String> current(End from, Change change) {
        var text = new SqlText().add("SELECT ").name(from.column()).add("::text FROM ");
        text.name(change.schema().snapshot().schemaName(), from.object().name());
        text.add(" WHERE id = ").value(from.id());
        Map<String, @Nullable String> columns = new HashMap<>();
        columns.put(
                from.column(),
                database.list(text.toStatement(), row -> java.util.Optional.ofNullable(row.text(1))).stream()
                        .findFirst()
                        .flatMap(found -> found)
                        .orElse(null));
        return columns;
    }
}
