package app.kasar.http;

import static app.kasar.http.TestServer.get;
import static app.kasar.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.DatabaseExtension;
import app.kasar.access.Actor;
import app.kasar.access.Scope;
import app.kasar.db.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(DatabaseExtension.class)
class RateLimitsTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final Database database;

    RateLimitsTest(Database database) {
        this.database = database;
    }

    private TestServer server(int limit) {
        return TestServer.start(
                TestServer.settings(limit), database, now::get, get("/things", request -> text("things")));
    }

    private RateLimits node() {
        return new RateLimits(new RateLedger(database), 0, now::get);
    }

    private static Actor caller(Integer limit) {
        return TestServer.Callers.actor(Set.of(Scope.MCP), limit);
    }

    @Test
    void exactly_the_limit_passes_and_every_answer_tells_where_the_caller_stands() {
        try (var server = server(40)) {
            for (var left = 39; left >= 0; left--) {
                var reply = server.get(left % 2 == 0 ? "/api/v1/things" : "/api/v1/things?x=1");
                assertThat(reply.header("X-RateLimit-Limit")).isEqualTo("40");
                assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo(String.valueOf(left));
                assertThat(reply.header("X-RateLimit-Policy")).isEqualTo("api:token");
                assertThat(Long.parseLong(reply.header("X-RateLimit-Reset")))
                        .isBetween(START.getEpochSecond() + 60, START.getEpochSecond() + 65);
            }
            var refused = server.get("/api/v1/things");
            assertThat(refused.status()).isEqualTo(429);
            assertThat(refused.code()).isEqualTo("RATE_LIMITED");
            assertThat(refused.json().path("error").booleanValue()).isTrue();
            assertThat(refused.json().path("policy").asString()).isEqualTo("api:token");
            assertThat(refused.message()).startsWith("Too many requests: ");
            assertThat(refused.header("Retry-After"))
                    .isEqualTo(refused.json().path("retryAfterSeconds").asString());
            assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
            now.set(now.get().plusSeconds(Long.parseLong(refused.header("Retry-After"))));
            assertThat(server.get("/api/v1/things").status()).isEqualTo(200);
        }
    }

    @Test
    void the_organizations_own_limit_goes_before_the_servers_and_nought_is_none() {
        try (var server = server(5)) {
            server.callers.byToken.put(TestServer.TOKEN, caller(0));
            assertThat(server.get("/api/v1/things").header("X-RateLimit-Limit")).isEmpty();
            server.callers.byToken.put(TestServer.TOKEN, caller(1));
            assertThat(server.get("/api/v1/things").header("X-RateLimit-Limit")).isEqualTo("1");
            assertThat(server.get("/api/v1/things").status()).isEqualTo(429);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60, 600})
    void no_minute_sees_more_than_the_limit_over_all_nodes(int limit) {
        var random = new Random(limit);
        var nodes = new RateLimits[] {node(), node(), node()};
        var caller = caller(limit);
        var passed = new ArrayDeque<Instant>();
        var total = 0;
        for (var i = 0; i < 6 * limit + 200; i++) {
            now.set(now.get().plusMillis(random.nextInt(100) == 0 ? random.nextInt(40_000) : random.nextInt(60)));
            var standing = nodes[random.nextInt(nodes.length)].count(caller).orElseThrow();
            if (!standing.refused()) {
                passed.addLast(now.get());
                total++;
            }
            while (!passed.isEmpty() && passed.getFirst().isBefore(now.get().minusSeconds(60))) {
                passed.removeFirst();
            }
            assertThat(passed).hasSizeLessThanOrEqualTo(limit);
        }
        assertThat(total).isGreaterThanOrEqualTo(limit);
    }

    @Test
    void one_node_gives_back_what_it_leased_and_did_not_use() {
        var node = node();
        var caller = caller(160);
        node.count(caller);
        now.set(now.get().plusSeconds(6));
        for (var left = 158; left >= 0; left--) {
            assertThat(node.count(caller).orElseThrow().remaining()).isEqualTo(left);
        }
        assertThat(node.count(caller).orElseThrow().refused()).isTrue();
    }

    @Test
    void while_the_database_is_away_each_node_limits_alone() {
        try (var away = TestServer.databaseAway()) {
            var node = new RateLimits(new RateLedger(away), 3, now::get);
            var caller = caller(null);
            for (var left = 2; left >= 0; left--) {
                assertThat(node.count(caller).orElseThrow().remaining()).isEqualTo(left);
            }
            assertThat(node.count(caller).orElseThrow().refused()).isTrue();
            now.set(now.get().plus(Duration.ofSeconds(61)));
            assertThat(node.count(caller).orElseThrow().refused()).isFalse();
        }
    }
}
