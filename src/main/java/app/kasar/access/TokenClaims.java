package app.kasar.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a token says about itself; never the secret. */
public record TokenClaims(
        UUID id, String name, Set<Scope> scopes, @Nullable Instant expiresAt) {
    public TokenClaims {
        scopes = Set.copyOf(scopes);
    }
}
