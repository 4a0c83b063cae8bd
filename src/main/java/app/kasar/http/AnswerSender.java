package app.kasar.http;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts an answer on the wire, with the headers every answer has. */
final class AnswerSender {
    static final String JSON = "application/json; charset=utf-8";
    private static final Header CONTENT_TYPE = HeaderValues.createCached(HeaderNames.CONTENT_TYPE, JSON);
    private static final Header NO_SNIFFING = HeaderValues.createCached("X-Content-Type-Options", "nosniff");
    private static final Header NO_STORE = HeaderValues.createCached(HeaderNames.CACHE_CONTROL, "no-store");
    private static final byte[] NOTHING = new byte[0];

    private final Cors cors;

    AnswerSender(Cors cors) {
        this.cors = cors;
    }

    void send(Exchange exchange, Answer answer, ServerResponse out) {
        head(exchange, answer, out);
        sendBody(exchange, answer, out);
    }

    /** Sets the status and all headers; they leave with the first bytes of the body. */
    void head(Exchange exchange, Answer answer, ServerResponse out) {
        var headers = out.headers();
        if (answer.body().length > 0) {
            headers.set(CONTENT_TYPE);
        }
        if (exchange.isLast()) {
            headers.set(HeaderValues.CONNECTION_CLOSE);
        }
        headers.set(NO_STORE);
        headers.set(NO_SNIFFING);
        headers.set(RequestIds.HEADER, exchange.id());
        cors.mark(exchange, headers);
        markLimit(exchange.standing(), headers);
        for (Map.Entry<String, String> header : answer.headers().entrySet()) {
            headers.set(HeaderValues.create(header.getKey(), header.getValue()));
        }
        out.status(Status.create(answer.status()));
    }

    private static void sendBody(Exchange exchange, Answer answer, ServerResponse out) {
        if (answer.stream() != null) {
            // To HEAD alone: how long the body would be is not known without making it.
            out.headers().set(HeaderValues.TRANSFER_ENCODING_CHUNKED);
            out.send(NOTHING);
        } else if (exchange.method().equals("HEAD")) {
            out.headers().contentLength(answer.body().length);
            out.send(NOTHING);
        } else {
            out.send(answer.body());
        }
    }

    private static void markLimit(@Nullable RateStanding standing, ServerResponseHeaders headers) {
        if (standing == null) {
            return;
        }
        headers.set(HeaderValues.create("X-RateLimit-Limit", standing.limit()));
        headers.set(HeaderValues.create("X-RateLimit-Remaining", Math.max(0, standing.remaining())));
        headers.set(HeaderValues.create("X-RateLimit-Reset", standing.reset().getEpochSecond()));
        headers.set(HeaderValues.create("X-RateLimit-Policy", standing.policy()));
    }
}
