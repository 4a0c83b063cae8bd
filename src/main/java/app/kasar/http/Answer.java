package app.kasar.http;

import app.kasar.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * An answer, ready to be sent.
 *
 * @param body UTF-8 JSON; empty where the body is streamed
 * @param stream what writes the body while it is sent; null where the answer is whole
 */
public record Answer(
        int status,
        Map<String, String> headers,
        byte[] body,
        @Nullable Stream stream) {
    private static final int INITIAL_SIZE = 4096;

    public Answer {
        headers = Map.copyOf(headers);
    }

    public Answer(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, null);
    }

    /**
     * Writes a body of any length while it is sent. What it throws before the first bytes have left is answered as any other
     * failure, and where that is right it is run again; later it breaks the connection, so that nobody takes a part for the
     * whole. Runs in none but the caller's thread, and not at all for HEAD.
     */
    @FunctionalInterface
    public interface Stream {
        /** @param out need not be closed; what is written may wait in it */
        void write(OutputStream out) throws IOException;
    }

    /** An answer whose body is written while it is sent, compressed where the caller takes that. */
    public static Answer streamed(String contentType, Stream stream) {
        return new Answer(200, Map.of(HttpHeaders.CONTENT_TYPE, contentType), new byte[0], stream);
    }

    /** Writes the body of an answer, one JSON value. */
    @FunctionalInterface
    public interface BodyWriter {
        void write(JsonGenerator json);
    }

    public static Answer ok(BodyWriter body) {
        return of(200, body);
    }

    public static Answer created(BodyWriter body) {
        return of(201, body);
    }

    public static Answer of(int status, BodyWriter body) {
        var bytes = new ByteArrayOutputStream(INITIAL_SIZE);
        try (var json = Json.MAPPER.createGenerator(bytes)) {
            body.write(json);
        }
        return new Answer(status, Map.of(), bytes.toByteArray());
    }

    public Answer withHeader(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body, stream);
    }
}
