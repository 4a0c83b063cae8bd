package app.kasar.inbox;

import app.kasar.db.ConstraintViolation;
import app.kasar.db.Contention;
import app.kasar.db.Database;
import app.kasar.db.SqlFailure;
import app.kasar.db.StaleSnapshot;
import app.kasar.inbox.MailIntake.Batch;
import app.kasar.inbox.MailIntake.LeaseLost;
import app.kasar.inbox.MailIntake.Reading;
import app.kasar.inbox.MailStore.Skipped;
import app.kasar.inbox.SyncStore.FolderState;
import app.kasar.inbox.SyncStore.PendingFlag;
import app.kasar.inbox.SyncStore.Suspect;
import app.kasar.inbox.imap.ImapFailure;
import app.kasar.inbox.imap.RemoteFolder;
import app.kasar.inbox.imap.RemoteMessage;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import com.github.f4b6a3.uuid.UuidCreator;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads one folder: what is new, what was marked, and what is older than all that has been seen. */
final class FolderSync {
    private static final Logger LOG = LoggerFactory.getLogger(FolderSync.class);
    private static final int AT_ONCE = 100;
    private static final long MOST_BYTES_AT_ONCE = 8L << 20;
    private static final long LARGEST = 40L << 20;
    /** Older messages read before it is looked again for new ones. */
    private static final int OLDER_AT_ONCE = 50 * AT_ONCE;
    /** Messages whose marks are compared where the server does not count changes. */
    private static final int MARKS_LOOKED_AT = 2000;

    private static final String NOT_GIVEN = "not_given";
    /** Connections lost at one message before it is passed over. */
    private static final int MOST_LOSSES = 3;

    private final RemoteFolder remote;
    private final SyncStore store;
    private final MailIntake intake;
    private final MailPreparation preparation;
    private final UnaryOperator<Reading> current;
    private final Optional<Suspect> suspect;
    private Reading reading;
    private FolderState state;

    /** What every folder of a mailbox is read with. */
    record Parts(Database database, MailIntake intake, MailPreparation preparation, UnaryOperator<Reading> current) {}

    private FolderSync(RemoteFolder remote, Parts parts, Reading reading, FolderState state) {
        this.remote = remote;
        this.store = new SyncStore(parts.database(), reading.schemaName());
        this.intake = parts.intake();
        this.preparation = parts.preparation();
        this.current = parts.current();
        this.reading = reading;
        this.state = state;
        this.suspect = store.findSuspect(state.id());
    }

    static FolderSync of(RemoteFolder remote, String name, Parts parts, Reading reading) throws ImapFailure {
        var standing = remote.standing();
        var store = new SyncStore(parts.database(), reading.schemaName());
        var known = store.findFolder(reading.mailbox().id(), name)
                .filter(state -> state.uidValidity() == standing.uidValidity());
        if (known.isPresent()) {
            return new FolderSync(remote, parts, reading, known.get());
        }
        var next = standing.uidNext();
        var state = new FolderState(
                UuidCreator.getTimeOrderedEpoch(),
                standing.uidValidity(),
                new FolderState.Range(next, next - 1),
                next <= 1,
                standing.highestModSeq());
        parts.intake().begin(reading, name, state);
        return new FolderSync(remote, parts, reading, state);
    }

    /** Tells the server what was marked here; those told everywhere are added to {@code told}. */
    void tellMarks(Set<UUID> told) throws ImapFailure {
        var pending = store.pendingFlags(state.id());
        for (var isRead : List.of(true, false)) {
            var marks = pending.stream().filter(flag -> flag.isRead() == isRead).toList();
            remote.mark(marks.stream().map(PendingFlag::uid).toList(), isRead);
        }
        if (!pending.isEmpty()) {
            store.toldFolder(state.id(), pending);
            pending.forEach(flag -> told.add(flag.version()));
        }
    }

    /** Messages that came since the last time. */
    void readNew() throws ImapFailure {
        var next = remote.standing().uidNext();
        var uids = remote.uids(state.range().newest() + 1, next - 1);
        for (var from = 0; from < uids.size(); from += AT_ONCE) {
            var some = uids.subList(from, Math.min(uids.size(), from + AT_ONCE));
            take(some, state.seen(state.range().oldest(), some.getLast()));
        }
    }

    /** Takes over what was marked on the server. */
    void readMarks() throws ImapFailure {
        var standing = remote.standing();
        var range = state.range();
        if (range.newest() < range.oldest()) {
            return;
        }
        var counted = state.highestModSeq();
        if (counted > 0 && standing.highestModSeq() == counted) {
            return;
        }
        var seen = counted > 0
                ? remote.seenSince(range.oldest(), range.newest(), counted)
                : remote.seen(Math.max(range.oldest(), range.newest() - MARKS_LOOKED_AT + 1), range.newest());
        var marked = state.withFlagsAt(standing.highestModSeq());
        reading = current.apply(reading);
        intake.takeFlags(reading, marked, seen);
        state = marked;
    }

