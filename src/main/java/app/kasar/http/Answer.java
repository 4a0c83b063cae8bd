package app.kasar.http;

import app.kasar.json.Json;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/**
 * A whole answer, ready to be sent.
 *
 * @param body UTF-8 JSON
 */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    private static final int INITIAL_SIZE = 4096;

    public Answer {
        headers = Map.copyOf(headers);
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
        return new Answer(status, more, body);
    }
}
