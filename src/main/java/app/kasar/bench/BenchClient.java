package app.kasar.bench;

import app.kasar.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Sends one request after another, over a kept connection, and reads the answers. */
record BenchClient(URI server, String token) {
    /** What is answered. */
    JsonNode post(String path, String body) {
        try {
            var connection =
                    (HttpURLConnection) server.resolve("/api/v1" + path).toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setRequestProperty("Authorization", "Bearer " + token);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
            return answer(connection);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    JsonNode get(String path) {
        try {
            var connection =
                    (HttpURLConnection) server.resolve("/api/v1" + path).toURL().openConnection();
            connection.setRequestProperty("Authorization", "Bearer " + token);
            return answer(connection);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static JsonNode answer(HttpURLConnection connection) throws IOException {
        try (var answer = connection.getInputStream()) {
            return Json.MAPPER.readTree(answer);
        }
    }
}
