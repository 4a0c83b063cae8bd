package app.kasar.bulk;

import app.kasar.access.Action;
import app.kasar.access.OrganizationEpoch;
import app.kasar.bulk.BulkRequest.Operation.Relate;
import app.kasar.bulk.BulkRequest.Operation.SetField;
import app.kasar.bulk.BulkRequest.Subjects;
import app.kasar.db.Database;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.request.FilterParser;
import app.kasar.query.request.ListRequest;
import app.kasar.records.Change;
import app.kasar.records.Outcome;
import app.kasar.records.RecordLabels;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Does one thing to many records: the room's only door. */
public final class Bulk {
    private final RecordReader reader;
    private final FieldSteps fields;
    private final RelationSteps relations;
    private final OrganizationEpoch epoch;

    public Bulk(Database database, RecordReader reader, RecordWriter writer) {
        this.reader = reader;
        this.fields = new FieldSteps(writer, new RecordLabels(database));
        this.relations = new RelationSteps(database, reader, writer);
        this.epoch = new OrganizationEpoch(database);
    }

    /**
     * @throws Problem with every fault of the request, before anything is written; INVALID_OBJECT and PERMISSION_DENIED for
     *     the object
     */
    public BulkResult run(ObjectNode body, Change change) {
        var faults = new Faults();
        var asked = BulkRequestReader.read(body);
        var object = change.schema().object(asked.objectName(), Action.UPDATE);
        var write = new Write(object, change, List.of());
        var step = step(asked.operation(), write, faults);
        var ids = ids(asked, write, faults);
        limitLinks(asked.operation(), ids, faults);
        faults.throwIfAny();
        var refused = step.run(ids);
        requireCurrent(ids, refused, change);
        return result(asked, ids, refused);
    }

    private Step step(BulkRequest.Operation operation, Write write, Faults faults) {
        return switch (operation) {
            case SetField set -> fields.plan(set, write, faults);
            case Relate relate -> relations.plan(relate, write, faults);
        };
    }

    private static void limitLinks(BulkRequest.Operation operation, List<UUID> ids, Faults faults) {
        if (operation instanceof Relate relate
                && (long) ids.size() * relate.targets().size() > BulkRequest.MOST_LINKS) {
            faults.invalid(
                    "target_ids",
                    "%d records with %d targets are more than %d links; name fewer at once"
                            .formatted(ids.size(), relate.targets().size(), BulkRequest.MOST_LINKS));
        }
    }

    private List<UUID> ids(BulkRequest asked, Write write, Faults faults) {
        return switch (asked.subjects()) {
            case Subjects.Named(var ids) -> ids;
            case Subjects.Matching matching -> matching(matching, write, faults);
        };
    }

    private List<UUID> matching(Subjects.Matching matching, Write write, Faults faults) {
        var all = ListRequest.EVERYTHING;
        var filter = Optional.ofNullable(FilterParser.parse(matching.filter(), "filters", faults));
        var asked = new ListRequest(filter, List.of(), List.of(), null, all.paging(), faults.list());
        var plan = ListPlanner.plan(asked, write.object().name(), write.change().schema());
        var ids = reader.ids(plan, matching.mostAffected() + 1);
        if (ids.size() > matching.mostAffected()) {
            throw Problem.invalid(
                    "max_affected",
                    "%d records match, more than 'max_affected' (%d); none was changed"
                            .formatted(reader.total(plan), matching.mostAffected()));
        }
        return ids;
    }

    /** Records may be refused for what has changed since. A statement that wrote one has looked; without one, nobody has. */
    private void requireCurrent(List<UUID> ids, Map<UUID, Outcome.Refused> refused, Change change) {
        if (!ids.isEmpty() && refused.size() == ids.size()) {
            epoch.requireCurrent(change.schema().actor());
        }
    }

    private static BulkResult result(BulkRequest asked, List<UUID> ids, Map<UUID, Outcome.Refused> refused) {
        var errors = ids.stream()
                .filter(refused::containsKey)
                .map(id -> new BulkResult.Refused(
                        id, Objects.requireNonNull(refused.get(id)).faults().getFirst()))
                .toList();
        return new BulkResult(asked, ids.size() - errors.size(), errors);
    }
}
