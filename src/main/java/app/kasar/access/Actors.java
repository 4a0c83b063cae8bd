package app.kasar.access;

import app.kasar.db.Database;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Who work that goes on after its request is done for, as they are now. */
public final class Actors {
    private final ActorStore store;
    private final InstantSource clock;

    public Actors(Database database, InstantSource clock) {
        this.store = new ActorStore(database);
        this.clock = clock;
    }

    /** The organization in this schema; empty when there is none any more. */
    public Optional<Organization> findOrganization(String schemaName) {
        return store.findOrganization(schemaName);
    }

    /**
     * The owner of a token, with the rights both have now; empty when the token has been revoked or has expired, or its
     * owner is no longer active.
     *
     * @param workspaceUserId the owner, who where {@code tokenId} is {@link Actor#NO_TOKEN} must be an administrator
     */
    public Optional<Actor> find(String schemaName, UUID workspaceUserId, UUID tokenId) {
        if (tokenId.equals(Actor.NO_TOKEN)) {
            return store.findOperator(schemaName, workspaceUserId);
        }
        return store.find(tokenId).filter(this::isInTime);
    }

    private boolean isInTime(Actor actor) {
        var expiresAt = actor.token().expiresAt();
        return expiresAt == null || clock.instant().isBefore(expiresAt);
    }
}
