package app.kasar.inbox;

import app.kasar.db.Database;
import app.kasar.interactions.MailDetails;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordWriter;
import app.kasar.schema.SchemaCache;
import java.time.InstantSource;

/** The room's parts, each given what it needs. */
public final class Inbox {
    private final Mailboxes mailboxes;
    private final Threads threads;
    private final Mails mails;
    private final MailSync sync;

    public Inbox(Database database, SchemaCache schemas, InstantSource clock, SecretKeys keys) {
        var reader = new RecordReader(database);
        var writer = new RecordWriter(database);
        var signal = new SyncSignal();
        var cipher = new SecretCipher(keys);
        var removal = new MailRemoval(database, writer, schemas, clock);
        var intake = new MailIntake(database, writer, schemas, clock);
        this.mailboxes = new Mailboxes(database, cipher, removal, signal);
        this.threads = new Threads(database, reader, writer, signal);
        this.mails = new Mails(database, reader);
        this.sync = new MailSync(
                database, new MailSync.Work(new MailboxSync(database, intake, cipher, clock), removal), signal, clock);
    }

    public Mailboxes mailboxes() {
        return mailboxes;
    }

    public Threads threads() {
        return threads;
    }

    public Mails mails() {
        return mails;
    }

    /** For the interactions that are mails. */
    public MailDetails details() {
        return mails::addTo;
    }

    /** Reads mailboxes once it is started; to be closed when the server stops. */
    public MailSync sync() {
        return sync;
    }
}
