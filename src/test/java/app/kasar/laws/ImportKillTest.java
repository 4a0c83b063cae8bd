package app.kasar.laws;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.Client;
import app.kasar.db.ConnectionPool;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import app.kasar.db.embedded.EmbeddedPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(240)
class ImportKillTest {
    private static final int ROWS = 20_000;
    private static final int BEFORE_THE_KILL = 3_000;

    @TempDir
    Path data;

    @Test
    void an_import_goes_on_after_a_kill_and_writes_every_row_once() throws Exception {
        String token;
        String schema;
        String job;
        try (var first = ServedKasar.start(data)) {
            var created = first.organization("acme");
            token = created.path("token").asString();
            schema = created.path("schemaName").asString();
            var file = rows().getBytes(StandardCharsets.UTF_8);
            job = first.client(token)
                    .upload("/import/contacts", "text/csv", file)
                    .expect(202)
                    .id();
            until(first.client(token), job, now -> now.path("processed").asLong() >= BEFORE_THE_KILL);
            first.kill();
        }
        try (var second = ServedKasar.start(data)) {
            var atStart = second.client(token).get("/jobs/" + job).expect(200).data();
            assertThat(atStart.path("status").asString()).isEqualTo("running");
            var ended = until(
                    second.client(token),
                    job,
                    now -> !now.path("status").asString().equals("running"));
            assertThat(ended.path("status").asString()).isEqualTo("done");
            assertThat(ended.path("created").asLong()).isEqualTo(ROWS - 2);
            assertThat(ended.path("duplicates").asLong()).isEqualTo(1);
            assertThat(ended.path("failed").asLong()).isEqualTo(1);
            assertThat(second.client(token).text("/jobs/" + job + "/errors").lines())
                    .hasSize(2);
        }
        try (var postgres = EmbeddedPostgres.open(data);
                var pool = ConnectionPool.open(postgres.jdbcUrl(), postgres.user(), postgres.password(), 2)) {
            var database = new Database(pool);
            assertThat(count(database, "SELECT count(*) FROM %s.contacts".formatted(schema)))
                    .isEqualTo(ROWS - 2);
            assertThat(count(database, "SELECT count(DISTINCT last_name) FROM %s.contacts".formatted(schema)))
                    .isEqualTo(ROWS - 2);
            assertThat(count(
                            database,
                            "SELECT count(*) FROM %s.events WHERE object_name = 'contacts'".formatted(schema)))
                    .isEqualTo(ROWS - 2);
            assertThat(count(database, "SELECT count(*) FROM %s.job_files".formatted(schema)))
                    .isZero();
            assertThat(count(database, "SELECT count(*) FROM kasar.scheduled_tasks"))
                    .isZero();
        }
    }

    /** Of the last two one is there already and one is none. */
    private static String rows() {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> row < ROWS - 2
                        ? "Ada,Number %d,ada%d@example.com".formatted(row, row)
                        : row == ROWS - 2 ? "Again,Number 1,ADA1@example.com" : "Broken,Number x,no address")
                .collect(Collectors.joining("\n", "first name,last name,email\n", "\n"));
    }

    private interface Condition {
        boolean holds(JsonNode job);
    }

    private static JsonNode until(Client client, String id, Condition condition) {
        while (true) {
            var job = client.get("/jobs/" + id).expect(200).data();
            if (condition.holds(job)) {
                return job;
            }
        }
    }

    private static long count(Database database, String query) {
        return database.find(Statement.fixed(query), row -> row.number(1)).orElseThrow();
    }
}
