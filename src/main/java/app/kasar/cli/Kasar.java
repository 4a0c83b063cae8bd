package app.kasar.cli;

import app.kasar.server.ServerStarter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command all commands are under. */
@Command(
        name = "kasar",
        description = "A self-hosted CRM server: one REST API on your own PostgreSQL.",
        mixinStandardHelpOptions = true,
        versionProvider = Kasar.Version.class,
        subcommandsRepeatable = false,
        footer = {"", "'kasar COMMAND --help' explains a command. 'kasar test' builds everything and runs every test."})
public final class Kasar implements Runnable {
    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show where a failure comes from.")
    private boolean verbose;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    private Kasar() {}

    /**
     * The whole command line.
     *
     * @param more the commands beside {@code serve} and {@code demo}
     */
    public static CommandLine commandLine(ServerStarter starter, DemoOpening demo, CommandLine... more) {
        var root = new Kasar();
        var line = new CommandLine(root)
                .addSubcommand(new ServeCommand(starter, demo))
                .addSubcommand(new DemoCommand(demo));
        List.of(more).forEach(line::addSubcommand);
        SettingOptions.addTo(line);
        var failures = new Failures(() -> root.verbose);
        return line.setExecutionExceptionHandler(failures).setParameterExceptionHandler(failures);
    }

    /** Without a command there is nothing to do but to say which there are. */
    @Override
    public void run() {
        command.commandLine().usage(command.commandLine().getOut());
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Kasar.class.getPackage().getImplementationVersion();
            return new String[] {"Kasar " + (version == null ? "(not built as a jar)" : version)};
        }
    }
}
