package app.kasar.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Loads many records as a client would: batches of 100, a few at once. */
final class Batches {
    private Batches() {}

    /** The ids, in the order of the records. */
    static List<String> create(Client client, String object, List<? extends Map<String, ?>> records) {
        try (var threads = Executors.newFixedThreadPool(4)) {
            var running = new ArrayList<Future<List<String>>>();
            for (var from = 0; from < records.size(); from += 100) {
                var batch = records.subList(from, Math.min(records.size(), from + 100));
                running.add(threads.submit(() -> batch(client, object, batch)));
            }
            var ids = new ArrayList<String>();
            for (var one : running) {
                ids.addAll(one.get());
            }
            return ids;
        } catch (ExecutionException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static List<String> batch(Client client, String object, List<? extends Map<String, ?>> batch) {
        var reply = client.post("/records/" + object + "/batch/create?atomic=false", Map.of("records", batch))
                .expect(200);
        assertThat(reply.body().path("failed").asInt())
                .as(() -> reply.body().path("errors").toString())
                .isZero();
        return reply.data()
                .valueStream()
                .map(record -> record.path("id").asString())
                .toList();
    }
}
