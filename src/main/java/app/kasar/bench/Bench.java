package app.kasar.bench;

import app.kasar.access.Actor;
import app.kasar.accounts.Administration;
import app.kasar.db.embedded.EmbeddedPostgres;
import app.kasar.schema.SchemaCache;
import app.kasar.server.DatabaseSession;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Function;

/** One run of the benchmark: load, drive the server, run the floor, report. */
public final class Bench {
    private static final Path RESULTS = Path.of("bench", "results");

    private final BenchSettings settings;
    private final DatabaseSession session;
    private final EmbeddedPostgres postgres;
    private final Consumer<String> progress;

    /** @param session on the embedded PostgreSQL, whose processes are measured */
    public Bench(
            BenchSettings settings, DatabaseSession session, EmbeddedPostgres postgres, Consumer<String> progress) {
        this.settings = settings;
        this.session = session;
        this.postgres = postgres;
        this.progress = progress;
    }

    /** What the benchmark is given of the product. */
    public record Parts(Administration administration, Function<String, Actor> authenticate, SchemaCache schemas) {}

    public void run(Parts parts, PrintWriter out) throws InterruptedException {
        var size = new BenchSize(settings.contacts());
        var organization = new BenchOrganization(parts.administration(), session.database(), size);
        var caller = organization.caller(parts.authenticate());
        var schema = parts.schemas().of(caller.actor());
        var floor = new Floor(postgres, settings.connections(), settings.contacts());
        var report = new BenchReport(settings, floor.tool());
        if (!organization.isLoaded(caller)) {
            progress.accept("Loading %,d contacts …".formatted(settings.contacts()));
            var rows = new BenchRows(size.companies(), organization.users(caller));
            var load = new BenchLoad(session.database(), schema, size, rows, Instant.now());
            report.add("rows loaded a second", load.fill());
        }
        var workloads = new Workloads(session.pool(), caller, schema, settings.contacts()).all();
        measure(report, floor, workloads);
        report.print(out);
        progress.accept("Written to " + report.write(RESULTS));
    }

    private void measure(BenchReport report, Floor floor, java.util.List<Workload> workloads)
            throws InterruptedException {
        try (var server = ServerUnderTest.start(settings.data())) {
            report.add("server started, PostgreSQL running, seconds", server.startSeconds());
            progress.accept("Warming up …");
            for (var workload : workloads) {
                generator(server, workload).run(workload.request(), settings.seconds() / 2.0);
            }
            for (var workload : workloads) {
                progress.accept("Measuring: " + workload.name() + " …");
                report.add(measure(server, workload, floor));
            }
            report.add("server resident after all that, megabytes", ProcessorTime.residentMegabytes(server.process()));
        }
    }

    private LoadGenerator generator(ServerUnderTest server, Workload workload) {
        return new LoadGenerator(server.address(), workload.isAlone() ? 1 : settings.connections());
    }

    private BenchResult measure(ServerUnderTest server, Workload workload, Floor floor) throws InterruptedException {
        var generator = generator(server, workload);
        generator.run(workload.request(), settings.seconds() / 4.0);
        var database = ProcessHandle.of(postgres.processId()).orElseThrow();
        var serverBefore = ProcessorTime.of(server.process());
        var databaseBefore = ProcessorTime.ofFamily(database);
        var measured = generator.run(workload.request(), settings.seconds());
        var requests = Math.max(1, measured.latency().getTotalCount());
        var processor = new BenchResult.ProcessorMillis(
                (ProcessorTime.of(server.process()) - serverBefore) / requests,
                (ProcessorTime.ofFamily(database) - databaseBefore) / requests);
        var sql = workload.sql();
        return new BenchResult(
                workload.name(),
                measured.perSecond(),
                measured.millis(50),
                measured.millis(99),
                processor,
                sql == null ? null : floor.measure(sql, settings.seconds()));
    }
}
