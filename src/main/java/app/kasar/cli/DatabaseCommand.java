package app.kasar.cli;

import app.kasar.server.DatabaseSession;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that works on the database, whether the server runs or not. Made for inheritance: a command says in
 * {@link #run} what it does, prints its result to {@link #out}, and has the database closed behind it.
 */
@Command(mixinStandardHelpOptions = true)
public abstract class DatabaseCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public final Integer call() {
        var settings = SettingOptions.read(command);
        try (var stop = OrderlyStop.begin()) {
            run(stop.open(() -> DatabaseSession.open(settings.storage(), System.err::println)));
            return exitCode();
        }
    }

    /** How a command ends that was not cut short; 0 unless it has more to say. */
    protected int exitCode() {
        return 0;
    }

    protected abstract void run(DatabaseSession session);

    /** Where results go; everything else goes to standard error. */
    protected final java.io.PrintWriter out() {
        return command.commandLine().getOut();
    }
}
