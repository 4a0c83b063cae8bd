package app.kasar.inbox;

import app.kasar.access.Actor;
import app.kasar.access.Author;
import app.kasar.access.Organization;
import app.kasar.access.OrganizationEpoch;
import app.kasar.db.Contention;
import app.kasar.db.Database;
import app.kasar.db.StaleSnapshot;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** The mail accounts a user connected: their own to see and to change, whatever anybody's role. */
public final class Mailboxes {
    private static final Logger LOG = LoggerFactory.getLogger(Mailboxes.class);
    /** Of removing a mailbox, while its owner waits. */
    private static final int STEPS_AT_ONCE = 5;

    private final Database database;
    private final OrganizationEpoch epoch;
    private final SecretCipher cipher;
    private final MailRemoval removal;
    private final SyncSignal signal;

    Mailboxes(Database database, SecretCipher cipher, MailRemoval removal, SyncSignal signal) {
        this.database = database;
        this.epoch = new OrganizationEpoch(database);
        this.cipher = cipher;
        this.removal = removal;
        this.signal = signal;
    }

    List<Mailbox> list(Actor actor) {
        epoch.requireCurrent(actor);
        return store(actor).list(actor.member().id());
    }

    /** @throws Problem RECORD_NOT_FOUND, also for somebody else's */
    Mailbox get(UUID id, Actor actor) {
        epoch.requireCurrent(actor);
        return find(id, actor);
    }

    private Mailbox find(UUID id, Actor actor) {
        return store(actor).find(actor.member().id(), id).orElseThrow(() -> Problem.recordNotFound("mailboxes", id));
    }

    /**
     * Connects an account and begins to read it; whether it lets anybody in, its status will tell.
     *
     * @throws Problem with every fault of the body; CONFLICT when the caller has connected this address before
     */
    Mailbox connect(ObjectNode body, Actor actor, Instant now) {
        actor.requireUnrestrictedToken("connect mailboxes");
        var asked = NewMailbox.read(body);
        var id = UuidCreator.getTimeOrderedEpoch();
        var secret = cipher.encrypt(asked.login().secret(), id);
        return database.inTransaction(() -> {
            epoch.requireCurrent(actor);
            if (!store(actor).add(actor.member().id(), id, asked, secret, now)) {
                throw new Problem(
                        ErrorCode.CONFLICT, "email", "you have connected '%s' already".formatted(asked.email()));
            }
            database.afterCommit(signal::give);
            return find(id, actor);
        });
    }

    /** Takes a new password or access token, and tries it at once. */
    Mailbox renew(UUID id, ObjectNode body, Actor actor, Instant now) {
        actor.requireUnrestrictedToken("change mailboxes");
        return database.inTransaction(() -> {
            epoch.requireCurrent(actor);
            var secret = NewMailbox.readSecret(body, find(id, actor).account().method());
            store(actor).replaceSecret(id, cipher.encrypt(secret, id), now);
            database.afterCommit(signal::give);
            return find(id, actor);
        });
    }

    /** Asks for the mailbox to be read now rather than when it is next due. */
    Mailbox sync(UUID id, Actor actor, Instant now) {
        actor.requireUnrestrictedToken("have mailboxes read");
        return database.inTransaction(() -> {
            epoch.requireCurrent(actor);
            find(id, actor);
            store(actor).wantSync(id, now);
            database.afterCommit(signal::give);
            return find(id, actor);
        });
    }

    /**
     * Forgets the account, and every thread and mail that came from it: nobody finds any of them once this returns. Those of a
     * small mailbox are gone by then, those of a large one go bit by bit afterwards. Nothing changes on its server.
     */
    void disconnect(UUID id, Actor actor, Instant now) {
        actor.requireUnrestrictedToken("disconnect mailboxes");
        database.inTransaction(() -> {
            epoch.requireCurrent(actor);
            find(id, actor);
            // In the order in which removing it locks: the mailbox, then the organization.
            store(actor).disconnect(id, now);
            epoch.advance(new Author.Caller(actor));
            database.afterCommit(signal::give);
            return id;
        });
        if (!database.isInTransaction()) {
            removeSome(actor.organization());
        }
    }

    private void removeSome(Organization organization) {
        try {
            var hasMore = true;
            for (var step = 0; step < STEPS_AT_ONCE && hasMore; step++) {
                hasMore = removal.step(organization);
            }
        } catch (StaleSnapshot | Contention passing) {
            LOG.debug("removing a mailbox goes on in the background", passing);
        }
    }

    private MailboxStore store(Actor actor) {
        actor.requireOwnToken("see to mailboxes");
        return new MailboxStore(database, actor.organization().schemaName());
    }
}
