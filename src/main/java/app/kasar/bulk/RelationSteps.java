package app.kasar.bulk;

import app.kasar.bulk.BulkRequest.Operation.Relate;
import app.kasar.db.Database;
import app.kasar.json.Json;
import app.kasar.problem.Faults;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.request.FilterNode;
import app.kasar.query.request.ListRequest;
import app.kasar.records.Outcome;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordLabels;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules;
import app.kasar.schema.Relation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks once what many records are to be related to, or no longer. Doing so twice changes nothing. */
final class RelationSteps {
    private static final UUID ANY_RECORD = new UUID(0, 0);

    private final Database database;
    private final RecordReader reader;
    private final RecordWriter writer;
    private final SameValues values;
    private final RecordLabels labels;

    RelationSteps(Database database, RecordReader reader, RecordWriter writer) {
        this.database = database;
        this.reader = reader;
        this.writer = writer;
        this.values = new SameValues(writer);
        this.labels = new RecordLabels(database);
    }

    /** @param faults takes everything that is wrong whatever the record */
    Step plan(Relate relate, Write write, Faults faults) {
        var field = Fields.find(write.object(), relate.field(), "relation_field", faults);
        return field.isEmpty() ? Step.NONE : plan(relate, field.get(), write, faults);
    }

    private Step plan(Relate relate, FieldDefinition field, Write write, Faults faults) {
        return switch (field.relation()) {
            case Relation.BelongsToMany many -> {
                requireTargets(many, relate, write, faults);
                yield ids -> writer.linkAll(write, field.name(), ids, relate.targets(), relate.added());
            }
            case Relation.BelongsToOne one -> {
                requireTargets(one, relate, write, faults);
                yield relate.added() ? point(one, relate, write, faults) : release(field, relate, write, faults);
            }
            case Relation.HasMany many ->
                refuse(
                        "Field '%s' is the other side of '%s' on '%s'; set it there"
                                .formatted(relate.field(), many.foreignKey(), many.target()),
                        faults);
            case null -> refuse("Field '%s' is no relation".formatted(relate.field()), faults);
        };
    }

    private static Step refuse(String message, Faults faults) {
        faults.invalid("relation_field", message);
        return Step.NONE;
    }

    private void requireTargets(Relation relation, Relate relate, Write write, Faults faults) {
        var there = labels.of(write.change().schema(), relation.target(), relate.targets());
        for (var target : relate.targets()) {
            if (!there.containsKey(target)) {
                faults.invalid("target_ids", "no record of '%s' has the id %s".formatted(relation.target(), target));
            }
        }
    }

    /** A foreign key has room for one target. */
    private Step point(Relation.BelongsToOne one, Relate relate, Write write, Faults faults) {
        if (relate.targets().size() != 1) {
            faults.invalid("target_ids", "'%s' leads to one record; name exactly one".formatted(relate.field()));
            return Step.NONE;
        }
        var read = foreignKey(one, relate.targets().getFirst().toString());
        return ids -> values.write(write, ids, read);
    }

    private static RecordInput foreignKey(Relation.BelongsToOne one, @Nullable String target) {
        return RecordInput.nothing(ANY_RECORD).with(one.foreignKey(), target);
    }

    private Step release(FieldDefinition field, Relate relate, Write write, Faults faults) {
        if (field.has(FieldRules.Rule.REQUIRED)) {
            return refuse("Field '%s' is required and cannot be cleared".formatted(relate.field()), faults);
        }
        return ids -> database.inTransaction(() -> release(field, relate, write, ids));
    }

    /** Clears the foreign key where it names one of the targets, which is looked at when the records are locked. */
    private Map<UUID, Outcome.Refused> release(FieldDefinition field, Relate relate, Write write, List<UUID> ids) {
        var refused = new HashMap<>(values.write(write, ids, RecordInput.nothing(ANY_RECORD)));
        var pointing = pointing(field, relate, write, ids);
        pointing.removeAll(refused.keySet());
        if (field.relation() instanceof Relation.BelongsToOne one) {
            refused.putAll(values.write(write, pointing, foreignKey(one, null)));
        }
        return refused;
    }

    private List<UUID> pointing(FieldDefinition field, Relate relate, Write write, List<UUID> ids) {
        var filter = new FilterNode.All(List.of(in("id", ids), in(field.name(), relate.targets())));
        var all = ListRequest.EVERYTHING;
        var asked = new ListRequest(Optional.of(filter), List.of(), List.of(), null, all.paging(), List.of());
        var plan = ListPlanner.plan(asked, write.object().name(), write.change().schema());
        return reader.ids(plan, ids.size());
    }

    private static FilterNode in(String field, List<UUID> ids) {
        var operand = Json.MAPPER.createArrayNode();
        ids.forEach(id -> operand.add(id.toString()));
        return new FilterNode.Condition(field, "in", operand, "");
    }
}
