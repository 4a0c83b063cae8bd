package app.kasar.db.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A running PostgreSQL on a data directory, shared by every process that opened it. The last one to close it stops it,
 * whoever started it; so a command run beside a server leaves the server's database alone, and a database whose server was
 * killed is stopped by the next process that used it. May be shared by threads.
 */
public final class EmbeddedPostgres implements AutoCloseable {
    private static final String ROLE = "kasar";

    private final DataDirectory directory;
    private final ServerProcess server;
    private final DirectoryUse use;
    private final String password;
    private final Consumer<String> progress;
    private final Running running;
    private boolean closed;

    private EmbeddedPostgres(Opening opening, DirectoryUse use, Running running) {
        this.directory = opening.directory;
        this.server = opening.server;
        this.password = opening.password;
        this.progress = opening.progress;
        this.use = use;
        this.running = running;
    }

    /** As {@link #open(Path, Consumer)}, telling the user on standard error. */
    public static EmbeddedPostgres open(Path dataDirectory) {
        return open(dataDirectory, System.err::println);
    }

    /**
     * Attaches to the PostgreSQL that runs on {@code dataDirectory}, or starts it, unpacking and creating it at the first
     * time. Answers once connections are accepted.
     *
     * @param progress receives a line for each step that takes time
     * @throws PostgresFailure with what to do about it
     */
    public static EmbeddedPostgres open(Path dataDirectory, Consumer<String> progress) {
        var directory = DataDirectory.at(dataDirectory);
        return DirectoryUse.alone(
                directory, progress, () -> Opening.of(directory, progress).open());
    }

    /** Names role and database, never the password. */
    public String jdbcUrl() {
        return ServerProcess.jdbcUrl(running.port(), ROLE);
    }

    public String user() {
        return ROLE;
    }

    public String password() {
        return password;
    }

    /** The process id of the server. */
    public long processId() {
        return running.processId();
    }

    /** Whether this call of {@code open} started the server rather than finding it running. */
    public boolean startedHere() {
        return running.startedHere();
    }

    /** Stops the server in order and waits for its end, unless somebody else still uses it. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            DirectoryUse.alone(directory, progress, this::leave);
        }
    }

    private boolean leave() {
        var last = use.leave();
        if (last) {
            server.stop();
        }
        return last;
    }

    private record Opening(DataDirectory directory, ServerProcess server, String password, Consumer<String> progress) {

        static Opening of(DataDirectory directory, Consumer<String> progress) {
            var user = PostgresUser.of(directory);
            var creation = new ClusterCreation(directory, user);
            PostgresBinaries.unpack(directory, progress);
            creation.createOnce(progress);
            try {
                var password = creation.password();
                return new Opening(directory, new ServerProcess(directory, user, password), password, progress);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        EmbeddedPostgres open() {
            var use = DirectoryUse.join(directory);
            try {
                return new EmbeddedPostgres(this, use, server.attachOrStart(progress));
            } catch (RuntimeException failed) {
                use.leave();
                throw failed;
            }
        }
    }
}
