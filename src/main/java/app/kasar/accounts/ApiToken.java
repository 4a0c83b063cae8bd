package app.kasar.accounts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as it may be shown: never its secret.
 *
 * @param prefix the first characters of the secret
 * @param issuedBy who issued it for its user; null where they did themselves, or the operator
 */
public record ApiToken(
        UUID id,
        UUID workspaceUserId,
        String prefix,
        TokenTerms terms,
        Life life,
        @Nullable UUID issuedBy) {

    /**
     * When it was and will be good.
     *
     * @param lastUsedAt may be a minute behind
     */
    public record Life(
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}
}
