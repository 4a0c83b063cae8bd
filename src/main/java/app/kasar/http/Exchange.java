package app.kasar.http;

import app.kasar.access.Actor;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import java.io.InputStream;
import java.util.Optional;
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
    private @Nullable InputStream body;
    private boolean bodyBroken;

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

    Optional<String> header(String name) {
        return incoming.headers().first(HeaderNames.create(name));
    }

    boolean hasBody() {
        return incoming.content().hasEntity();
    }

    /** The body's bytes; the same stream every time. */
    InputStream body() {
        if (body == null) {
            body = incoming.content().inputStream();
        }
        return body;
    }

    /** Where the body ends can no longer be told. */
    void bodyIsBroken() {
        bodyBroken = true;
    }

    /** Whether there are, or may still come, bytes of the body that can be read and were not. */
    boolean hasUnreadBody() {
        return !bodyBroken && hasBody() && !incoming.content().consumed();
    }

    /** Whether no further request can come on this connection: the caller wants it so, or its bytes cannot be followed. */
    boolean isLast() {
        return isHttp1()
                && (bodyBroken || awaitsLeave() || incoming.headers().containsToken(HeaderValues.CONNECTION_CLOSE));
    }

    /** Whether the caller waits for leave to send a body, and was given none. */
    boolean awaitsLeave() {
        return body == null && hasBody() && incoming.headers().containsToken(HeaderValues.EXPECT_100);
    }

    boolean isHttp1() {
        return incoming.prologue().protocolVersion().startsWith("1");
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
