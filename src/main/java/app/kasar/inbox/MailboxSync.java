package app.kasar.inbox;

import app.kasar.access.Actor;
import app.kasar.access.Organization;
import app.kasar.access.UnattendedActors;
import app.kasar.db.Contention;
import app.kasar.db.Database;
import app.kasar.db.StaleSnapshot;
import app.kasar.inbox.MailIntake.LeaseLost;
import app.kasar.inbox.MailIntake.Reading;
import app.kasar.inbox.SecretCipher.UnreadableSecret;
import app.kasar.inbox.SyncStore.Claim;
import app.kasar.inbox.SyncStore.Failure;
import app.kasar.inbox.imap.ImapFailure;
import app.kasar.inbox.imap.ImapLogin;
import app.kasar.inbox.imap.ImapSession;
import app.kasar.inbox.imap.RemoteFolder;
import app.kasar.problem.Problem;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one mailbox from beginning to end, and says how that went. */
final class MailboxSync {
    private static final Logger LOG = LoggerFactory.getLogger(MailboxSync.class);
    private static final Duration BETWEEN = Duration.ofMinutes(1);
    /** Waits for news after which everything is looked at in any case: sent mail, and marks nobody told of. */
    private static final int WAITS = 6;

    private static final String FIRST_PAUSE = "5 seconds";
    /** Trying a password again and again locks accounts. */
    private static final String PAUSE_AFTER_REFUSAL = "15 minutes";

    private final Database database;
    private final MailIntake intake;
    private final SecretCipher cipher;
    private final UnattendedActors actors;
    private final InstantSource clock;

    MailboxSync(Database database, MailIntake intake, SecretCipher cipher, InstantSource clock) {
        this.database = database;
        this.intake = intake;
        this.cipher = cipher;
        this.actors = new UnattendedActors(database);
        this.clock = clock;
    }

    /** What a reader looks at between two batches, and with what it waits. */
    record Watch(BooleanSupplier isStopping, NewsWatch news) {}

    /** Stops between two batches when told to. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Stopped() {
            super("stopped", null, false, false);
        }
    }

    /** Whatever happens, the mailbox is let go of in the end. */
    void run(Organization organization, Claim claim, Watch watch) {
        var store = new SyncStore(database, organization.schemaName());
        try {
            read(organization, claim, watch);
            var now = clock.instant();
            store.finish(claim, now, now.plus(BETWEEN));
        } catch (LeaseLost taken) {
            LOG.info("mailbox {} is read by another node", claim.mailbox().id());
        } catch (Stopped | StaleSnapshot | Contention passing) {
            store.release(claim, clock.instant());
        } catch (ImapFailure failed) {
            LOG.info("mailbox {}: {}", claim.mailbox().id(), failed.inWords());
            var isRefused = failed.kind() == ImapFailure.Kind.LOGIN;
            var isToken = claim.mailbox().account().method() == ImapLogin.Method.XOAUTH2;
            var pause = isRefused ? PAUSE_AFTER_REFUSAL : FIRST_PAUSE;
            store.fail(claim, new Failure(failed.inWords(), isRefused && isToken, pause), clock.instant());
        } catch (UnreadableSecret unreadable) {
            store.fail(claim, new Failure(UnreadableSecret.IN_WORDS, false, PAUSE_AFTER_REFUSAL), clock.instant());
        } catch (Problem problem) {
            LOG.warn("mailbox {} cannot be read now", claim.mailbox().id(), problem);
            var inWords = "the server could not store mail; it tries again";
            store.fail(claim, new Failure(inWords, false, FIRST_PAUSE), clock.instant());
        }
    }

    private void read(Organization organization, Claim claim, Watch watch) throws ImapFailure, UnreadableSecret {
        var account = claim.mailbox().account();
        var secret = cipher.decrypt(claim.secret(), claim.mailbox().id());
        var login = new ImapLogin(account.username(), account.method(), secret);
        var reading = new Reading(claim, actor(organization, claim));
        try (var session = ImapSession.open(account.address(), login)) {
            var preparation = new MailPreparation(
                    OwnAddresses.of(claim.mailbox(), reading.actor().member()));
            var parts = new FolderSync.Parts(database, intake, preparation, known -> current(known, watch));
            do {
                while (!pass(session, parts, reading)) {
                    reading = current(reading, watch);
                }
            } while (awaitNews(session, reading, watch));
        }
    }

    /** False where the server tells no news, so that it has to be asked. */
    private boolean awaitNews(ImapSession session, Reading reading, Watch watch) throws ImapFailure {
        if (!session.tellsNews()) {
            return false;
        }
        var store = new SyncStore(database, reading.schemaName());
        try (var inbox = session.open(ImapSession.INBOX)) {
            var isNews = false;
            for (var wait = 0; wait < WAITS && !isNews; wait++) {
                current(reading, watch);
                intake.hold(reading);
                store.settle(reading.claim(), clock.instant(), clock.instant().plus(MailIntake.LEASE));
                isNews = isBehind(inbox, reading, store)
                        || watch.news().await(reading.claim().holder(), inbox);
            }
        }
        current(reading, watch);
        store.answer(reading.claim());
        return true;
    }

    /** What came while the folder was not yet listened to is no news to it. */
    private static boolean isBehind(RemoteFolder inbox, Reading reading, SyncStore store) throws ImapFailure {
        var known = store.findFolder(reading.mailbox().id(), ImapSession.INBOX);
        var newest = known.map(state -> state.range().newest()).orElse(0L);
        return !inbox.uids(newest + 1, RemoteFolder.LARGEST_UID).isEmpty();
    }

    /** The actor as it now is; work stops here when it has to. */
    private Reading current(Reading known, Watch watch) {
        if (watch.isStopping().getAsBoolean()) {
            throw new Stopped();
        }
        return new Reading(known.claim(), actor(known.actor().organization(), known.claim()));
    }

    private Actor actor(Organization organization, Claim claim) {
        return actors.find(organization, claim.mailbox().ownerId(), "mailbox sync")
                .orElseThrow(Stopped::new);
    }

    /** True when nothing is left to read. */
    private boolean pass(ImapSession session, FolderSync.Parts parts, Reading reading) throws ImapFailure {
        var told = new HashSet<UUID>();
        var isComplete = true;
        for (var name : session.folderNames()) {
            try (var remote = session.open(name)) {
                var folder = FolderSync.of(remote, name, parts, reading);
                folder.tellMarks(told);
                folder.readNew();
                folder.readMarks();
                isComplete &= folder.readOlder();
            }
        }
        new SyncStore(database, reading.schemaName()).told(told);
        return isComplete;
    }
}
