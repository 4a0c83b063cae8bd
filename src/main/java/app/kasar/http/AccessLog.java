package app.kasar.http;

import app.kasar.json.Json;
import java.io.StringWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line of JSON a request. Holds no query value, no body and no secret. */
final class AccessLog {
    private static final Logger LOG = LoggerFactory.getLogger("app.kasar.access");
    private static final double NANOS_A_MICROSECOND = 1_000;

    private AccessLog() {}

    /**
     * What of a body was sent.
     *
     * @param isWhole false for one that ended before its end
     */
    record Sent(long bytes, boolean isWhole) {}

    static void write(Exchange exchange, int status, Sent sent) {
        if (LOG.isInfoEnabled()) {
            LOG.info(line(exchange, status, sent));
        }
    }

    private static String line(Exchange exchange, int status, Sent sent) {
        var line = new StringWriter();
        try (var json = Json.MAPPER.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringProperty("method", exchange.method());
            var endpoint = exchange.endpoint();
            json.writeStringProperty("route", endpoint == null ? null : endpoint.template());
            json.writeStringProperty("path", exchange.rawPath());
            json.writeNumberProperty("status", status);
            json.writeNumberProperty(
                    "duration_ms", Math.round(exchange.elapsedNanos() / NANOS_A_MICROSECOND) / 1_000.0);
            json.writeStringProperty("request_id", exchange.id());
            var actor = exchange.actor();
            if (actor != null) {
                json.writeStringProperty(
                        "organization_id", actor.organization().id().toString());
                json.writeStringProperty("token_id", actor.token().id().toString());
            }
            json.writeNumberProperty("bytes", sent.bytes());
            if (!sent.isWhole()) {
                json.writeBooleanProperty("broken_off", true);
            }
            json.writeEndObject();
        }
        return line.toString();
    }
}
