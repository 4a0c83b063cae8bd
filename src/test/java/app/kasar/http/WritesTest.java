package app.kasar.http;

import static app.kasar.http.TestServer.SCHEMA;
import static app.kasar.http.TestServer.route;
import static app.kasar.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.DatabaseExtension;
import app.kasar.TestPostgres.FreshDatabase;
import app.kasar.db.Database;
import app.kasar.db.Migrations;
import app.kasar.db.Statement;
import app.kasar.problem.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WritesTest {
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-02T03:04:05Z"));
    private final Database database;
    private final TestServer server;

    WritesTest(FreshDatabase fresh) {
        database = fresh.database();
        Migrations.organization(fresh.pool(), SCHEMA);
        database.executeScript("CREATE TABLE written (id integer GENERATED ALWAYS AS IDENTITY, text text)");
        server = TestServer.start(
                TestServer.settings(0),
                database,
                now::get,
                TestServer.post("/written", this::write),
                TestServer.post("/refused", request -> {
                    write(request);
                    throw Problem.invalid("text", "never this");
                }),
                TestServer.post("/unsuccessful", request -> {
                    write(request);
                    return new Answer(409, java.util.Map.of(), "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
                }),
                route(Route.Method.DELETE, "/written", Route.Body.NONE, this::write),
                TestServer.get("/written", this::write));
    }

    private Answer write(Request request) {
        var id = database.list(
                Statement.fixed("INSERT INTO written (text) VALUES (?) RETURNING id", String.valueOf(request.body())),
                row -> row.text(1));
        return text(id.getFirst()).withHeader("ETag", "\"" + id.getFirst() + "\"");
    }

    private long count() {
        return database.list(Statement.fixed("SELECT count(*) FROM written"), row -> row.number(1))
                .getFirst();
    }

    private TestServer.Reply post(String path, String body, String key) {
        return server.send("POST", "/api/v1" + path, body, "Idempotency-Key", key);
    }

    @BeforeEach
    void clear() {
        database.executeScript("TRUNCATE written; TRUNCATE " + SCHEMA + ".idempotency_keys");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_dry_run_answers_as_the_write_would_and_changes_nothing() {
        var reply = server.send("POST", "/api/v1/written?dry_run=true", "{}", "Idempotency-Key", "a");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("Dry-Run")).isEqualTo("true");
        assertThat(count()).isZero();
        assertThat(post("/written", "{}", "a").header("Idempotent-Replayed")).isEmpty();
        assertThat(server.send("POST", "/api/v1/written?dry_run=false", "{}").header("Dry-Run"))
                .isEmpty();
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void the_same_key_writes_once_and_answers_the_same() {
        var first = post("/written", "{\"a\":1}", "key 1");
        var second = post("/written", "{\"a\":1}", "key 1");
        assertThat(second.response().body()).isEqualTo(first.response().body());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(first.header("Idempotent-Replayed")).isEmpty();
        assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(second.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void the_key_with_another_request_is_a_mismatch() {
        post("/written", "{\"a\":1}", "k");
        var other = post("/written", "{\"a\":2}", "k");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_MISMATCH");
        assertThat(post("/refused", "{\"a\":1}", "k").status()).isEqualTo(422);
        assertThat(server.send("DELETE", "/api/v1/written", "", "Idempotency-Key", "k")
                        .status())
                .isEqualTo(422);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_refusal_undoes_everything_and_leaves_the_key_unused() {
        assertThat(post("/refused", "{}", "k").status()).isEqualTo(400);
        assertThat(count()).isZero();
        assertThat(post("/written", "{}", "k").status()).isEqualTo(200);
    }

    @Test
    void an_answer_that_is_no_success_is_not_kept() {
        assertThat(post("/unsuccessful", "{}", "k").status()).isEqualTo(409);
        assertThat(post("/written", "{}", "k").header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void concurrent_requests_with_one_key_write_once() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<String>> same = IntStream.range(0, 6)
                    .<Callable<String>>mapToObj(
                            i -> () -> post("/written", "{}", "race").data())
                    .toList();
            var answers = threads.invokeAll(same).stream().map(java.util.concurrent.Future::resultNow);
            assertThat(answers.collect(Collectors.toSet())).hasSize(1);
        }
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void a_key_is_forgotten_after_a_day() {
        post("/written", "{}", "k");
        now.updateAndGet(time -> time.plus(Duration.ofHours(24)));
        assertThat(post("/written", "{}", "k").header("Idempotent-Replayed")).isEqualTo("true");
        now.updateAndGet(time -> time.plus(Duration.ofSeconds(1)));
        var again = post("/written", "{\"other\":1}", "k");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.header("Idempotent-Replayed")).isEmpty();
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void keys_belong_to_a_token() {
        server.callers.byToken.put(
                "ksr_other", TestServer.Callers.actor(java.util.Set.of(app.kasar.access.Scope.MCP), null));
        post("/written", "{}", "k");
        var other = server.sendBare(
                "POST", "/api/v1/written", "{}", "Authorization", "Bearer ksr_other", "Idempotency-Key", "k");
        assertThat(other.header("Idempotent-Replayed")).isEmpty();
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void a_key_must_be_printable_and_not_too_long() {
        assertThat(post("/written", "{}", "x".repeat(256)).code()).isEqualTo("VALIDATION_ERROR");
        assertThat(post("/written", "{}", "x".repeat(255)).status()).isEqualTo(200);
        assertThat(post("/written", "{}", "").status()).isEqualTo(400);
    }

    @Test
    void reads_take_no_key() {
        assertThat(server.get("/api/v1/written", "Idempotency-Key", "k").status())
                .isEqualTo(200);
        assertThat(server.get("/api/v1/written", "Idempotency-Key", "k").header("Idempotent-Replayed"))
                .isEmpty();
    }
}
