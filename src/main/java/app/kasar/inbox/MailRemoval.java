package app.kasar.inbox;

import app.kasar.access.Actor;
import app.kasar.access.Author;
import app.kasar.access.Organization;
import app.kasar.access.OrganizationEpoch;
import app.kasar.access.UnattendedActors;
import app.kasar.db.Database;
import app.kasar.records.Change;
import app.kasar.records.Outcome;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.SystemObjects;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** Takes everything that came from disconnected mailboxes out of the organization again, step by step. */
final class MailRemoval {
    private static final int AT_ONCE = 1000;
    private static final String WORK = "mailbox removal";

    private final Database database;
    private final RecordWriter writer;
    private final SchemaCache schemas;
    private final UnattendedActors actors;
    private final OrganizationEpoch epoch;
    private final InstantSource clock;

    MailRemoval(Database database, RecordWriter writer, SchemaCache schemas, InstantSource clock) {
        this.database = database;
        this.writer = writer;
        this.schemas = schemas;
        this.actors = new UnattendedActors(database);
        this.epoch = new OrganizationEpoch(database);
        this.clock = clock;
    }

    /**
     * Removes a part of a disconnected mailbox in a transaction of its own: threads first, then mails, then the mailbox. Whatever ends it leaves the rest to the next.
     *
     * @return whether something was removed, so that there may be more
     */
    boolean step(Organization organization) {
        return database.inTransaction(() -> new MailboxStore(database, organization.schemaName())
                .lockDisconnected()
                .flatMap(mailbox -> actors.findEvenInactive(organization, mailbox.ownerId(), WORK)
                        .map(actor -> step(mailbox.id(), actor)))
                .isPresent());
    }

    private UUID step(UUID mailbox, Actor actor) {
        var change = new Change(schemas.of(actor), "removal-" + mailbox, clock.instant());
        var schemaName = actor.organization().schemaName();
        var store = new ThreadStore(database, schemaName);
        var threads = store.some(mailbox, true, AT_ONCE);
        var mails = threads.isEmpty() ? store.some(mailbox, false, AT_ONCE) : List.<UUID>of();
        if (!threads.isEmpty()) {
            writer.delete(Write.ofThreads(change), threads, null).forEach(Outcome::orThrow);
            store.removeIds(threads);
            store.removeVersions(SystemObjects.THREADS, threads);
        } else if (!mails.isEmpty()) {
            writer.delete(Write.ofMails(change), mails, null).forEach(Outcome::orThrow);
            store.removeMails(mails);
            store.removeVersions(SystemObjects.INTERACTIONS, mails);
        } else {
            new MailboxStore(database, schemaName).remove(mailbox);
            // Nobody need look out for it any more.
            epoch.advance(new Author.Operator(actor.organization()));
        }
        return mailbox;
    }
}
