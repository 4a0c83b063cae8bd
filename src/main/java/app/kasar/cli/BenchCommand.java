package app.kasar.cli;

import app.kasar.bench.Bench;
import app.kasar.bench.BenchReport;
import app.kasar.bench.BenchSettings;
import app.kasar.bench.ServerUnderTest;
import app.kasar.server.DatabaseSession;
import app.kasar.server.Settings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the server on this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {
            "Measure the server on this machine, beside the same SQL without a server.",
            "Loads an organization once and keeps it in --data; prints a table and writes bench/results/….json."
        })
@SuppressWarnings("NullAway.Init") // the options are set before a command runs
public final class BenchCommand implements Callable<Integer> {
    private static final Path DATA = Path.of("target", "bench-data");
    private static final Path RESULTS = Path.of("bench", "results");

    private final Opening opening;

    @Option(names = "--contacts", defaultValue = "1000000", description = "How many contacts. Default: 1000000")
    private int contacts;

    @Option(names = "--connections", defaultValue = "8", description = "Connections at once. Default: 8")
    private int connections;

    @Option(names = "--seconds", defaultValue = "9", description = "How long each workload is measured. Default: 9")
    private int seconds;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds in which workloads take turns. Default: 3")
    private int rounds;

    @Spec
    private CommandSpec command;

    /** Sets up what the benchmark is given of the product. */
    @FunctionalInterface
    public interface Opening {
        Bench.Parts open(DatabaseSession session);
    }

    public BenchCommand(Opening opening) {
        this.opening = opening;
    }

    @Override
    public Integer call() throws InterruptedException {
        var storage = SettingOptions.read(command).storage();
        var isGiven = command.commandLine().getParseResult().hasMatchedOption("--data");
        var data = (isGiven ? storage.data() : DATA).toAbsolutePath();
        var report = measure(
                new BenchSettings(contacts, connections, seconds, rounds, data),
                new Settings.Storage(data, null, storage.poolSize()));
        try (var server = ServerUnderTest.start(data)) {
            report.add("server and PostgreSQL started, seconds", server.startSeconds());
        }
        report.print(command.commandLine().getOut());
        System.err.println("Written to " + report.write(RESULTS));
        return 0;
    }

    private BenchReport measure(BenchSettings settings, Settings.Storage storage) throws InterruptedException {
        try (var stop = OrderlyStop.begin()) {
            var session = stop.open(() -> DatabaseSession.open(storage, System.err::println));
            var postgres = session.embedded();
            if (postgres == null) {
                throw new IllegalStateException("the benchmark needs the embedded PostgreSQL");
            }
            return new Bench(settings, session, postgres, System.err::println).run(opening.open(session));
        }
    }
}
