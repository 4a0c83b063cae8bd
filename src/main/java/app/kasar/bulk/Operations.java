package app.kasar.bulk;

import app.kasar.access.OrganizationEpoch;
import app.kasar.bulk.BulkRequest.Operation;
import app.kasar.bulk.BulkRequest.Operation.Relate;
import app.kasar.bulk.BulkRequest.Operation.SetField;
import app.kasar.db.Database;
import app.kasar.problem.Faults;
import app.kasar.records.Outcome;
import app.kasar.records.RecordLabels;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.VisibleSchema;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Checks operations and does them: in one way for the records of a request and for those of a job. */
final class Operations {
    private final FieldSteps fields;
    private final RelationSteps relations;
    private final OrganizationEpoch epoch;

    Operations(Database database, RecordReader reader, RecordWriter writer) {
        this.fields = new FieldSteps(writer, new RecordLabels(database));
        this.relations = new RelationSteps(database, reader, writer);
        this.epoch = new OrganizationEpoch(database);
    }

    /** @param faults takes everything that is wrong whatever the record */
    Step plan(Operation operation, Write write, Faults faults) {
        return switch (operation) {
            case SetField set -> fields.plan(set, write, faults);
            case Relate relate -> relations.plan(relate, write, faults);
        };
    }

    /** Does a planned operation to these records. */
    List<BulkResult.Refused> run(Step step, List<UUID> ids, VisibleSchema schema) {
        var refused = step.run(ids);
        requireCurrent(ids, refused, schema);
        return ids.stream()
                .filter(refused::containsKey)
                .map(id -> new BulkResult.Refused(
                        id, Objects.requireNonNull(refused.get(id)).faults().getFirst()))
                .toList();
    }

    /** Records may be refused for what has changed since. A statement that wrote one has looked; without one, nobody has. */
    private void requireCurrent(List<UUID> ids, Map<UUID, Outcome.Refused> refused, VisibleSchema schema) {
        if (!ids.isEmpty() && refused.size() == ids.size()) {
            epoch.requireCurrent(schema.actor());
        }
    }
}
