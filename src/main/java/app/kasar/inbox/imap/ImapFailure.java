package app.kasar.inbox.imap;

import jakarta.mail.AuthenticationFailedException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a mail server could not be worked with, in words the mailbox's owner can act on. They hold no secret. */
public final class ImapFailure extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whether waiting may help. */
    public enum Kind {
        /** The server will not let this user in until they do something. */
        LOGIN,
        /** The connection could not be made or was lost. */
        CONNECTION,
        /** The server refused a command. */
        COMMAND
    }

    private final Kind kind;
    private final String inWords;

    private ImapFailure(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.inWords = message;
    }

    /** What happened and what to do. */
    public String inWords() {
        return inWords;
    }

    public Kind kind() {
        return kind;
    }

    static ImapFailure onOpening(Exception failed, ImapAddress address) {
        if (failed instanceof AuthenticationFailedException) {
            return new ImapFailure(
                    Kind.LOGIN,
                    "%s refused the sign-in: check the username and give a new password or access token"
                            .formatted(address.host()),
                    failed);
        }
        var root = root(failed);
        var where = "%s:%d".formatted(address.host(), address.port());
        var why = switch (root) {
            case UnknownHostException unknown -> "there is no server called %s".formatted(address.host());
            case ConnectException refused -> "nothing answers at %s".formatted(where);
            case NoRouteToHostException unreachable -> "%s cannot be reached".formatted(where);
            case SocketTimeoutException slow -> "%s does not answer in time".formatted(where);
            case SSLException broken ->
                "no secure connection to %s: check 'port', 'security' and the server's certificate".formatted(where);
            default -> "the connection to %s failed: %s".formatted(where, plain(root));
        };
        return new ImapFailure(Kind.CONNECTION, why, failed);
    }

    static ImapFailure lost(Exception failed) {
        return new ImapFailure(Kind.CONNECTION, "the connection to the mail server was lost", failed);
    }

    static ImapFailure refused(String what, Exception failed) {
        return new ImapFailure(
                Kind.COMMAND, "the mail server refused to %s: %s".formatted(what, plain(root(failed))), failed);
    }

    private static Throwable root(Throwable failed) {
        var root = failed;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static String plain(Throwable failed) {
        var message = failed.getMessage();
        return message == null
                ? failed.getClass().getSimpleName().toLowerCase(Locale.ROOT)
                : message.lines().findFirst().orElse("");
    }
}