    /**
     * Older messages, newest first.
     *
     * @return whether there is nothing older left
     */
    boolean readOlder() throws ImapFailure {
        if (state.isComplete()) {
            return true;
        }
        var uids = remote.uids(1, state.range().oldest() - 1);
        var end = Math.max(0, uids.size() - OLDER_AT_ONCE);
        for (var to = uids.size(); to > end; to -= AT_ONCE) {
            var some = uids.subList(Math.max(end, to - AT_ONCE), to);
            var seen = state.seen(some.getFirst(), state.range().newest());
            take(some, some.getFirst().equals(uids.getFirst()) ? seen.complete() : seen);
        }
        if (uids.isEmpty()) {
            take(List.of(), state.complete());
        }
        return state.isComplete();
    }

    /** Takes messages in and then, and only then, counts them as seen. */
    private void take(List<Long> uids, FolderState afterwards) throws ImapFailure {
        var sizes = remote.sizes(uids);
        var skipped = new ArrayList<Skipped>();
        var together = new ArrayList<Long>();
        var bytes = 0L;
        for (var entry : sizes.entrySet()) {
            if (entry.getValue() > LARGEST) {
                skipped.add(new Skipped(entry.getKey(), "too_large", entry.getValue() + " bytes", null));
                continue;
            }
            if (bytes + entry.getValue() > MOST_BYTES_AT_ONCE && !together.isEmpty()) {
                take(fetch(together, skipped), List.of(), state);
                together.clear();
                bytes = 0;
            }
            together.add(entry.getKey());
            bytes += entry.getValue();
        }
        take(fetch(together, skipped), skipped, afterwards);
        state = afterwards;
    }

    /** A message that the server cannot give does not keep the others from coming. */
    private List<RemoteMessage> fetch(List<Long> uids, List<Skipped> skipped) throws ImapFailure {
        if (uids.size() > 1 && suspect.filter(one -> uids.contains(one.uid())).isPresent()) {
            return fetchOneByOne(uids, skipped);
        }
        if (uids.size() == 1 && isHopeless(uids.getFirst())) {
            skipped.add(new Skipped(uids.getFirst(), NOT_GIVEN, "the connection is lost each time", null));
            return List.of();
        }
        try {
            return remote.messages(uids);
        } catch (ImapFailure failed) {
            if (failed.kind() != ImapFailure.Kind.COMMAND) {
                store.suspect(state.id(), uids.getFirst());
                throw failed;
            }
            if (uids.size() == 1) {
                skipped.add(new Skipped(uids.getFirst(), NOT_GIVEN, failed.inWords(), null));
                return List.of();
            }
        }
        return fetchOneByOne(uids, skipped);
    }

    private boolean isHopeless(long uid) {
        return suspect.filter(one -> one.uid() == uid && one.times() >= MOST_LOSSES)
                .isPresent();
    }

    private List<RemoteMessage> fetchOneByOne(List<Long> uids, List<Skipped> skipped) throws ImapFailure {
        var all = new ArrayList<RemoteMessage>();
        for (var uid : uids) {
            all.addAll(fetch(List.of(uid), skipped));
        }
        return all;
    }

    private void take(List<RemoteMessage> messages, List<Skipped> skipped, FolderState afterwards) {
        reading = current.apply(reading);
        var unstorable = new ArrayList<>(skipped);
        var mails = new ArrayList<PreparedMail>();
        for (var message : messages) {
            mails.add(preparation.prepare(message));
        }
        try {
            intake.take(reading, new Batch(afterwards, mails, unstorable));
        } catch (LeaseLost | StaleSnapshot | Contention passing) {
            throw passing;
        } catch (Problem | ConstraintViolation | SqlFailure failed) {
            if (failed instanceof Problem problem && problem.code() == ErrorCode.UNAVAILABLE) {
                throw problem;
            }
            LOG.warn("{} messages cannot be stored together; trying one by one", mails.size(), failed);
            oneByOne(mails, skipped, afterwards);
        }
    }

    private void oneByOne(List<PreparedMail> mails, List<Skipped> skipped, FolderState afterwards) {
        var unstorable = new ArrayList<>(skipped);
        for (var mail : mails) {
            try {
                intake.take(reading, new Batch(state, List.of(mail), List.of()));
            } catch (ConstraintViolation | SqlFailure failed) {
                LOG.warn(
                        "message {} of mailbox {} is kept as it came",
                        mail.source().uid(),
                        reading.mailbox().id(),
                        failed);
                unstorable.add(new Skipped(
                        mail.source().uid(), "not_storable", null, mail.source().raw()));
            }
        }
        intake.take(reading, new Batch(afterwards, List.of(), unstorable));
    }
}
