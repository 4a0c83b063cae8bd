package app.kasar.inbox;

import app.kasar.inbox.imap.ImapAddress;
import app.kasar.inbox.imap.ImapLogin;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A mail account a user connected. Its secret is not part of it. */
record Mailbox(UUID id, UUID ownerId, Account account, State state) {
    /** Which account it is. */
    record Account(Provider provider, String email, ImapAddress address, String username, ImapLogin.Method method) {}

    /**
     * @param lastError in words its owner can act on; null when the last attempt went well
     * @param isExpired whether an access token that was good is so no more
     */
    record State(
            Status status,
            @Nullable Instant lastSyncedAt,
            @Nullable String lastError,
            boolean isExpired,
            Counts counts) {}

    /** How reading goes. */
    enum Status {
        SYNCING,
        ACTIVE,
        ERROR;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Status of(String wireName) {
            return valueOf(wireName.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * What became of every message seen: {@code seen = stored + sum(skipped)}.
     *
     * @param skipped reason to number
     */
    record Counts(long seen, long stored, Map<String, Long> skipped) {
        Counts {
            skipped = Map.copyOf(skipped);
        }

        long allSkipped() {
            return skipped.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
