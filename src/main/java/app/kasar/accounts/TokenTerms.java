package app.kasar.accounts;

import app.kasar.access.Scope;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a token is for.
 *
 * @param objects the only objects it may touch; null means all its user may
 */
public record TokenTerms(
        String name,
        Set<Scope> scopes,
        boolean readOnly,
        @Nullable Set<String> objects) {
    public TokenTerms {
        scopes = Set.copyOf(scopes);
        objects = objects == null ? null : Set.copyOf(objects);
    }
}
