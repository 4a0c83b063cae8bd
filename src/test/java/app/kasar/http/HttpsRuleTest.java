package app.kasar.http;

import static app.kasar.http.TestServer.get;
import static app.kasar.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.DatabaseExtension;
import app.kasar.db.Database;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(DatabaseExtension.class)
class HttpsRuleTest {
    private final Database database;

    HttpsRuleTest(Database database) {
        this.database = database;
    }

    private TestServer open(boolean trustProxy) {
        return TestServer.start(
                new ServerSettings("0.0.0.0", 0, null, trustProxy, 0),
                database,
                InstantSource.system(),
                get("/things", request -> text("things")));
    }

    @Test
    void plain_http_is_refused_where_others_can_reach_the_server() {
        try (var server = open(false)) {
            var refused = server.get("/api/v1/things", "X-Forwarded-Proto", "https");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.code()).isEqualTo("HTTPS_REQUIRED");
            assertThat(server.get("/health/live").status()).isEqualTo(200);
            assertThat(server.get("/metrics").status()).isEqualTo(200);
        }
    }

    @Test
    void a_trusted_proxy_may_have_spoken_https() {
        try (var server = open(true)) {
            assertThat(server.get("/api/v1/things", "X-Forwarded-Proto", "https")
                            .status())
                    .isEqualTo(200);
            assertThat(server.get("/api/v1/things", "X-Forwarded-Proto", "http").status())
                    .isEqualTo(403);
            assertThat(server.get("/api/v1/things").status()).isEqualTo(403);
        }
    }

    @Test
    void behind_a_trusted_proxy_clients_are_told_apart_by_the_last_hop() {
        try (var server = open(true)) {
            for (var i = 0; i < 20; i++) {
                guess(server, "10.0.0." + i + ", 192.0.2.1");
            }
            assertThat(guess(server, "192.0.2.1").status()).isEqualTo(429);
            assertThat(guess(server, "192.0.2.1, 192.0.2.2").status()).isEqualTo(401);
        }
    }

    private static TestServer.Reply guess(TestServer server, String forwardedFor) {
        return server.sendBare(
                "GET",
                "/api/v1/things",
                "",
                "Authorization",
                "Bearer ksr_x",
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-For",
                forwardedFor);
    }
}
