package app.kasar.cli;

import app.kasar.bench.Bench;
import app.kasar.bench.BenchSettings;
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

    private final Opening opening;

    @Option(names = "--contacts", defaultValue = "1000000", description = "How many contacts. Default: 1000000")
    private int contacts;

    @Option(names = "--connections", defaultValue = "8", description = "Connections at once. Default: 8")
    private int connections;

    @Option(names = "--seconds", defaultValue = "8", description = "How long each measurement lasts. Default: 8")
    private int seconds;

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
        var own = command.commandLine().getParseResult().hasMatchedOption("--data") ? storage.data() : DATA;
        try (var stop = OrderlyStop.begin()) {
            var session = stop.open(() -> DatabaseSession.open(
                    new Settings.Storage(own.toAbsolutePath(), null, storage.poolSize()), System.err::println));
            var postgres = session.embedded();
            if (postgres == null) {
                throw new IllegalStateException("the benchmark needs the embedded PostgreSQL");
            }
            var settings = new BenchSettings(contacts, connections, seconds, own.toAbsolutePath());
            new Bench(settings, session, postgres, System.err::println)
                    .run(opening.open(session), command.commandLine().getOut());
            return 0;
        }
    }
}
