package app.kasar.inbox;

import app.kasar.access.Action;
import app.kasar.access.SchemaTable;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import app.kasar.interactions.Channels;
import app.kasar.problem.Problem;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.plan.Output;
import app.kasar.query.request.ListRequest;
import app.kasar.query.request.SortKey;
import app.kasar.records.Change;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordVersion;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.Attribute;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The caller's own conversations: reading them, and marking them as read or not. */
public final class Threads {
    private static final SortKey NEWEST_FIRST = new SortKey("last_message_at", SortKey.Direction.DESC, "sort_by");
    private static final List<Output> SHOWN = Stream.of(
                    "id",
                    "subject",
                    "snippet",
                    "participants",
                    "message_count",
                    "is_read",
                    "last_message_at",
                    "channel",
                    "mailbox_id")
            .<Output>map(name -> new Output.Flat(name, attribute(name)))
            .toList();

    private final Database database;
    private final RecordReader reader;
    private final RecordWriter writer;
    private final SyncSignal signal;

    Threads(Database database, RecordReader reader, RecordWriter writer, SyncSignal signal) {
        this.database = database;
        this.reader = reader;
        this.writer = writer;
        this.signal = signal;
    }

    private static Attribute attribute(String name) {
        return SystemObjects.THREADS.findAttribute(name).orElseThrow();
    }

    /**
     * The caller's own, the latest first.
     *
     * @param channel a provider's name, or {@code email} for all; null means all
     * @param isRead only those that are read, or that are not; null means both
     */
    ListPlan list(ListRequest asked, @Nullable String channel, @Nullable Boolean isRead, VisibleSchema schema) {
        var threads = schema.system(SystemObjects.THREADS, Action.READ);
        Criterion rest = new Criterion.Everything();
        // All threads are mail, so that the family of all of it leaves none out.
        if (channel != null && Channels.meantBy(channel).size() == 1) {
            rest = new Criterion.Equal(attribute("channel"), channel);
        }
        if (isRead != null) {
            rest = Criterion.both(rest, new Criterion.Equal(attribute("is_read"), isRead));
        }
        var plan = ListPlanner.plan(asked, threads, schema, rest, NEWEST_FIRST);
        return asked.fields().isEmpty() ? plan.showing(SHOWN) : plan;
    }

    /** @throws Problem RECORD_NOT_FOUND, also for somebody else's */
    RecordReader.Text get(UUID id, VisibleSchema schema) {
        var threads = schema.system(SystemObjects.THREADS, Action.READ);
        return reader.text(new RecordReader.Shown(threads, SHOWN), id, schema);
    }

    /**
     * Marks all mails of a thread, here now and on their server as soon as it can be told.
     *
     * @throws Problem RECORD_NOT_FOUND, also for somebody else's
     */
    RecordReader.Text mark(UUID id, boolean isRead, Change change) {
        var threads = change.schema().system(SystemObjects.THREADS, Action.UPDATE);
        var schemaName = change.schema().snapshot().schemaName();
        return database.inTransaction(() -> {
            get(id, change.schema());
            // In the order in which reading the mailbox locks: the mailbox, then its threads.
            lockMailboxOf(id, schemaName);
            new ThreadStore(database, schemaName).mark(id, isRead, change.at());
            var input = RecordInput.nothing(id).with("is_read", Boolean.toString(isRead));
            var marked = writer.update(new Write(threads, change, SHOWN), input, null)
                    .orThrow();
            if (marked.changed()) {
                makeDue(id, change, schemaName);
            }
            return new RecordReader.Text(RecordVersion.of(marked.updatedAt()), marked.json());
        });
    }

    private void lockMailboxOf(UUID thread, String schema) {
        var text = "SELECT b.id FROM %s b WHERE b.id = (SELECT mailbox_id FROM %s WHERE id = ?) FOR UPDATE"
                .formatted(SchemaTable.of(schema, "mailboxes"), SchemaTable.of(schema, "threads"));
        database.list(Statement.fixed(text, thread), row -> row.requiredUuid(1));
    }

    private void makeDue(UUID thread, Change change, String schema) {
        var text =
                "UPDATE %s SET next_sync_at = least(next_sync_at, ?) WHERE id = (SELECT mailbox_id FROM %s WHERE id = ?)"
                        .formatted(SchemaTable.of(schema, "mailboxes"), SchemaTable.of(schema, "threads"));
        database.execute(Statement.fixed(text, change.at(), thread));
        database.afterCommit(signal::give);
    }
}
