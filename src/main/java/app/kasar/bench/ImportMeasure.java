package app.kasar.bench;

import app.kasar.bench.BenchOrganization.Caller;
import app.kasar.db.Database;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** A file of contacts sent to an organization that has none, while another one's lists are read. */
final class ImportMeasure {
    private static final int WINDOW_SECONDS = 3;
    private static final long PAUSE_NANOS = 10_000_000;
    /** Everything a run leaves behind; what hangs on these goes with them. */
    private static final List<String> FILLED =
            List.of("contacts", "contacts_history", "companies", "companies_history", "events", "words", "jobs");

    private static final int COMPANIES = 20_000;
    private static final List<String> FIRST = List.of("Ada", "Grace", "Émile", "Lea", "Jürgen", "Anna", "Paula", "Uma");
    private static final List<String> LAST = List.of("win", "nel", "ba", "del", "vel", "dan", "zan", "ter", "gar");

    private final Caller caller;
    private final Database database;
    private final long contacts;
    private final Consumer<String> progress;

    ImportMeasure(Bench.Parts parts, Database database, BenchSize size, Consumer<String> progress) {
        this.database = database;
        this.contacts = size.contacts();
        this.progress = progress;
        this.caller = new BenchOrganization(parts.administration(), database, size, "bench-import")
                .caller(parts.authenticate());
    }

    /** @param reading what another organization asks for meanwhile */
    void measure(ServerUnderTest server, Workload reading, BenchReport report) throws InterruptedException {
        progress.accept("Importing %,d contacts …".formatted(contacts));
        empty();
        var memory = new MemoryWatch(server, caller.token());
        memory.start();
        var started = System.nanoTime();
        var job = send(server.address()).path("data").path("id").asString();
        var taken = (System.nanoTime() - started) / 1e9;
        var slowest = 0.0;
        var client = new BenchClient(server.address(), caller.token());
        var state = client.get("/jobs/" + job);
        while (!isDone(state)) {
            var measured = new LoadGenerator(server.address(), 1).run(paced(reading), WINDOW_SECONDS);
            slowest = Math.max(slowest, measured.millis(99));
            state = client.get("/jobs/" + job);
        }
        memory.stop();
        var seconds = taken + seconds(state.path("data"));
        report.add("import: seconds, the sending included (wanted: 120 a million)", seconds);
        report.add("import: rows a second", contacts / seconds);
        report.add("import: most heap in use, megabytes (wanted: 512)", memory.heapMegabytes());
        report.add(
                "import: another organization's list meanwhile, p99 ms of the slowest %d s (wanted: 100)"
                        .formatted(WINDOW_SECONDS),
                slowest);
        empty();
    }

    /** About a hundred a second, as many people would ask: without a pause they would take half of the machine. */
    private static LongFunction<byte[]> paced(Workload reading) {
        return number -> {
            LockSupport.parkNanos(PAUSE_NANOS);
            return reading.request().apply(number);
        };
    }

    private static double seconds(JsonNode job) {
        var from = Instant.parse(job.path("created_at").asString());
        return Duration.between(from, Instant.parse(job.path("finished_at").asString()))
                        .toNanos()
                / 1e9;
    }

    private boolean isDone(JsonNode answer) {
        var job = answer.path("data");
        var status = job.path("status").asString();
        if (status.equals("queued") || status.equals("running")) {
            return false;
        }
        if (!status.equals("done") || job.path("created").asLong() != contacts) {
            throw new IllegalStateException("the import ended otherwise: " + job);
        }
        return true;
    }

    private void empty() {
        database.executeScript(FILLED.stream()
                .map(table -> "\"%s\".\"%s\"".formatted(caller.schemaName(), table))
                .collect(Collectors.joining(", ", "TRUNCATE ", " CASCADE")));
    }

    private JsonNode send(URI server) {
        try {
            var connection = (HttpURLConnection)
                    server.resolve("/api/v1/import/contacts").toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setDoOutput(true);
            connection.setChunkedStreamingMode(0);
            connection.setRequestProperty("Authorization", "Bearer " + caller.token());
            connection.setRequestProperty("Content-Type", "text/csv");
            try (var body = new BufferedOutputStream(connection.getOutputStream())) {
                write(body);
            }
            return BenchClient.answer(connection);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void write(OutputStream body) throws IOException {
        body.write("First name,Last name,E-mail,Phone,Job title,Company,Status\n".getBytes(StandardCharsets.UTF_8));
        for (long number = 0; number < contacts; number++) {
            body.write(line(number).getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Names that many share, as people's are; addresses and numbers that nobody shares. */
    private static String line(long number) {
        var scattered = (number * 2_654_435_761L) >>> 8;
        var first = FIRST.get((int) (scattered % FIRST.size()));
        var rest = (int) (scattered / FIRST.size() % (LAST.size() * LAST.size() * LAST.size()));
        var last = LAST.get(rest % LAST.size())
                + LAST.get(rest / LAST.size() % LAST.size())
                + LAST.get(rest / LAST.size() / LAST.size());
        var company = scattered % COMPANIES;
        return "%s,%s,p%d@company%d.test,+49151%08d,Engineer,Company %d,lead\n"
                .formatted(first, last, number, company, number, company);
    }
}
