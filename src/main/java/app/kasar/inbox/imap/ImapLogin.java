package app.kasar.inbox.imap;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Who signs in and with what. Printing it shows no secret.
 *
 * @param secret a password or an access token, as the method says
 */
public record ImapLogin(String username, Method method, String secret) {
    /** What the server is shown. */
    public enum Method {
        PASSWORD,
        /** An OAuth 2.0 access token. */
        XOAUTH2;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Method> find(String wireName) {
            return Arrays.stream(values())
                    .filter(method -> method.wireName().equals(wireName))
                    .findFirst();
        }

        public static List<String> wireNames() {
            return Arrays.stream(values()).map(Method::wireName).toList();
        }
    }

    @Override
    public String toString() {
        return "ImapLogin[username=%s, method=%s, secret=(secret)]".formatted(username, method);
    }
}
