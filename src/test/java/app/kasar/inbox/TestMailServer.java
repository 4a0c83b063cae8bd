package app.kasar.inbox;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.store.MailFolder;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Properties;

/** An IMAP server in the same process, on a free port of the loopback address. */
public final class TestMailServer implements AutoCloseable {
    static final String PASSWORD = "zq correct horse";

    private final GreenMail server;

    public TestMailServer() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP));
        server.start();
    }

    /** An account that has nothing but an inbox. */
    public Account account(String address) {
        try {
            return new Account(server.getUserManager().createUser(address, address, PASSWORD));
        } catch (UserException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** One user's mail. */
    public final class Account {
        private final GreenMailUser user;

        private Account(GreenMailUser user) {
            this.user = user;
        }

        /** What connecting it takes. */
        public Map<String, Object> connecting() {
            return Map.of(
                    "provider",
                    "imap",
                    "email",
                    user.getEmail(),
                    "host",
                    "127.0.0.1",
                    "port",
                    server.getImap().getPort(),
                    "security",
                    "none",
                    "password",
                    PASSWORD);
        }

        /** Lets nobody in from now on who shows another password or access token. */
        void takeOnly(String secret) {
            user.setPassword(secret);
        }

        MailFolder inbox() {
            try {
                return server.getManagers().getImapHostManager().getInbox(user);
            } catch (FolderException failed) {
                throw new IllegalStateException(failed);
            }
        }

        MailFolder folder(String name) {
            try {
                var manager = server.getManagers().getImapHostManager();
                var known = manager.getFolder(user, name);
                return known == null ? manager.createMailbox(user, name) : known;
            } catch (FolderException | com.icegreen.greenmail.imap.AuthorizationException failed) {
                throw new IllegalStateException(failed);
            }
        }

        public void receive(String... lines) {
            put(inbox(), String.join("\r\n", lines).getBytes(StandardCharsets.UTF_8), false);
        }

        /** False when this server itself does not hold such a message. */
        boolean receive(byte[] raw) {
            try {
                put(inbox(), raw, false);
                return true;
            } catch (IllegalArgumentException | IndexOutOfBoundsException ofTheServer) {
                return false;
            }
        }

        void put(MailFolder folder, byte[] raw, boolean isSeen) {
            try {
                var message = new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
                var flags = isSeen ? new Flags(Flags.Flag.SEEN) : new Flags();
                folder.appendMessage(message, flags, Date.from(Instant.parse("2026-03-14T00:00:00Z")));
            } catch (MessagingException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    /** Hangs up on everybody. */
    void stop() {
        server.stop();
    }

    @Override
    public void close() {
        server.stop();
    }
}
