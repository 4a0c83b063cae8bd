package app.kasar.http;

import static app.kasar.http.TestServer.post;
import static app.kasar.http.TestServer.text;
import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.DatabaseExtension;
import app.kasar.db.Database;
import app.kasar.json.Json;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

@ExtendWith(DatabaseExtension.class)
class AccessLogTest {
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
        }
    }

    @Test
    void a_request_is_one_line_of_json_without_values_or_secrets(Database database) throws Exception {
        var log = (Logger) LoggerFactory.getLogger("app.kasar.access");
        var lines = new Lines();
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.INFO);
        log.setAdditive(false);
        try (var server = TestServer.start(
                database, post("/things/{id}", request -> text("done"), Parameter.text("q", "Anything.")))) {
            var reply = server.send("POST", "/api/v1/things/7?q=private", "{\"a\":\"confidential\"}");
            var line = lines.lines.poll(10, TimeUnit.SECONDS);
            var json = Json.read(line, null);
            assertThat(json.path("method").asString()).isEqualTo("POST");
            assertThat(json.path("route").asString()).isEqualTo("/api/v1/things/{id}");
            assertThat(json.path("path").asString()).isEqualTo("/api/v1/things/7");
            assertThat(json.path("status").asInt()).isEqualTo(200);
            assertThat(json.path("request_id").asString()).isEqualTo(reply.header("X-Request-Id"));
            assertThat(json.path("token_id").asString()).isNotEmpty();
            assertThat(line).doesNotContain("private", "confidential", TestServer.TOKEN);
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
            log.setAdditive(true);
        }
    }
}
