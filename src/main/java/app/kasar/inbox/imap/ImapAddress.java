package app.kasar.inbox.imap;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where a mail server listens, and how it is spoken to there. */
public record ImapAddress(String host, int port, Security security) {
    /** How the connection is protected. */
    public enum Security {
        /** From the first byte. */
        TLS,
        /** By a command that comes before the login, without which nothing is sent. */
        STARTTLS,
        /** Not at all. */
        NONE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<Security> find(String wireName) {
            return Arrays.stream(values())
                    .filter(security -> security.wireName().equals(wireName))
                    .findFirst();
        }

        public static List<String> wireNames() {
            return Arrays.stream(values()).map(Security::wireName).toList();
        }
    }
}
