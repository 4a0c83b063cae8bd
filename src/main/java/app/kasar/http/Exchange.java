package app.kasar.http;

import app.kasar.access.Actor;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import org.jspecify.annotations.Nullable;

/** One request on its way: what came in, and what is known of it so far. Belongs to one thread. */
final class Exchange {
    private final ServerRequest incoming;
    private final String id;
    private final @Nullable String origin;
    private final long startedNanos = System.nanoTime();
    private @Nullable Endpoint endpoint;
    private @Nullable Actor actor;
    private @Nullable RateStanding standing;

    Exchange(ServerRequest incoming) {
        this.incoming = incoming;
        this.id = RequestIds.of(incoming.headers());
        this.origin = incoming.headers().first(HeaderNames.ORIGIN).orElse(null);
    }

    ServerRequest incoming() {
        return incoming;
    }

    String id() {
        return id;
    }

    @Nullable
    String origin() {
        return origin;
    }

    String method() {
        return incoming.prologue().method().text();
    }

    /** As sent, still percent-encoded. */
    String rawPath() {
        return incoming.prologue().uriPath().rawPath();
    }

    /** As sent, still percent-encoded; empty when there is none. */
    String rawQuery() {
        return incoming.prologue().query().rawValue();
    }

    long elapsedNanos() {
        return System.nanoTime() - startedNanos;
    }

    @Nullable
    Endpoint endpoint() {
        return endpoint;
    }

    void routedTo(Endpoint found) {
        endpoint = found;
    }

    @Nullable
    Actor actor() {
        return actor;
    }

    void authenticatedAs(Actor caller) {
        actor = caller;
    }

    @Nullable
    RateStanding standing() {
        return standing;
    }

    void countedAs(RateStanding counted) {
        standing = counted;
    }
}
