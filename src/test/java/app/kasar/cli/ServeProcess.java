package app.kasar.cli;

import app.kasar.server.RunningServer;
import java.net.URI;

/** The command line in a process of its own, with a server that answers nothing but tells when it starts and stops. */
final class ServeProcess {
    private ServeProcess() {}

    public static void main(String[] arguments) {
        System.exit(Kasar.commandLine(
                        (settings, session) -> new RunningServer() {
                            @Override
                            public URI address() {
                                return URI.create(
                                        "http://" + settings.listening().host());
                            }

                            @Override
                            public void close() {
                                // The database must still answer while the last requests end.
                                var answers = session.database()
                                        .list(app.kasar.db.Statement.fixed("SELECT 1"), row -> row.integer(1));
                                System.err.println("server closed, database answered " + answers);
                            }
                        },
                        session -> {
                            throw new AssertionError("nothing is filled");
                        })
                .execute(arguments));
    }
}
