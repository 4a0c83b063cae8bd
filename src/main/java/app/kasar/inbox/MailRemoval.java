package app.kasar.inbox;

import app.kasar.access.Actor;
import app.kasar.access.UnattendedActors;
import app.kasar.db.Database;
import app.kasar.records.Change;
import app.kasar.records.Outcome;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.SchemaCache;
import java.time.InstantSource;
import java.util.UUID;

/** Takes everything that came from a mailbox out of the organization again. */
final class MailRemoval {
    private static final int AT_ONCE = 1000;
    private static final String WORK = "mailbox removal";

    private final Database database;
    private final RecordWriter writer;
    private final SchemaCache schemas;
    private final UnattendedActors actors;
    private final InstantSource clock;

    MailRemoval(Database database, RecordWriter writer, SchemaCache schemas, InstantSource clock) {
        this.database = database;
        this.writer = writer;
        this.schemas = schemas;
        this.actors = new UnattendedActors(database);
        this.clock = clock;
    }

    /** Removes interactions and threads; what only mails have goes with the mailbox. Needs an open transaction. */
    void removeAllOf(UUID mailbox, Actor owner, String requestId) {
        var unattended =
                actors.find(owner.organization(), owner.member().id(), WORK).orElseThrow();
        var change = new Change(schemas.of(unattended), requestId, clock.instant());
        var store = new ThreadStore(database, owner.organization().schemaName());
        for (var ids = store.some(mailbox, false, AT_ONCE); !ids.isEmpty(); ids = store.some(mailbox, false, AT_ONCE)) {
            writer.delete(Write.ofMails(change), ids, null).forEach(Outcome::orThrow);
        }
        for (var ids = store.some(mailbox, true, AT_ONCE); !ids.isEmpty(); ids = store.some(mailbox, true, AT_ONCE)) {
            writer.delete(Write.ofThreads(change), ids, null).forEach(Outcome::orThrow);
        }
    }
}
