package app.kasar.inbox.imap;

import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.FolderClosedException;
import jakarta.mail.MessagingException;
import jakarta.mail.ReadOnlyFolderException;
import jakarta.mail.StoreClosedException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.ResyncData;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FLAGS;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.INTERNALDATE;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;
import org.jspecify.annotations.Nullable;

/** An open folder, its messages named by the numbers that stay theirs (UIDs). Belongs to one thread at a time. */
public final class RemoteFolder implements AutoCloseable {
    /** The largest number a message can have (RFC 3501, 2.3.1.1). */
    public static final long LARGEST_UID = 0xFFFF_FFFFL;

    private static final String READ = "read messages";

    private final IMAPFolder folder;
    private final boolean countsChanges;

    private RemoteFolder(IMAPFolder folder, boolean countsChanges) {
        this.folder = folder;
        this.countsChanges = countsChanges;
    }

    static RemoteFolder open(IMAPFolder folder, boolean countsChanges) throws MessagingException {
        try {
            open(folder, Folder.READ_WRITE, countsChanges);
        } catch (ReadOnlyFolderException readOnly) {
            open(folder, Folder.READ_ONLY, countsChanges);
        }
        return new RemoteFolder(folder, countsChanges);
    }

    private static void open(IMAPFolder folder, int mode, boolean countsChanges) throws MessagingException {
        if (countsChanges) {
            folder.open(mode, ResyncData.CONDSTORE);
        } else {
            folder.open(mode);
        }
    }

    /** What the folder says of itself. */
    public record Standing(long uidValidity, long uidNext, long highestModSeq) {}

    /** {@code highestModSeq} is 0 where the server does not count changes; {@code uidNext} is as of the opening. */
    public Standing standing() throws ImapFailure {
        try {
            var modSeq = countsChanges ? Math.max(0, folder.getHighestModSeq()) : 0;
            return new Standing(folder.getUIDValidity(), folder.getUIDNext(), modSeq);
        } catch (MessagingException failed) {
            throw failure(READ, failed);
        }
    }

    /** The messages in a range of numbers, lowest first; both ends belong to it. */
    public List<Long> uids(long from, long to) throws ImapFailure {
        if (from > to) {
            return List.of();
        }
        var found = new TreeSet<Long>();
        for (var response : command("UID SEARCH UID %d:%d".formatted(from, to), READ)) {
            if (response instanceof IMAPResponse search && search.keyEquals("SEARCH")) {
                for (var uid = search.readLong(); uid != -1; uid = search.readLong()) {
                    found.add(uid);
                }
            }
        }
        return List.copyOf(found.subSet(from, true, to, true));
    }

    /** The size of each message in bytes, without those that have gone. */
    public Map<Long, Long> sizes(List<Long> uids) throws ImapFailure {
        var sizes = new LinkedHashMap<Long, Long>();
        for (var fetched : fetch(set(uids), "(UID RFC822.SIZE)")) {
            var uid = fetched.getItem(UID.class);
            var size = fetched.getItem(RFC822SIZE.class);
            if (uid != null && size != null) {
                sizes.put(uid.uid, size.size);
            }
        }
        return sizes;
    }

    /** The messages whole, without those that have gone. Does not mark them as seen. */
    public List<RemoteMessage> messages(List<Long> uids) throws ImapFailure {
        var messages = new ArrayList<RemoteMessage>();
        for (var fetched : fetch(set(uids), "(UID FLAGS INTERNALDATE BODY.PEEK[])")) {
            var message = message(fetched);
            if (message != null) {
                messages.add(message);
            }
        }
        return messages;
    }

    private static @Nullable RemoteMessage message(FetchResponse fetched) {
        var uid = fetched.getItem(UID.class);
        var body = fetched.getItem(BODY.class);
        if (uid == null || body == null) {
            return null;
        }
        var date = fetched.getItem(INTERNALDATE.class);
        var received = date == null || date.getDate() == null
                ? Instant.EPOCH
                : date.getDate().toInstant();
        var bytes = body.getByteArrayInputStream();
        var raw = bytes == null ? new byte[0] : bytes.readAllBytes();
        return new RemoteMessage(uid.uid, isSeen(fetched), received, raw);
    }

