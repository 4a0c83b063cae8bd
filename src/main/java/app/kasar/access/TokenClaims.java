package app.kasar.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a token says about itself; never the secret.
 *
 * @param issuedBy the workspace user who issued it for another, and so knows it; null where nobody but its user does
 */
public record TokenClaims(
        UUID id,
        String name,
        Set<Scope> scopes,
        @Nullable Instant expiresAt,
        @Nullable UUID issuedBy) {
    public TokenClaims {
        scopes = Set.copyOf(scopes);
    }

    /** Whether it is in its user's hands alone. */
    public boolean isOwn() {
        return issuedBy == null;
    }
}
