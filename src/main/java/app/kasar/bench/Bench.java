package app.kasar.bench;

import app.kasar.access.Actor;
import app.kasar.accounts.Administration;
import app.kasar.db.embedded.EmbeddedPostgres;
import app.kasar.schema.SchemaCache;
import app.kasar.server.DatabaseSession;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** One run of the benchmark: load, then drive the server and the floor in turn. */
public final class Bench {
    private final BenchSettings settings;
    private final BenchSize size;
    private final DatabaseSession session;
    private final EmbeddedPostgres postgres;
    private final Consumer<String> progress;

    /** @param session on the embedded PostgreSQL, whose processes are measured */
    public Bench(
            BenchSettings settings, DatabaseSession session, EmbeddedPostgres postgres, Consumer<String> progress) {
        this.settings = settings;
        this.size = new BenchSize(settings.contacts());
        this.session = session;
        this.postgres = postgres;
        this.progress = progress;
    }

    /** What the benchmark is given of the product. */
    public record Parts(Administration administration, Function<String, Actor> authenticate, SchemaCache schemas) {}

    public BenchReport run(Parts parts) throws InterruptedException {
        var organization = new BenchOrganization(parts.administration(), session.database(), size);
        var caller = organization.caller(parts.authenticate());
        var schema = parts.schemas().of(caller.actor());
        var floor = new Floor(postgres, settings.connections(), settings.contacts());
        var report = new BenchReport(settings, floor.tool());
        var rows = new BenchRows(size.companies(), organization.users(caller));
        var load = new BenchLoad(session.database(), schema, size, rows, Instant.now());
        if (organization.isLoaded(caller)) {
            progress.accept("Deleting what an earlier run has created …");
            load.removeOthers();
        } else {
            progress.accept("Loading %,d contacts and what belongs to them …".formatted(size.contacts()));
            report.add("rows loaded a second", load.fill());
        }
        if (!organization.hasTasks(caller)) {
            progress.accept("Loading %,d tasks …".formatted(size.tasks()));
            report.add("tasks loaded a second", load.fillTasks());
        }
        var workloads = new Workloads(session.pool(), caller, schema, settings.contacts());
        var tasks = new TaskWorkloads(caller, size, organization.users(caller));
        var mail = new MailBench(parts, session, size.messages(), progress).workloads(parts, report);
        var all = Stream.of(workloads.all(), tasks.all(), new AnalysisWorkloads(caller, size).all(), mail)
                .flatMap(List::stream)
                .toList();
        var duplicates = new DuplicatesBench(parts, session.database(), size, progress);
        duplicates.fill();
        var export = new ExportMeasure(session.database(), caller, schema);
        var imports = new ImportMeasure(parts, session.database(), size, progress);
        var list = all.stream()
                .filter(workload -> workload.name().equals(Workloads.FILTERED_LIST))
                .findFirst()
                .orElseThrow();
        measure(report, floor, all, server -> {
            progress.accept("Exporting all contacts …");
            export.measure(server, size.contacts(), report);
            imports.measure(server, list, report);
            duplicates.measure(server, report);
        });
        report.add(
                "get one record: the server's own statement by the floor, a second",
                floor.measure(workloads.wholeGet(), Math.max(1, settings.seconds() / 2))
                        .perSecond());
        return report;
    }

    /** What takes the server for itself, after all that is asked of it at once. */
    @FunctionalInterface
    private interface Afterwards {
        void measure(ServerUnderTest server) throws InterruptedException;
    }

    private void measure(BenchReport report, Floor floor, List<Workload> workloads, Afterwards afterwards)
            throws InterruptedException {
        try (var server = ServerUnderTest.start(settings.data())) {
            report.add("server started, PostgreSQL running already, seconds", server.startSeconds());
            progress.accept("Warming up …");
            for (var workload : workloads) {
                generator(server, workload).run(workload.request(), settings.seconds() / 2.0);
            }
            // In turn, and not each by itself: what else the machine does meanwhile then falls on all of them.
            for (var round = 1; round <= settings.rounds(); round++) {
                for (var workload : workloads) {
                    progress.accept("Round %d of %d: %s".formatted(round, settings.rounds(), workload.name()));
                    report.add(measure(server, workload, floor));
                }
            }
            afterwards.measure(server);
            report.add("server resident after all that, megabytes", ProcessorTime.residentMegabytes(server.process()));
        }
    }

    private LoadGenerator generator(ServerUnderTest server, Workload workload) {
        return new LoadGenerator(server.address(), workload.isAlone() ? 1 : settings.connections());
    }

    private BenchResult measure(ServerUnderTest server, Workload workload, Floor floor) throws InterruptedException {
        var generator = generator(server, workload);
        var meters = List.of(
                new ProcessorTime(server.process(), false),
                new ProcessorTime(ProcessHandle.of(postgres.processId()).orElseThrow(), true),
                new ProcessorTime(ProcessHandle.current(), false));
        var seconds = settings.seconds() / (double) settings.rounds();
        generator.run(workload.request(), Math.min(0.5, seconds / 4));
        var before = meters.stream().mapToDouble(ProcessorTime::millis).toArray();
        var measured = generator.run(workload.request(), seconds);
        var requests = Math.max(1, measured.latency().getTotalCount());
        var used = new double[meters.size()];
        for (var index = 0; index < used.length; index++) {
            used[index] = (meters.get(index).millis() - before[index]) / requests;
        }
        var sql = workload.sql();
        return new BenchResult(
                workload.name(),
                new BenchResult.Rate(
                        measured.perSecond(), measured.millis(50), measured.millis(95), measured.millis(99)),
                new BenchResult.ProcessorMillis(used[0], used[1], used[2]),
                sql == null ? null : floor.measure(sql, Math.max(1, (int) Math.round(seconds))));
    }
}
