package app.kasar.http;

import static app.kasar.http.TestServer.ORIGIN;
import static app.kasar.http.TestServer.get;
import static app.kasar.http.TestServer.post;
import static app.kasar.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.DatabaseExtension;
import app.kasar.db.Database;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DatabaseExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsTest {
    private final TestServer server;

    CorsTest(Database database) {
        server = TestServer.start(
                database, get("/things", request -> text("things")), post("/things", request -> text("made")));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private TestServer.Reply preflight(String origin) {
        return server.sendBare(
                "OPTIONS",
                "/api/v1/things",
                "",
                "Origin",
                origin,
                "Access-Control-Request-Method",
                "POST",
                "Access-Control-Request-Headers",
                "authorization,content-type");
    }

    @Test
    void a_preflight_from_an_allowed_origin_is_granted_without_a_token() {
        var reply = preflight(ORIGIN);
        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(reply.header("Access-Control-Allow-Methods")).isEqualTo("GET, POST, HEAD, OPTIONS");
        assertThat(reply.header("Access-Control-Allow-Headers"))
                .contains("Authorization", "Idempotency-Key", "If-Match");
        assertThat(reply.header("Access-Control-Max-Age")).isNotEmpty();
        assertThat(reply.header("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(reply.header("Vary")).isEqualTo("Origin");
    }

    @Test
    void a_preflight_from_another_origin_is_refused_without_cors_headers() {
        var reply = preflight("https://evil.example.test");
        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.response().headers().map().keySet())
                .noneMatch(name -> name.toLowerCase().startsWith("access-control"));
        assertThat(reply.header("Vary")).isEqualTo("Origin");
    }

    @Test
    void an_answer_may_be_read_by_the_organizations_origins_only() {
        var allowed = server.get("/api/v1/things", "Origin", ORIGIN);
        assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(allowed.header("Access-Control-Expose-Headers"))
                .contains("X-Request-Id", "ETag", "Retry-After", "Content-Disposition");
        for (var other : new String[] {"https://evil.example.test", "null", ORIGIN + ".evil.test"}) {
            var refused = server.get("/api/v1/things", "Origin", other);
            assertThat(refused.status()).isEqualTo(200);
            assertThat(refused.header("Access-Control-Allow-Origin")).isEmpty();
        }
    }

    @Test
    void refusals_can_be_read_by_allowed_origins_too() {
        var unauthorized = server.sendBare("GET", "/api/v1/things", "", "Origin", ORIGIN);
        assertThat(unauthorized.status()).isEqualTo(401);
        assertThat(unauthorized.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(server.get("/api/v1/things?x=1", "Origin", ORIGIN).header("Access-Control-Allow-Origin"))
                .isEqualTo(ORIGIN);
    }

    @Test
    void options_without_an_origin_tells_the_methods() throws IOException {
        var answer = server.raw("OPTIONS /api/v1/things HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 204 ").contains("Allow: GET, POST, HEAD, OPTIONS");
    }
}
