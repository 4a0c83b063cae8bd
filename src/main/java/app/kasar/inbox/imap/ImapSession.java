package app.kasar.inbox.imap;

import app.kasar.inbox.imap.ImapAddress.Security;
import app.kasar.inbox.imap.ImapLogin.Method;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;

/** A signed-in connection to a mail server. Belongs to one thread at a time; close it when done. */
public final class ImapSession implements AutoCloseable {
    private static final Duration CONNECTING = Duration.ofSeconds(20);
    /** Longest wait for the next bytes. Waiting for news takes less than this at a time. */
    static final Duration READING = Duration.ofSeconds(60);

    /** The name of the folder where mail comes in, on every server. */
    public static final String INBOX = "INBOX";

    /** What servers without special-use attributes call the folder of sent mail. */
    private static final List<String> SENT_NAMES = List.of(
            "sent",
            "sent items",
            "sent messages",
            "sent mail",
            "sent-mail",
            "[gmail]/sent mail",
            "inbox.sent",
            "inbox/sent",
            "gesendet",
            "gesendete elemente",
            "gesendete objekte",
            "envoyés",
            "éléments envoyés",
            "enviados",
            "elementos enviados",
            "posta inviata",
            "verzonden items");

    private final IMAPStore store;

    private ImapSession(IMAPStore store) {
        this.store = store;
    }

    /** @throws ImapFailure when the server cannot be reached, is not who it should be, or lets this user not in */
    public static ImapSession open(ImapAddress address, ImapLogin login) throws ImapFailure {
        try {
            var session = Session.getInstance(properties(address, login.method()));
            var store = (IMAPStore) session.getStore("imap");
            store.connect(address.host(), address.port(), login.username(), login.secret());
            return new ImapSession(store);
        } catch (MessagingException failed) {
            throw ImapFailure.onOpening(failed, address);
        }
    }

    private static Properties properties(ImapAddress address, Method method) {
        var properties = new Properties();
        var ours = "mail.imap.";
        properties.put(ours + "connectiontimeout", String.valueOf(CONNECTING.toMillis()));
        properties.put(ours + "timeout", String.valueOf(READING.toMillis()));
        properties.put(ours + "writetimeout", String.valueOf(READING.toMillis()));
        properties.put(ours + "ssl.enable", String.valueOf(address.security() == Security.TLS));
        properties.put(ours + "starttls.enable", String.valueOf(address.security() == Security.STARTTLS));
        properties.put(ours + "starttls.required", String.valueOf(address.security() == Security.STARTTLS));
        properties.put(ours + "ssl.checkserveridentity", "true");
        properties.put(ours + "connectionpoolsize", "1");
        if (method == Method.XOAUTH2) {
            properties.put(ours + "auth.mechanisms", "XOAUTH2");
        }
        return properties;
    }

    /** The folders that are read: what came in, and where there is one, what was sent. */
    public List<String> folderNames() throws ImapFailure {
        try {
            var folders = Arrays.stream(store.getDefaultFolder().list("*"))
                    .map(IMAPFolder.class::cast)
                    .toList();
            var marked = folders.stream().filter(ImapSession::isMarkedSent).findFirst();
            var sent = marked.isPresent() ? marked : wellKnownSent(folders);
            return Stream.concat(Stream.of(INBOX), sent.map(Folder::getFullName).stream())
                    .distinct()
                    .toList();
        } catch (MessagingException failed) {
            throw ImapFailure.refused("list its folders", failed);
        }
    }

    private static boolean isMarkedSent(IMAPFolder folder) {
        try {
            return Arrays.stream(folder.getAttributes()).anyMatch("\\Sent"::equalsIgnoreCase);
        } catch (MessagingException gone) {
            return false;
        }
    }

    private static Optional<IMAPFolder> wellKnownSent(List<IMAPFolder> folders) {
        return folders.stream()
                .filter(folder -> SENT_NAMES.contains(folder.getFullName().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Opens a folder; one that may only be read is opened for reading. */
    public RemoteFolder open(String name) throws ImapFailure {
        try {
            return RemoteFolder.open((IMAPFolder) store.getFolder(name), store.hasCapability("CONDSTORE"));
        } catch (MessagingException failed) {
            throw store.isConnected()
                    ? ImapFailure.refused("open '%s'".formatted(name), failed)
                    : ImapFailure.lost(failed);
        }
    }

    /** Whether the server says by itself when something happens. */
    public boolean tellsNews() throws ImapFailure {
        try {
            return store.hasCapability("IDLE");
        } catch (MessagingException failed) {
            throw ImapFailure.lost(failed);
        }
    }

    @Override
    public void close() {
        try {
            store.close();
        } catch (MessagingException alreadyGone) {
            // Whoever hangs up need not hear whether the other side heard it.
            return;
        }
    }
}