    private static boolean isSeen(FetchResponse fetched) {
        var flags = fetched.getItem(FLAGS.class);
        return flags != null && flags.contains(Flags.Flag.SEEN);
    }

    /** Whether each message in a range of numbers is marked as seen. */
    public Map<Long, Boolean> seen(long from, long to) throws ImapFailure {
        return seen(from + ":" + to, "(UID FLAGS)");
    }

    /** As {@link #seen(long, long)}, of the messages whose flags changed after a moment the server counted. */
    public Map<Long, Boolean> seenSince(long from, long to, long modSeq) throws ImapFailure {
        return seen(from + ":" + to, "(UID FLAGS) (CHANGEDSINCE %d)".formatted(modSeq));
    }

    private Map<Long, Boolean> seen(String set, String items) throws ImapFailure {
        var seen = new LinkedHashMap<Long, Boolean>();
        for (var fetched : fetch(set, items)) {
            var uid = fetched.getItem(UID.class);
            if (uid != null && fetched.getItem(FLAGS.class) != null) {
                seen.put(uid.uid, isSeen(fetched));
            }
        }
        return seen;
    }

    /** Marks messages as seen or not; those that have gone are passed over. */
    public void mark(List<Long> uids, boolean isSeen) throws ImapFailure {
        if (!uids.isEmpty() && folder.getMode() == Folder.READ_WRITE) {
            var sign = isSeen ? "+" : "-";
            command("UID STORE %s %sFLAGS.SILENT (\\Seen)".formatted(set(uids), sign), "mark messages");
        }
    }

    /**
     * Waits until something happens in the folder, or until another thread calls {@link #stopWaiting}.
     */
    public void awaitNews() throws ImapFailure {
        try {
            folder.idle(true);
        } catch (MessagingException failed) {
            throw failure("tell news", failed);
        }
    }

    /** Ends {@link #awaitNews} on another thread; nothing happens when nobody waits. */
    public void stopWaiting() {
        try {
            folder.getMessageCount();
        } catch (MessagingException lost) {
            // The waiting thread meets the same loss and tells of it.
            return;
        }
    }

    private List<FetchResponse> fetch(String set, String items) throws ImapFailure {
        if (set.isEmpty()) {
            return List.of();
        }
        var fetched = new ArrayList<FetchResponse>();
        for (var response : command("UID FETCH %s %s".formatted(set, items), READ)) {
            if (response instanceof FetchResponse one) {
                fetched.add(one);
            }
        }
        return fetched;
    }

    private static String set(List<Long> uids) {
        var set = new StringBuilder();
        var sorted = new ArrayList<>(new TreeSet<>(uids));
        for (var first = 0; first < sorted.size(); ) {
            var last = first;
            while (last + 1 < sorted.size() && sorted.get(last + 1) == sorted.get(last) + 1) {
                last++;
            }
            set.append(set.isEmpty() ? "" : ",").append(sorted.get(first));
            set.append(last == first ? "" : ":" + sorted.get(last));
            first = last + 1;
        }
        return set.toString();
    }

    private Response[] command(String command, String what) throws ImapFailure {
        try {
            return (Response[]) folder.doCommand(protocol -> run(protocol, command));
        } catch (MessagingException failed) {
            throw failure(what, failed);
        }
    }

    private static Response[] run(IMAPProtocol protocol, String command) throws ProtocolException {
        var responses = protocol.command(command, null);
        protocol.notifyResponseHandlers(responses);
        protocol.handleResult(responses[responses.length - 1]);
        return responses;
    }

    private ImapFailure failure(String what, MessagingException failed) {
        var isLost =
                failed instanceof FolderClosedException || failed instanceof StoreClosedException || !folder.isOpen();
        return isLost ? ImapFailure.lost(failed) : ImapFailure.refused(what, failed);
    }

    @Override
    public void close() {
        try {
            folder.close(false);
        } catch (MessagingException | IllegalStateException alreadyClosed) {
            return;
        }
    }
}
