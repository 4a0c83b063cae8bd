package app.kasar.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.api.RunningKasar;
import app.kasar.api.TestOrganization;
import app.kasar.db.Statement;
import app.kasar.transfer.Importing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EndedJobsTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static RunningKasar kasar;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    private static String job(TestOrganization organization) {
        var job = new Importing(organization.admin()).csv("companies", "name,nme\nFine,\n,x\n");
        assertThat(job.path("failed").asInt()).isEqualTo(1);
        return job.path("id").asString();
    }

    private static long rows(TestOrganization organization, String table) {
        return kasar.database()
                .database()
                .find(
                        Statement.fixed("SELECT count(*) FROM \"%s\".%s".formatted(organization.schemaName(), table)),
                        row -> row.number(1))
                .orElseThrow();
    }

    private static void await(BooleanSupplier condition) {
        var end = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void a_server_that_starts_clears_away_what_ended_a_month_ago_and_nothing_else() {
        var organization = kasar.organization("acme");
        var admin = organization.admin();
        admin.post("/records/contacts/batch/create", Map.of("records", List.of(ann(), ann())))
                .expect(200);
        admin.post("/duplicates", Map.of("action", "detect", "object_name", "contacts", "fields", List.of("name")))
                .expect(200);
        assertThat(rows(organization, "duplicate_scans")).isEqualTo(1);
        var old = job(organization);
        kasar.clock().advance(Duration.ofDays(2));
        var young = job(organization);
        kasar.clock().advance(Duration.ofDays(29));

        try (var node = kasar.secondNode()) {
            assertThat(node.address()).isNotNull();
            await(() -> rows(organization, "duplicate_scans") == 0);
        }
        admin.get("/jobs/" + old).expect(404);
        admin.get("/jobs/" + young).expect(200);
        assertThat(rows(organization, "job_errors")).isEqualTo(1);
        assertThat(admin.text("/jobs/" + young + "/errors").lines()).hasSize(2);
    }

    private static Map<String, Object> ann() {
        return Map.of("first_name", "Ann", "last_name", "Twice");
    }

    @Test
    void many_go_a_few_at_a_time() {
        var organization = kasar.organization("many");
        var database = kasar.database().database();
        var schema = organization.schemaName();
        database.execute(Statement.fixed("""
                INSERT INTO "%s".jobs (id, kind, status, requested_by, token_id, details, error_header, created_at, finished_at)
                SELECT gen_random_uuid(), 'import', 'done', gen_random_uuid(), gen_random_uuid(), '{}', 'x', now(), now()
                FROM generate_series(1, 250)""".formatted(schema)));
        database.execute(Statement.fixed("""
                INSERT INTO "%1$s".job_errors (job_id, place, line, code, message, record)
                SELECT id, n, n, 'X', '', '' FROM "%1$s".jobs, generate_series(1, 90) n""".formatted(schema)));

        var ended = new EndedJobs(database);
        var now = Instant.now();
        assertThat(ended.remove(schema, now.minus(Duration.ofDays(1)))).isZero();
        assertThat(ended.remove(schema, now.plus(Duration.ofDays(1)))).isEqualTo(250);
        assertThat(rows(organization, "job_errors")).isZero();
    }
}
