package app.kasar.http;

import app.kasar.problem.Problem;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import java.util.Map;

/** Which browser origins may read answers. Tokens travel in a header, so credentials are never allowed. */
final class Cors {
    private static final Header VARY = HeaderValues.createCached("Vary", "Origin");
    private static final Header EXPOSED = HeaderValues.createCached(
            "Access-Control-Expose-Headers",
            "X-Request-Id, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-RateLimit-Policy, "
                    + "Retry-After, ETag, Idempotent-Replayed, Dry-Run, Location, Allow, Content-Disposition");
    private static final String ALLOWED_HEADERS =
            "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Request-Id";
    private static final String MAX_AGE_SECONDS = "600";

    private final Origins origins;

    Cors(Origins origins) {
        this.origins = origins;
    }

    static boolean isPreflight(Exchange exchange) {
        return exchange.origin() != null
                && exchange.incoming().headers().contains(HeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
    }

    /** @throws Problem PERMISSION_DENIED when no organization allows the origin */
    Answer preflight(Exchange exchange, String allowedMethods) {
        if (!isAllowed(exchange)) {
            throw Problem.denied("no organization allows requests from this origin");
        }
        return new Answer(
                204,
                Map.of(
                        "Access-Control-Allow-Methods", allowedMethods,
                        "Access-Control-Allow-Headers", ALLOWED_HEADERS,
                        "Access-Control-Max-Age", MAX_AGE_SECONDS),
                new byte[0]);
    }

    void mark(Exchange exchange, ServerResponseHeaders headers) {
        headers.add(VARY);
        if (exchange.origin() != null && isAllowed(exchange)) {
            headers.set(HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, exchange.origin());
            headers.set(EXPOSED);
        }
    }

    /** Before it is known who is calling, an origin that any organization allows may read the refusal. */
    private boolean isAllowed(Exchange exchange) {
        var origin = exchange.origin();
        var actor = exchange.actor();
        if (origin == null) {
            return false;
        }
        return actor == null
                ? origins.isAllowed(origin)
                : actor.organization().settings().allowedOrigins().contains(origin);
    }
}
