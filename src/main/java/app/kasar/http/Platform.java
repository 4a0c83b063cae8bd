package app.kasar.http;

import app.kasar.db.Database;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;

/** What the server stands on, and what it shows to everyone. */
public record Platform(Database database, PrometheusMeterRegistry metrics, InstantSource clock, PublicPages pages) {}
