package app.kasar.bulk;

import app.kasar.bulk.BulkRequest.Operation.SetField;
import app.kasar.json.Json;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordInputReader;
import app.kasar.records.RecordLabels;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules;
import app.kasar.schema.FieldType;
import app.kasar.schema.Relation;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Checks a value once for all the records that are to have it: it is read exactly as an update of one record reads it. */
final class FieldSteps {
    private static final UUID ANY_RECORD = new UUID(0, 0);

    private final RecordWriter writer;
    private final SameValues values;
    private final RecordLabels labels;

    FieldSteps(RecordWriter writer, RecordLabels labels) {
        this.writer = writer;
        this.values = new SameValues(writer);
        this.labels = labels;
    }

    /** @param faults takes everything that is wrong whatever the record */
    Step plan(SetField set, Write write, Faults faults) {
        var field = Fields.find(write.object(), set.field(), "field_name", faults);
        if (field.isEmpty()) {
            return Step.NONE;
        }
        if (field.get().has(FieldRules.Rule.READ_ONLY) || field.get().type() == FieldType.ID) {
            faults.invalid(
                    "field_name", "Field '%s' is set by the server and cannot be changed".formatted(set.field()));
            return Step.NONE;
        }
        var read = read(set, write, faults);
        requireTargets(field.get(), read, write, faults);
        var links = read.links().get(set.field());
        return links == null
                ? ids -> values.write(write, ids, read)
                : ids -> writer.relinkAll(write, field.get().name(), ids, links);
    }

    private static RecordInput read(SetField set, Write write, Faults faults) {
        var body = Json.MAPPER.createObjectNode();
        body.set(set.field(), set.value());
        var found = new Faults();
        var read = new RecordInputReader(write.object(), write.change().schema()).forUpdate(ANY_RECORD, body, found);
        found.list().forEach(fault -> faults.add(new Fault(fault.code(), "field_value", fault.message())));
        return read;
    }

    /** Found out once, so that what is not there is not refused for each record. */
    private void requireTargets(FieldDefinition field, RecordInput read, Write write, Faults faults) {
        var named = read.columns().values().stream().flatMap(Stream::ofNullable).toList();
        var linked = read.links().values().stream().flatMap(List::stream).toList();
        if (!areThere(field, named, linked, write)) {
            faults.invalid(
                    "field_value", "Field '%s' names a record or user that does not exist".formatted(field.name()));
        }
    }

    private boolean areThere(FieldDefinition field, List<String> named, List<UUID> linked, Write write) {
        var schema = write.change().schema();
        if (field.type() == FieldType.USER) {
            return named.stream().allMatch(id -> schema.snapshot().user(UUID.fromString(id)) != null);
        }
        return switch (field.relation()) {
            case Relation.BelongsToOne one ->
                areThere(one, named.stream().map(UUID::fromString).toList(), write);
            case Relation.BelongsToMany many -> areThere(many, linked, write);
            case Relation.HasMany many -> true;
            case null -> true;
        };
    }

    private boolean areThere(Relation relation, List<UUID> ids, Write write) {
        return labels.of(write.change().schema(), relation.target(), ids)
                .keySet()
                .containsAll(ids);
    }
}
