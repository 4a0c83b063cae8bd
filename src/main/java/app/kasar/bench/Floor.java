package app.kasar.bench;

import app.kasar.db.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How often PostgreSQL runs the same SQL when nobody stands before it: by pgbench, or by a bare JDBC loop without it. */
final class Floor {
    private static final Pattern RATE = Pattern.compile("actually processed: (\\d+).*tps = ([0-9.]+)", Pattern.DOTALL);
    private static final Pattern RANDOM = Pattern.compile("\\\\set n random\\(0, (\\d+)\\)\n");

    private final EmbeddedPostgres postgres;
    private final int connections;
    private final int contacts;
    private final Optional<Path> pgbench = findPgbench();

    Floor(EmbeddedPostgres postgres, int connections, int contacts) {
        this.postgres = postgres;
        this.connections = connections;
        this.contacts = contacts;
    }

    String tool() {
        return pgbench.map(path -> "pgbench").orElse("a bare JDBC loop (pgbench is not installed)");
    }

    /** @param processorMillis of PostgreSQL and of who asks it, together, a run */
    record Measured(double perSecond, double processorMillis) {}

    private record Ran(double perSecond, double times) {}

    Measured measure(String script, int seconds) throws InterruptedException {
        var before = processorMillis();
        var ran = pgbench.isPresent() ? pgbench(pgbench.get(), script, seconds) : jdbc(script, seconds);
        return new Measured(ran.perSecond, (processorMillis() - before) / Math.max(1, ran.times));
    }

    /** pgbench is a child of ours that has ended. */
    private double processorMillis() {
        var database = ProcessHandle.of(postgres.processId()).orElseThrow();
        return new ProcessorTime(database, true).millis() + new ProcessorTime(ProcessHandle.current(), false).millis();
    }

    private static Optional<Path> findPgbench() {
        var onPath =
                Stream.of(String.valueOf(System.getenv("PATH")).split(":", -1)).map(Path::of);
        var debian = Stream.of("18", "17", "16", "15").map(version -> Path.of("/usr/lib/postgresql", version, "bin"));
        return Stream.concat(debian, onPath)
                .map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Ran pgbench(Path tool, String script, int seconds) throws InterruptedException {
        try {
            var file = Files.createTempFile("kasar-bench", ".sql");
            Files.writeString(file, script);
            var url = postgres.jdbcUrl().substring("jdbc:".length());
            var builder = new ProcessBuilder(List.of(
                            tool.toString(),
                            "-n",
                            "-M",
                            "prepared",
                            "-c",
                            String.valueOf(connections),
                            "-j",
                            "2",
                            "-T",
                            String.valueOf(seconds),
                            "-f",
                            file.toString(),
                            "-U",
                            postgres.user(),
                            "-d",
                            url))
                    .redirectErrorStream(true);
            builder.environment().put("PGPASSWORD", postgres.password());
            var process = builder.start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            Files.delete(file);
            var rate = RATE.matcher(said);
            if (!rate.find()) {
                throw new IllegalStateException("pgbench failed:\n" + said);
            }
            return new Ran(Double.parseDouble(rate.group(2)), Double.parseDouble(rate.group(1)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Ran jdbc(String script, int seconds) throws InterruptedException {
        var sql = RANDOM.matcher(script)
                .replaceFirst("")
                .replace(":n::bigint", "?::bigint")
                .replace(";\n", "");
        var end = System.nanoTime() + seconds * 1_000_000_000L;
        try (var threads = Executors.newFixedThreadPool(connections)) {
            var running = new ArrayList<Future<Long>>();
            for (var connection = 0; connection < connections; connection++) {
                running.add(threads.submit(loop(sql, end)));
            }
            var total = 0L;
            for (var one : running) {
                total += one.get();
            }
            return new Ran(total / (double) seconds, total);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the same SQL failed", failed.getCause());
        }
    }

    private Callable<Long> loop(String sql, long end) {
        var picksContact = sql.contains("?::bigint");
        return () -> {
            var count = 0L;
            try (var connection =
                            DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
                    var statement = connection.prepareStatement(sql)) {
                while (System.nanoTime() < end) {
                    if (picksContact) {
                        statement.setInt(1, ThreadLocalRandom.current().nextInt(contacts));
                    }
                    // pgjdbc has read all rows when this returns.
                    statement.executeQuery().close();
                    count++;
                }
            }
            return count;
        };
    }
}
