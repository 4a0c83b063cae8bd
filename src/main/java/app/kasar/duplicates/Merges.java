package app.kasar.duplicates;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.problem.Problem;
import app.kasar.query.plan.ListPlanner;
import app.kasar.records.Change;
import app.kasar.records.Merged;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;

/** Making several records one. For administrators alone. */
public final class Merges {
    private final Database database;
    private final RecordWriter writer;
    private final MergeStore store;

    public Merges(Database database, RecordWriter writer) {
        this.database = database;
        this.writer = writer;
        this.store = new MergeStore(database);
    }

    /**
     * All or nothing.
     *
     * @throws Problem RECORD_NOT_FOUND naming every record that is not there; DUPLICATE_RECORD when the result would clash
     *     with a record that is not merged
     */
    Merged merge(MergeRequest asked, Change change) {
        var schema = change.schema();
        schema.actor().requireAdmin("merge records");
        var object = schema.object(asked.object(), "object_name", Action.DELETE);
        if (asked.duplicates().contains(asked.master())) {
            throw Problem.invalid("duplicate_ids", "'duplicate_ids' must not name the master, which stays");
        }
        var write = new Write(object, change, ListPlanner.flatOutputs(object, schema));
        var choices = new FieldChoices(object, schema, asked.overrides());
        return database.inTransaction(() -> {
            var merged = writer.merge(write, asked.master(), asked.duplicates(), choices::input);
            var decisions = new Dismissals(database, schema, object.name()).move(asked.master(), asked.duplicates());
            store.add(object.name(), merged, decisions, change);
            return merged;
        });
    }
}
