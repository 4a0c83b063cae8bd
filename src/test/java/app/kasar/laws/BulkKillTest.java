package app.kasar.laws;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.db.ConnectionPool;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import app.kasar.db.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(240)
class BulkKillTest {
    private static final int DEALS = 20_000;
    private static final int BEFORE_THE_KILL = 3_000;

    @TempDir
    Path data;

    @Test
    void an_operation_goes_on_after_a_kill_and_changes_every_record_once() throws Exception {
        String token;
        String schema;
        String job;
        try (var first = ServedKasar.start(data)) {
            var created = first.organization("acme");
            token = created.path("token").asString();
            schema = created.path("schemaName").asString();
            var client = first.client(token);
            var imported = client.upload("/import/opportunities?duplicate_check=off", "text/csv", deals());
            until(client, imported.expect(202).id(), BulkKillTest::isDone);
            job = client.post("/bulk", closeAll()).expect(202).id();
            until(client, job, now -> now.path("processed").asLong() >= BEFORE_THE_KILL);
            first.kill();
        }
        try (var second = ServedKasar.start(data)) {
            var client = second.client(token);
            assertThat(client.get("/jobs/" + job)
                            .expect(200)
                            .data()
                            .path("status")
                            .asString())
                    .isEqualTo("running");
            var ended = until(client, job, BulkKillTest::isDone);
            assertThat(ended.path("processed").asLong()).isEqualTo(DEALS);
            assertThat(ended.path("updated").asLong()).isEqualTo(DEALS);
            assertThat(ended.path("failed").asLong()).isZero();
        }
        try (var postgres = EmbeddedPostgres.open(data);
                var pool = ConnectionPool.open(postgres.jdbcUrl(), postgres.user(), postgres.password(), 2)) {
            var database = new Database(pool);
            assertThat(count(database, "SELECT count(*) FROM %s.opportunities WHERE status = 'closed_lost'", schema))
                    .isEqualTo(DEALS);
            var changes = "SELECT count(%s record_id) FROM %%s.events WHERE kind = 'updated'";
            assertThat(count(database, changes.formatted(""), schema)).isEqualTo(DEALS);
            assertThat(count(database, changes.formatted("DISTINCT"), schema)).isEqualTo(DEALS);
            assertThat(count(database, "SELECT count(*) FROM %s.job_files", schema))
                    .isZero();
        }
    }

    private static byte[] deals() {
        return IntStream.range(0, DEALS)
                .mapToObj("Deal %d,open"::formatted)
                .collect(Collectors.joining("\n", "name,status\n", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> closeAll() {
        return Map.of(
                "action", "update_field",
                "object_name", "opportunities",
                "filters",
                        Map.of("conditions", List.of(Map.of("field", "status", "operator", "equals", "value", "open"))),
                "max_affected", DEALS,
                "field_name", "status",
                "field_value", "closed_lost");
    }

    private static boolean isDone(JsonNode job) {
        return job.path("status").asString().equals("done");
    }

    private static JsonNode until(Client client, String id, Predicate<JsonNode> condition) {
        while (true) {
            var job = client.get("/jobs/" + id).expect(200).data();
            if (condition.test(job)) {
                return job;
            }
        }
    }

    private static long count(Database database, String query, String schema) {
        return database.find(Statement.fixed(query.formatted(schema)), row -> row.number(1))
                .orElseThrow();
    }
}
