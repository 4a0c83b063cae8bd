package app.kasar.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** Imports files over HTTP and waits for what becomes of them. */
public final class Importing {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final Client client;

    public Importing(Client client) {
        this.client = client;
    }

    /** The job at its end. */
    public JsonNode csv(String objectAndQuery, String text) {
        return file(objectAndQuery, "text/csv", text.getBytes(StandardCharsets.UTF_8));
    }

    public JsonNode file(String objectAndQuery, String contentType, byte[] bytes) {
        return ended(start(objectAndQuery, contentType, bytes));
    }

    /** The new job's id. */
    public String start(String objectAndQuery, String contentType, byte[] bytes) {
        return client.upload("/import/" + objectAndQuery, contentType, bytes)
                .expect(202)
                .id();
    }

    /** The job once it has ended. */
    public JsonNode ended(String id) {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            var job = client.get("/jobs/" + id).expect(200).data();
            if (!job.path("status").asString().matches("queued|running")) {
                return job;
            }
            assertThat(System.nanoTime()).as(() -> "still going: " + job).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** The records the job could not take, as CSV. */
    public String errors(JsonNode job) {
        return client.text("/jobs/" + job.path("id").asString() + "/errors");
    }

    /** {@code created, updated, duplicates, failed}. */
    public static String counts(JsonNode job) {
        return "%s: %d created, %d updated, %d duplicates, %d failed"
                .formatted(
                        job.path("status").asString(),
                        job.path("created").asLong(),
                        job.path("updated").asLong(),
                        job.path("duplicates").asLong(),
                        job.path("failed").asLong());
    }
}
