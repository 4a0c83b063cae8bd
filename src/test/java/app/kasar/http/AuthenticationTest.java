package app.kasar.http;

import static app.kasar.http.TestServer.get;
import static app.kasar.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.DatabaseExtension;
import app.kasar.access.Scope;
import app.kasar.db.Database;
import app.kasar.db.StaleSnapshot;
import app.kasar.db.Statement;
import app.kasar.problem.Problem;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DatabaseExtension.class)
class AuthenticationTest {
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final TestServer server;

    AuthenticationTest(Database database) {
        server = TestServer.start(
                database,
                get("/me", request -> text(request.actor().token().name())),
                new Route(
                        Route.Method.GET,
                        "/inbox",
                        Route.Audience.INBOX,
                        "The inbox.",
                        new Route.Contents(List.of(), Route.Body.NONE),
                        request -> text("inbox")),
                get("/stale", request -> {
                    if (calls.incrementAndGet() <= failures.get()) {
                        throw new StaleSnapshot("the epoch moved on");
                    }
                    return text("fresh");
                }),
                get("/moved", request -> {
                    if (calls.incrementAndGet() <= failures.get()) {
                        database.list(Statement.fixed("SELECT * FROM no_such_table"), row -> row.text(1));
                    }
                    return text("fresh");
                }),
                get("/busy", request -> {
                    if (calls.incrementAndGet() <= failures.get()) {
                        database.executeScript("DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '40001'; END $$");
                    }
                    return text("won");
                }),
                get("/broken", request -> {
                    database.executeScript("DO $$ BEGIN RAISE EXCEPTION 'secret' USING ERRCODE = '23505'; END $$");
                    return text("never");
                }),
                get("/away", request -> {
                    throw Problem.unavailable("the database cannot be reached; try again", 2, null);
                }));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void refuses_missing_malformed_and_unknown_tokens_with_one_message() {
        var missing = server.sendBare("GET", "/api/v1/me", "");
        assertThat(missing.status()).isEqualTo(401);
        assertThat(missing.header("WWW-Authenticate")).isEqualTo("Bearer");
        for (var value : List.of("Bearer ksr_unknown", "Basic YTpi", "Bearer", "ksr_admin")) {
            var refused = server.sendBare("GET", "/api/v1/me", "", "Authorization", value);
            assertThat(refused.status()).isEqualTo(401);
            assertThat(refused.message()).isEqualTo(missing.message());
        }
    }

    @Test
    void takes_a_token_whatever_the_case_of_the_scheme() {
        assertThat(server.sendBare("GET", "/api/v1/me", "", "Authorization", "bearer " + TestServer.TOKEN)
                        .data())
                .isEqualTo("test");
    }

    @Test
    void a_token_without_a_fitting_scope_is_denied() {
        var inbox = "Bearer " + TestServer.INBOX_TOKEN;
        assertThat(server.sendBare("GET", "/api/v1/me", "", "Authorization", inbox)
                        .code())
                .isEqualTo("PERMISSION_DENIED");
        assertThat(server.sendBare("GET", "/api/v1/inbox", "", "Authorization", inbox)
                        .data())
                .isEqualTo("inbox");
        server.callers.byToken.put("ksr_none", TestServer.Callers.actor(Set.<Scope>of(), null));
        assertThat(server.sendBare("GET", "/api/v1/inbox", "", "Authorization", "Bearer ksr_none")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void failed_logins_of_one_address_are_limited_but_a_right_token_still_passes() {
        for (var i = 0; i < 20; i++) {
            var failed = server.sendBare("GET", "/api/v1/me", "", "Authorization", "Bearer ksr_guess" + i);
            assertThat(failed.status()).isEqualTo(401);
            assertThat(failed.header("X-RateLimit-Policy")).isEqualTo("auth:failed");
            assertThat(failed.header("X-RateLimit-Remaining")).isEqualTo(String.valueOf(19 - i));
        }
        var refused = server.sendBare("GET", "/api/v1/me", "", "Authorization", "Bearer ksr_guess");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().path("policy").asString()).isEqualTo("auth:failed");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 600);
        assertThat(refused.header("X-RateLimit-Limit")).isEqualTo("20");
        assertThat(refused.header("X-RateLimit-Remaining")).isEqualTo("0");
        assertThat(refused.header("X-RateLimit-Policy")).isEqualTo("auth:failed");
        assertThat(refused.header("X-RateLimit-Reset")).matches("\\d+");
        assertThat(server.get("/api/v1/me").status()).isEqualTo(200);
    }

    @Test
    void a_stale_snapshot_is_read_anew_and_the_handler_run_again() {
        for (var path : List.of("/api/v1/stale", "/api/v1/moved")) {
            calls.set(0);
            failures.set(2);
            server.callers.forgotten.set(0);
            assertThat(server.get(path).data()).isEqualTo("fresh");
            assertThat(server.callers.forgotten).hasValue(2);
        }
    }

    @Test
    void a_snapshot_that_stays_stale_is_an_internal_error() {
        failures.set(3);
        assertThat(server.get("/api/v1/stale").code()).isEqualTo("INTERNAL_ERROR");
        assertThat(calls).hasValue(3);
    }

    @Test
    void contention_is_tried_again_three_times_and_then_unavailable() {
        failures.set(3);
        assertThat(server.get("/api/v1/busy").data()).isEqualTo("won");
        calls.set(0);
        failures.set(4);
        var refused = server.get("/api/v1/busy");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void a_database_that_is_away_is_unavailable_and_a_broken_rule_nobody_expected_is_a_defect() {
        var away = server.get("/api/v1/away");
        assertThat(away.status()).isEqualTo(503);
        assertThat(away.header("Retry-After")).isEqualTo("2");
        var broken = server.get("/api/v1/broken");
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.response().body()).doesNotContain("secret", "RAISE");
    }
}
