package app.kasar.bench;

import app.kasar.bench.BenchOrganization.Caller;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Looking for duplicates among all contacts, by equal keys and by likeness. */
final class DuplicatesMeasure {
    private final Caller caller;

    DuplicatesMeasure(Caller caller) {
        this.caller = caller;
    }

    void measure(ServerUnderTest server, BenchReport report) {
        report.add("duplicates among all contacts, exact, seconds (wanted: 10)", seconds(server.address(), "exact"));
        report.add("duplicates among all contacts, fuzzy, seconds (wanted: 60)", seconds(server.address(), "fuzzy"));
    }

    private double seconds(URI server, String mode) {
        var body = "{\"action\": \"detect\", \"object_name\": \"contacts\", \"mode\": \"%s\"}".formatted(mode);
        var started = System.nanoTime();
        try (var answer = post(server, body)) {
            answer.transferTo(OutputStream.nullOutputStream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return (System.nanoTime() - started) / 1e9;
    }

    private InputStream post(URI server, String body) throws IOException {
        var connection =
                (HttpURLConnection) server.resolve("/api/v1/duplicates").toURL().openConnection();
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Authorization", "Bearer " + caller.token());
        connection.setRequestProperty("Content-Type", "application/json");
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
        return connection.getInputStream();
    }
}
