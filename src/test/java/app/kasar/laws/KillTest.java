package app.kasar.laws;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.db.ConnectionPool;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import app.kasar.db.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class KillTest {
    private static final int WRITERS = 6;
    private static final int BATCH = 20;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 40;

    @TempDir
    Path data;

    private final AtomicInteger numbers = new AtomicInteger();
    /** The ids of every batch that was acknowledged. */
    private final ConcurrentLinkedQueue<List<String>> acknowledged = new ConcurrentLinkedQueue<>();

    @Test
    void what_was_acknowledged_is_there_once_with_its_event_and_no_atomic_batch_is_half_there() throws Exception {
        String token;
        String schema;
        try (var first = ServedKasar.start(data)) {
            var created = first.organization("acme");
            token = created.path("token").asString();
            schema = created.path("schemaName").asString();
            writeUntil(first.client(token), first::kill);
        }
        try (var second = ServedKasar.start(data)) {
            writeUntil(second.client(token), () -> {
                second.killDatabase();
                second.kill();
            });
        }
        try (var third = ServedKasar.start(data)) {
            third.client(token)
                    .post("/records/companies", Map.of("name", "After"))
                    .expect(201);
            var total = third.client(token)
                    .get("/records/companies?limit=1")
                    .expect(200)
                    .body()
                    .path("total")
                    .asLong();
            third.kill();
            assertKept(schema, total);
        }
    }

    /** What happens in the middle of the writing. */
    private interface Cut {
        void happen() throws Exception;
    }

    private void writeUntil(Client client, Cut cut) throws Exception {
        var enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_THE_KILL);
        var writing = new ArrayList<Future<?>>();
        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var writer = 0; writer < WRITERS; writer++) {
                var isAtomic = writer % 2 == 0;
                writing.add(writers.submit(() -> write(client, isAtomic, enough)));
            }
            enough.await();
            cut.happen();
        }
        for (var writer : writing) {
            writer.get();
        }
    }

    /** Batch after batch until nobody answers any more. */
    private void write(Client client, boolean isAtomic, CountDownLatch enough) {
        while (true) {
            var batch = (isAtomic ? "atomic " : "loose ") + numbers.incrementAndGet();
            var records = IntStream.range(0, BATCH)
                    .mapToObj(index -> Map.of("name", batch, "employee_count", index))
                    .toList();
            try {
                var reply =
                        client.post("/records/companies/batch/create?atomic=" + isAtomic, Map.of("records", records));
                if (reply.status() == 200) {
                    var ids = new ArrayList<String>();
                    reply.data().forEach(record -> ids.add(record.path("id").asString()));
                    assertThat(ids).hasSize(BATCH);
                    acknowledged.add(ids);
                    enough.countDown();
                }
            } catch (IllegalStateException connectionLost) {
                return;
            }
        }
    }

    private void assertKept(String schema, long total) {
        try (var postgres = EmbeddedPostgres.open(data);
                var pool = ConnectionPool.open(postgres.jdbcUrl(), postgres.user(), postgres.password(), 2)) {
            var database = new Database(pool);
            var rows = counts(database, "SELECT id::text, 1 FROM %s.companies".formatted(schema));
            var events = counts(
                    database,
                    "SELECT record_id::text, count(*) FROM %s.events WHERE kind = 'created' AND object_name = 'companies' GROUP BY 1"
                            .formatted(schema));
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(2 * ACKNOWLEDGED_BEFORE_THE_KILL);
            acknowledged.forEach(batch -> assertThat(rows.keySet()).containsAll(batch));
            assertThat(events).isEqualTo(rows);
            assertThat(total).isEqualTo(rows.size());
            var batches = counts(database, "SELECT name, count(*) FROM %s.companies GROUP BY 1".formatted(schema));
            assertThat(batches).allSatisfy((name, size) -> {
                if (name.startsWith("atomic")) {
                    assertThat(size).as(name).isEqualTo(BATCH);
                }
            });
        }
    }

    private static Map<String, Integer> counts(Database database, String query) {
        var counts = new HashMap<String, Integer>();
        database.list(Statement.fixed(query), row -> counts.put(row.requiredText(1), row.integer(2)));
        return counts;
    }
}
