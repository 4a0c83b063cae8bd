package app.kasar.access;

import app.kasar.db.Database;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns a bearer token into the actor it stands for. An actor stays known until {@link #forget} is called: the epoch it
 * carries is compared wherever it acts, so a revoked token or a changed role counts at once on every node.
 */
public final class Authentication {
    private static final int MOST_KNOWN = 10_000;
    private static final Duration IDLE = Duration.ofMinutes(10);

    private final ActorStore store;
    private final InstantSource time;
    private final LastUses lastUses;
    // Two steps, hash to id and id to actor, so that an actor can be forgotten by what it knows of itself: its token's
    // id. The first step never goes stale. Tokens that are refused are in neither, so they cannot crowd out good ones.
    private final Cache<ByteBuffer, UUID> ids = cache();
    private final Cache<UUID, Actor> actors = cache();

    public Authentication(Database database, InstantSource time, LastUses lastUses) {
        this.store = new ActorStore(database);
        this.time = time;
        this.lastUses = lastUses;
    }

    /**
     * @param bearerToken what stands behind "Bearer" in the request; null when there is nothing
     * @throws Problem UNAUTHORIZED, always with the same message, unless the token is good and its user active
     */
    public Actor authenticate(@Nullable String bearerToken) {
        var actor = TokenSecret.parse(bearerToken)
                .flatMap(secret -> find(secret.hash()))
                .filter(this::isUnexpired)
                .orElseThrow(Authentication::refusal);
        lastUses.note(actor.token().id(), time.instant());
        return actor;
    }

    /** Loads the actor anew at its token's next use. */
    public void forget(Actor actor) {
        actors.asMap().remove(actor.token().id(), actor);
    }

    /** The one answer to a token that is missing, malformed, unknown, revoked or expired, or whose user is inactive. */
    public static Problem refusal() {
        return new Problem(
                ErrorCode.UNAUTHORIZED,
                null,
                "a valid token is needed: send the header 'Authorization: Bearer ksr_…' with a token that is neither"
                        + " revoked nor expired");
    }

    private Optional<Actor> find(byte[] hash) {
        var id = ids.getIfPresent(ByteBuffer.wrap(hash));
        var known = id == null ? null : actors.getIfPresent(id);
        return known == null ? load(hash) : Optional.of(known);
    }

    private Optional<Actor> load(byte[] hash) {
        var loaded = store.find(hash);
        loaded.ifPresent(actor -> {
            ids.put(ByteBuffer.wrap(hash), actor.token().id());
            actors.put(actor.token().id(), actor);
        });
        return loaded;
    }

    private boolean isUnexpired(Actor actor) {
        var expiresAt = actor.token().expiresAt();
        return expiresAt == null || time.instant().isBefore(expiresAt);
    }

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_KNOWN)
                .expireAfterAccess(IDLE)
                .build();
    }
}
