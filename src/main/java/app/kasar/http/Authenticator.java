package app.kasar.http;

import app.kasar.access.Actor;

/** Tells who a bearer token belongs to. */
public interface Authenticator {

    /** @throws app.kasar.problem.Problem UNAUTHORIZED for a token that is unknown, revoked or expired */
    Actor authenticate(String bearerToken);

    /** Drops what is remembered of this actor's organization, so that the next call reads it anew. */
    void forget(Actor actor);
}
