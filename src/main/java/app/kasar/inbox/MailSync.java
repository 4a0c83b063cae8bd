package app.kasar.inbox;

import app.kasar.access.Organization;
import app.kasar.access.UnattendedActors;
import app.kasar.db.Contention;
import app.kasar.db.Database;
import app.kasar.db.StaleSnapshot;
import app.kasar.inbox.SyncStore.Claim;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads every mailbox that is due, for all organizations, while the server runs. Any number of nodes share the work. */
public final class MailSync implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MailSync.class);
    private static final long PAUSE_MILLISECONDS = 2000;
    /** Mailboxes read at once; each may hold some messages whole. Those that only wait for news are not among them. */
    private static final int MOST_AT_ONCE = 4;

    private static final long BETWEEN_RENEWALS_NANOSECONDS =
            MailIntake.LEASE.dividedBy(3).toNanos();

    private static final long LONGEST_GOODBYE_MILLISECONDS = 10_000;

    private final Database database;
    private final Work work;
    private final SyncSignal signal;
    private final InstantSource clock;
    private final UnattendedActors actors;
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private final NewsWatch news = new NewsWatch(free);
    private final Set<Thread> readers = ConcurrentHashMap.newKeySet();
    /** What this node reads, by the organization. */
    private final Map<UUID, UUID> organizationOfHolder = new ConcurrentHashMap<>();

    private long renewedAt = System.nanoTime();
    /** To whoever removes mailboxes, which is to be left alone with its statement. */
    private final SyncSignal goodbye = new SyncSignal();

    private volatile boolean stopping;
    private @Nullable Thread loop;
    private @Nullable Thread removing;

    /** What is done with mailboxes while nobody calls. */
    record Work(MailboxSync reading, MailRemoval removal) {}

    MailSync(Database database, Work work, SyncSignal signal, InstantSource clock) {
        this.database = database;
        this.work = work;
        this.signal = signal;
        this.clock = clock;
        this.actors = new UnattendedActors(database);
    }

    /** Begins to look for due mailboxes. */
    public void start() {
        loop = Thread.ofVirtual().name("mail-sync").start(this::run);
        removing = Thread.ofVirtual().name("mail-removal").start(this::removeAll);
    }

    /** Beside the reading, which must not wait for it. */
    private void removeAll() {
        try {
            while (!stopping) {
                removeOrLog();
                goodbye.await(PAUSE_MILLISECONDS);
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeOrLog() {
        try {
            for (var organization : actors.organizations()) {
                for (var hasMore = true; hasMore && !stopping; ) {
                    hasMore = work.removal().step(organization);
                }
            }
        } catch (StaleSnapshot | Contention passing) {
            LOG.debug("removing a mailbox goes on after a while", passing);
        } catch (RuntimeException failed) {
            if (!stopping) {
                LOG.warn("removing a mailbox failed; it is tried again", failed);
            }
        }
    }

    private void run() {
        try {
            while (!stopping) {
                lookOrLog();
                signal.await(PAUSE_MILLISECONDS);
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    private void lookOrLog() throws InterruptedException {
        try {
            var isTimeToRenew = System.nanoTime() - renewedAt > BETWEEN_RENEWALS_NANOSECONDS;
            for (var organization : actors.organizations()) {
                if (isTimeToRenew) {
                    renew(organization);
                }
                look(organization);
            }
            renewedAt = isTimeToRenew ? System.nanoTime() : renewedAt;
        } catch (RuntimeException failed) {
            if (!stopping) {
                LOG.warn("looking for due mailboxes failed; it is tried again", failed);
            }
        }
    }

    /** A long message takes its time to come; what is being read stays this node's meanwhile. */
    private void renew(Organization organization) {
        var holders = organizationOfHolder.entrySet().stream()
                .filter(held -> held.getValue().equals(organization.id()))
                .map(Map.Entry::getKey)
                .toList();
        if (!holders.isEmpty()) {
            new SyncStore(database, organization.schemaName())
                    .renew(holders, clock.instant().plus(MailIntake.LEASE));
        }
    }

    private void look(Organization organization) throws InterruptedException {
        var store = new SyncStore(database, organization.schemaName());
        if (!store.hasMailboxes()) {
            return;
        }
        new MailMatching(database, organization.schemaName()).follow(clock.instant());
        var waiting = news.holders();
        if (!waiting.isEmpty()) {
            news.wake(store.wanted(waiting));
        }
        for (var claim = claim(store); claim.isPresent() && !stopping; claim = claim(store)) {
            begin(organization, claim.get());
        }
    }

    /** Waits until a reader is free, so that no mailbox is taken that somebody else could read sooner. */
    private Optional<Claim> claim(SyncStore store) throws InterruptedException {
        free.acquire();
        Optional<Claim> claim = Optional.empty();
        try {
            var now = clock.instant();
            claim = store.claim(UuidCreator.getRandomBasedFast(), now, now.plus(MailIntake.LEASE));
            return claim;
        } finally {
            if (claim.isEmpty()) {
                free.release();
            }
        }
    }

    private void begin(Organization organization, Claim claim) {
        UUID id = claim.mailbox().id();
        organizationOfHolder.put(claim.holder(), organization.id());
        Thread.ofVirtual().name("mailbox-" + id).start(() -> {
            readers.add(Thread.currentThread());
            try {
                work.reading().run(organization, claim, new MailboxSync.Watch(() -> stopping, news));
            } catch (RuntimeException failed) {
                report(id, failed);
            } finally {
                organizationOfHolder.remove(claim.holder());
                readers.remove(Thread.currentThread());
                free.release();
            }
        });
    }

    /** One that waited for its mail server when the server had to stop goes on when that starts again. */
    private void report(UUID mailbox, RuntimeException failed) {
        if (stopping) {
            LOG.info("reading mailbox {} was broken off, because the server stops: {}", mailbox, failed.toString());
        } else {
            LOG.error("reading mailbox {} failed", mailbox, failed);
        }
    }

    @Override
    public void close() {
        stopping = true;
        signal.give();
        goodbye.give();
        try {
            join(loop);
            join(removing);
            for (var reader : readers) {
                news.wake(news.holders());
                join(reader);
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    /** Readers stop between two batches; one that waits for its mail server is not waited for long. */
    private static void join(@Nullable Thread thread) throws InterruptedException {
        if (thread != null) {
            thread.join(LONGEST_GOODBYE_MILLISECONDS);
            if (thread.isAlive()) {
                thread.interrupt();
                thread.join();
            }
        }
    }
}
