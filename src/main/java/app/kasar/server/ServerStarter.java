package app.kasar.server;

/** Starts the server on an open database; the database stays the caller's to close, after the server. */
@FunctionalInterface
public interface ServerStarter {
    RunningServer start(Settings settings, DatabaseSession session);
}
