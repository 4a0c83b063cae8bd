package app.kasar.http;

import app.kasar.db.Database;
import app.kasar.db.Statement;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** What operators' machines ask: whether the process lives, whether it can serve, and its numbers. Needs no token and tells nothing of any organization. */
final class Probes {
    private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";

    private final Database database;
    private final PrometheusMeterRegistry metrics;

    Probes(Database database, PrometheusMeterRegistry metrics) {
        this.database = database;
        this.metrics = metrics;
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new ClassLoaderMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        new UptimeMetrics().bindTo(metrics);
    }

    /** @throws app.kasar.problem.Problem UNAVAILABLE when the server is asked whether it is ready and the database is away */
    Optional<Answer> answer(String path) {
        return switch (path) {
            case "/health/live" -> Optional.of(status("live"));
            case "/health/ready" -> Optional.of(ready());
            case "/metrics" -> Optional.of(numbers());
            default -> Optional.empty();
        };
    }

    private Answer ready() {
        database.find(Statement.fixed("SELECT 1"), row -> row.integer(1));
        return status("ready");
    }

    private Answer numbers() {
        return new Answer(
                200,
                Map.of(HttpHeaders.CONTENT_TYPE, PROMETHEUS_TEXT),
                metrics.scrape().getBytes(StandardCharsets.UTF_8));
    }

    private static Answer status(String word) {
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeStringProperty("status", word);
            json.writeEndObject();
        });
    }
}
