package app.kasar.inbox;

import static java.util.Objects.requireNonNull;

import app.kasar.access.Actor;
import app.kasar.db.Database;
import app.kasar.inbox.MailStore.Place;
import app.kasar.inbox.MailStore.Skipped;
import app.kasar.inbox.SyncStore.Claim;
import app.kasar.inbox.SyncStore.FolderState;
import app.kasar.json.Json;
import app.kasar.records.Change;
import app.kasar.records.Outcome;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.SchemaCache;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages in: interactions, mails, threads, links, counters and how far the folder has been read, all in one
 * transaction, so that whenever it ends, by whatever, nothing is lost and nothing is there twice.
 */
final class MailIntake {
    /** How long nobody else takes a mailbox that has fallen silent. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private final Database database;
    private final RecordWriter writer;
    private final SchemaCache schemas;
    private final InstantSource clock;

    MailIntake(Database database, RecordWriter writer, SchemaCache schemas, InstantSource clock) {
        this.database = database;
        this.writer = writer;
        this.schemas = schemas;
        this.clock = clock;
    }

    /** Another node reads the mailbox now, or it is no longer there. */
    static final class LeaseLost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LeaseLost() {
            super("another reader has this mailbox", null, false, false);
        }
    }

    /** A mailbox while it is read, and the product at work for its owner. */
    record Reading(Claim claim, Actor actor) {
        Mailbox mailbox() {
            return claim.mailbox();
        }

        String schemaName() {
            return actor.organization().schemaName();
        }
    }

    /** Some messages of a folder, and how far it has been read once they are taken in. */
    record Batch(FolderState folder, List<PreparedMail> mails, List<Skipped> skipped) {
        Batch {
            mails = List.copyOf(mails);
            skipped = List.copyOf(skipped);
        }
    }

    /**
     * @throws LeaseLost when the mailbox is another's to read; nothing is written then
     * @throws app.kasar.db.StaleSnapshot when the organization has changed since the actor was loaded
     */
    void take(Reading reading, Batch batch) {
        database.inTransaction(() -> {
            hold(reading);
            return new Taking(reading, batch).run();
        });
    }

    /** Marks mails as their server has them, and notes how far its flags have been followed. */
    void takeFlags(Reading reading, FolderState folder, Map<Long, Boolean> seenOfUid) {
        database.inTransaction(() -> {
            hold(reading);
            var change = change(reading);
            var store = new SyncStore(database, reading.schemaName());
            var threads = store.takeFlags(folder.id(), seenOfUid, change.at());
            store.save(folder);
            var inputs = new ThreadStore(database, reading.schemaName()).summaries(reading.mailbox(), threads);
            writer.update(Write.ofThreads(change), inputs).forEach(Outcome::orThrow);
            return threads;
        });
    }

    /** Begins a folder anew. */
    void begin(Reading reading, String name, FolderState state) {
        database.inTransaction(() -> {
            hold(reading);
            new SyncStore(database, reading.schemaName())
                    .begin(reading.mailbox().id(), name, state);
            return state;
        });
    }

    /** @throws LeaseLost when the mailbox is another's to read */
    void hold(Reading reading) {
        if (!new SyncStore(database, reading.schemaName())
                .hold(reading.claim(), clock.instant().plus(LEASE))) {
            throw new LeaseLost();
        }
    }

    private Change change(Reading reading) {
        return new Change(schemas.of(reading.actor()), "sync-" + reading.claim().holder(), clock.instant());
    }

    /** One batch in its transaction. */
    private final class Taking {
        private final Reading reading;
        private final Batch batch;
        private final Change change;
        private final MailStore mails;
        private final ThreadStore threads;
        private final SyncStore sync;

        Taking(Reading reading, Batch batch) {
            this.reading = reading;
            this.batch = batch;
            this.change = change(reading);
            this.mails = new MailStore(database, reading.schemaName());
            this.threads = new ThreadStore(database, reading.schemaName());
            this.sync = new SyncStore(database, reading.schemaName());
        }

        int run() {
            var folder = batch.folder();
            var ofIdentity = known();
            var fresh = fresh(ofIdentity);
            store(fresh);
            mails.place(folder.id(), places(ofIdentity));
            batch.skipped().forEach(skipped -> mails.skip(folder.id(), skipped));
            sync.save(folder);
            sync.count(reading.mailbox().id(), fresh.size(), skipped(fresh.size()));
            return fresh.size();
        }

        private Map<String, UUID> known() {
            var identities = batch.mails().stream().map(Taking::identity).toList();
            return mails.known(reading.mailbox().id(), identities);
        }

        private static String identity(PreparedMail mail) {
            return MailStore.hex(mail.source().identity());
        }

        /** Those not seen before, here or earlier; each becomes known. */
        private static List<PreparedMail> fresh(Map<String, UUID> ofIdentity, List<PreparedMail> all) {
            var fresh = new ArrayList<PreparedMail>();
            for (var mail : all) {
                if (ofIdentity.putIfAbsent(identity(mail), mail.id()) == null) {
                    fresh.add(mail);
                }
            }
            return fresh;
        }

        private List<PreparedMail> fresh(Map<String, UUID> ofIdentity) {
            return fresh(ofIdentity, batch.mails());
        }

        private List<Place> places(Map<String, UUID> ofIdentity) {
            return batch.mails().stream()
                    .map(mail -> new Place(
                            mail.source().uid(),
                            requireNonNull(ofIdentity.get(identity(mail))),
                            mail.source().isSeen()))
                    .toList();
        }

        private Map<String, Long> skipped(int stored) {
            var skipped = new HashMap<String, Long>();
            batch.skipped().forEach(one -> skipped.merge(one.reason(), 1L, Long::sum));
            var repeated = (long) batch.mails().size() - stored;
            if (repeated > 0) {
                skipped.put("duplicate", repeated);
            }
            return skipped;
        }

        private void store(List<PreparedMail> fresh) {
            if (fresh.isEmpty()) {
                return;
            }
            var inputs = fresh.stream().map(this::interaction).toList();
            writer.create(Write.ofMails(change), inputs).forEach(Outcome::orThrow);
            var assignment = assign(fresh);
            mails.add(reading.mailbox(), fresh, assignment.ofMessages(), change.at());
            write(assignment);
            var ids = fresh.stream().map(PreparedMail::id).toList();
            new MailMatching(database, reading.schemaName()).match(ids, change.at());
        }

        private RecordInput interaction(PreparedMail mail) {
            var message = mail.message();
            var columns = new LinkedHashMap<String, @Nullable String>();
            columns.put("channel", reading.mailbox().account().provider().wireName());
            columns.put("direction", mail.people().direction().wireName());
            columns.put("subject", message.subject());
            columns.put("snippet", message.bodies().snippet());
            columns.put("occurred_at", message.sentAt().toString());
            columns.put(
                    "participants", Json.MAPPER.writeValueAsString(mail.people().participants()));
            return new RecordInput(mail.id(), columns, Map.of(), Map.of());
        }

        private ThreadAssignment assign(List<PreparedMail> fresh) {
            var ids = fresh.stream()
                    .map(mail -> ThreadIds.of(mail.message().identity()))
                    .toList();
            var all = ids.stream().flatMap(Collection::stream).distinct().toList();
            var known = threads.known(reading.mailbox().id(), all);
            return ThreadAssignment.of(ids, known, UuidCreator::getTimeOrderedEpochPlus1);
        }

        private void write(ThreadAssignment assignment) {
            threads.keepIds(reading.mailbox().id(), assignment.ofIds());
            if (!assignment.merged().isEmpty()) {
                threads.join(assignment.merged());
                var gone = List.copyOf(assignment.merged().keySet());
                writer.delete(Write.ofThreads(change), gone, null).forEach(Outcome::orThrow);
            }
            var inputs = threads.summaries(reading.mailbox(), ThreadStore.touched(assignment));
            writer.create(Write.ofThreads(change), only(inputs, assignment.created(), true))
                    .forEach(Outcome::orThrow);
            writer.update(Write.ofThreads(change), only(inputs, assignment.created(), false))
                    .forEach(Outcome::orThrow);
        }

        private static List<RecordInput> only(List<RecordInput> inputs, Set<UUID> ids, boolean among) {
            return inputs.stream()
                    .filter(input -> ids.contains(input.id()) == among)
                    .toList();
        }
    }
}
