package app.kasar.cli;

import app.kasar.demo.DemoOrganization;
import app.kasar.server.DatabaseSession;
import app.kasar.server.Logging;
import app.kasar.server.RunningServer;
import app.kasar.server.ServerStarter;
import app.kasar.server.Settings;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until the process is told to end; then the server, the pool and PostgreSQL stop in this order. */
@Command(name = "serve", description = "Start the server.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final ServerStarter starter;
    private final DemoOpening demo;

    @Option(
            names = "--demo",
            description = "Create the organization 'demo' with made-up data unless it is there, and show what to try.")
    private boolean withDemo;

    @Option(names = "--stop-when-ready", hidden = true, description = "Rehearse a start, for the launcher.")
    private boolean stopWhenReady;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    ServeCommand(ServerStarter starter, DemoOpening demo) {
        this.starter = starter;
        this.demo = demo;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = SettingOptions.read(command);
        Logging.start(settings.logFormat());
        try (var stop = OrderlyStop.begin()) {
            start(settings, stop);
            if (!stopWhenReady) {
                new CountDownLatch(1).await();
            }
            return 0;
        }
    }

    private void start(Settings settings, OrderlyStop stop) {
        var session = stop.open(() -> DatabaseSession.open(settings.storage(), System.err::println));
        session.keepAlive();
        var ready = withDemo ? demo(session) : null;
        var server = stop.open(() -> starter.start(settings, session));
        System.err.println("Kasar is ready on " + server.address());
        if (ready != null) {
            introduce(ready, server);
        }
    }

    /** Before the server starts, so that whoever reaches it finds the data whole. */
    private DemoOrganization.Ready demo(DatabaseSession session) {
        try (var progress = new LiveProgress("Demo data", "contacts", DemoOrganization.CONTACTS)) {
            return demo.open(session).organization().ready(progress::reached);
        }
    }

    private void introduce(DemoOrganization.Ready ready, RunningServer server) {
        var out = command.commandLine().getOut();
        var added = ready.added();
        if (added != null) {
            out.println(DemoCommand.summary(added));
        }
        out.println(new DemoIntroduction(server.address(), SettingOptions.ofDatabase(command)).text(ready));
        out.flush();
    }
}
