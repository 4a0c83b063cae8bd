package app.kasar.bulk;

import app.kasar.access.Action;
import app.kasar.bulk.BulkRequest.Operation.Relate;
import app.kasar.bulk.BulkRequest.Operation.SetField;
import app.kasar.bulk.BulkRequest.Subjects;
import app.kasar.db.Database;
import app.kasar.jobs.Jobs;
import app.kasar.jobs.NewJob;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.request.FilterParser;
import app.kasar.query.request.ListRequest;
import app.kasar.records.Change;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.FieldRules;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** Does one thing to many records: the room's only door. */
public final class Bulk {
    private final Database database;
    private final RecordReader reader;
    private final Operations operations;
    private final Jobs jobs;

    public Bulk(Database database, RecordReader reader, RecordWriter writer, Jobs jobs) {
        this.database = database;
        this.reader = reader;
        this.operations = new Operations(database, reader, writer);
        this.jobs = jobs;
    }

    /**
     * @param isDryRun whether nothing is to be changed, by a job either
     * @throws Problem with every fault of the request, before anything is written; INVALID_OBJECT and PERMISSION_DENIED for
     *     the object
     */
    public BulkAnswer run(ObjectNode body, Change change, boolean isDryRun) {
        var faults = new Faults();
        var asked = BulkRequestReader.read(body);
        var write =
                new Write(change.schema().object(asked.objectName(), "object_name", Action.UPDATE), change, List.of());
        var step = operations.plan(asked.operation(), write, faults);
        var ids = ids(asked, write, faults);
        if (ids.size() > BulkRequest.MOST_AT_ONCE) {
            refuseOneForAll(asked, write, ids, faults);
            faults.throwIfAny();
            return later(body, change, ids, isDryRun);
        }
        limitLinks(asked.operation(), ids, faults);
        faults.throwIfAny();
        return isDryRun ? tried(asked, step, ids, change) : now(asked, step, ids, change);
    }

    private BulkResult tried(BulkRequest asked, Step step, List<UUID> ids, Change change) {
        return database.inTransaction(() -> {
            database.rollBackAtEnd();
            return now(asked, step, ids, change);
        });
    }

    private BulkResult now(BulkRequest asked, Step step, List<UUID> ids, Change change) {
        var refused = operations.run(step, ids, change.schema());
        return new BulkResult(asked, ids.size() - refused.size(), refused);
    }

    private BulkAnswer later(ObjectNode body, Change change, List<UUID> ids, boolean isDryRun) {
        var details = body.deepCopy().put(BulkWork.DRY_RUN, isDryRun);
        var job = new NewJob(BulkWork.KIND, details, (long) ids.size(), "id", IdFile.of(ids));
        return new BulkAnswer.Later(jobs.create(change.schema().actor(), job));
    }

    /** A job would refuse every record but one, a chunk at a time. */
    private static void refuseOneForAll(BulkRequest asked, Write write, List<UUID> ids, Faults faults) {
        if (asked.operation() instanceof SetField set && !set.value().isNull()) {
            Fields.find(write.object(), set.field(), "field_name", new Faults())
                    .filter(field -> field.has(FieldRules.Rule.UNIQUE))
                    .ifPresent(field -> faults.invalid(
                            "field_name",
                            "'%s' is unique: %,d records cannot have one value".formatted(field.name(), ids.size())));
        }
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
}
