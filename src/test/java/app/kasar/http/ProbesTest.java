package app.kasar.http;

import static app.kasar.http.TestServer.get;
import static app.kasar.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.TestPostgres;
import org.junit.jupiter.api.Test;

class ProbesTest {
    @Test
    void tells_health_and_numbers_without_a_token() {
        try (var fresh = TestPostgres.migrated();
                var server = TestServer.start(fresh.database(), get("/things/{id}", request -> text("thing")))) {
            assertThat(server.sendBare("GET", "/health/live", "").status()).isEqualTo(200);
            assertThat(server.sendBare("GET", "/health/ready", "")
                            .json()
                            .path("status")
                            .asString())
                    .isEqualTo("ready");
            server.get("/api/v1/things/7");
            var metrics = server.sendBare("GET", "/metrics", "");
            assertThat(metrics.header("Content-Type")).startsWith("text/plain");
            assertThat(metrics.response().body())
                    .contains(
                            "http_server_requests_seconds_count{method=\"GET\",route=\"/api/v1/things/{id}\",status=\"200\"} 1")
                    .contains("jvm_memory_used_bytes");
        }
    }

    @Test
    void is_not_ready_but_alive_while_the_database_is_away() {
        try (var away = TestServer.databaseAway();
                var server = TestServer.startWithoutDatabase(away, get("/things/{id}", request -> text("thing")))) {
            var unready = server.sendBare("GET", "/health/ready", "");
            assertThat(unready.status()).isEqualTo(503);
            assertThat(unready.header("Retry-After")).isNotEmpty();
            assertThat(server.sendBare("GET", "/health/live", "").status()).isEqualTo(200);
        }
    }
}
