package app.kasar.bulk;

import app.kasar.bulk.BulkRequest.Operation.SetField;
import app.kasar.json.Json;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordInputReader;
import app.kasar.records.RecordLabels;
import app.kasar.records.Write;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules;
import app.kasar.schema.FieldType;
import app.kasar.schema.Relation;
import java.util.List;
import java.util.UUID;

/** Checks a value once for all the records that are to have it: it is read exactly as an update of one record reads it. */
final class FieldSteps {
    private static final UUID ANY_RECORD = new UUID(0, 0);

    private final SameValues values;
    private final RecordLabels labels;

    FieldSteps(SameValues values, RecordLabels labels) {
        this.values = values;
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
        return ids -> values.write(write, ids, read);
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
        for (var text : read.columns().values()) {
            if (text != null && !isThere(field, text, write)) {
                faults.invalid(
                        "field_value", "Field '%s' names a record or user that does not exist".formatted(field.name()));
            }
        }
    }

    private boolean isThere(FieldDefinition field, String text, Write write) {
        var schema = write.change().schema();
        if (field.type() == FieldType.USER) {
            return schema.snapshot().users().containsKey(UUID.fromString(text));
        }
        if (field.relation() instanceof Relation.BelongsToOne one) {
            return !labels.of(schema, one.target(), List.of(UUID.fromString(text)))
                    .isEmpty();
        }
        return true;
    }
}
