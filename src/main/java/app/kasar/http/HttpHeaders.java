package app.kasar.http;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;

/** Names of headers that are ours or that the web server does not name. */
final class HttpHeaders {
    static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    static final HeaderName FORWARDED_PROTO = HeaderNames.create("X-Forwarded-Proto");
    static final String RETRY_AFTER = "Retry-After";
    static final String IDEMPOTENT_REPLAYED = "Idempotent-Replayed";
    static final String DRY_RUN = "Dry-Run";
    static final String CACHE_CONTROL = "Cache-Control";
    static final String CONTENT_TYPE = "Content-Type";

    private HttpHeaders() {}
}
