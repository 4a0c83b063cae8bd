package app.kasar.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL's lock file says of the server process.
 *
 * @see <a href="https://www.postgresql.org/docs/current/storage-file-layout.html">postmaster.pid</a>
 */
record Postmaster(long pid, int port) {
    private static final int PORT_LINE = 3;

    /** Whether a process that holds the lock lives. */
    enum Life {
        /** The process is PostgreSQL on this very directory. */
        ALIVE,
        /** No process has the id any more; PostgreSQL itself replaces such a lock. */
        GONE,
        /** The id belongs to a dead process nobody reaps, or to a stranger; PostgreSQL would take it for a live server. */
        MISTAKABLE
    }

    /** Empty when no lock file is there or it is not written to its end yet. */
    static Optional<Postmaster> find(DataDirectory directory) {
        try {
            return parse(Files.readAllLines(directory.postmasterFile()));
        } catch (NoSuchFileException absent) {
            return Optional.empty();
        } catch (IOException failed) {
            throw new PostgresFailure("cannot read %s: %s".formatted(directory.postmasterFile(), failed), failed);
        }
    }

    Life lifeOn(Path cluster) {
        var process = ProcessHandle.of(pid);
        if (process.isEmpty()) {
            return Life.GONE;
        }
        return Files.isDirectory(Path.of("/proc/self")) ? lifeByProc(cluster) : lifeByName(process.get());
    }

    private Life lifeByProc(Path cluster) {
        var folder = Path.of("/proc", Long.toString(pid));
        try {
            if (isZombie(Files.readString(folder.resolve("stat")))) {
                return Life.MISTAKABLE;
            }
            // A postmaster works in its data directory. Who cannot read where a process works is not its user, and the
            // lock file can be read by its user alone.
            var worksIn = Files.readSymbolicLink(folder.resolve("cwd"));
            return worksIn.equals(cluster) ? Life.ALIVE : Life.MISTAKABLE;
        } catch (IOException unreadable) {
            return ProcessHandle.of(pid).isEmpty() ? Life.GONE : Life.MISTAKABLE;
        }
    }

    private static Life lifeByName(ProcessHandle process) {
        var command = process.info().command().orElse("");
        return command.isEmpty() || command.endsWith("postgres") ? Life.ALIVE : Life.MISTAKABLE;
    }

    private static boolean isZombie(String stat) {
        var afterName = stat.substring(stat.lastIndexOf(')') + 1).strip();
        return afterName.startsWith("Z") || afterName.startsWith("X");
    }

    private static Optional<Postmaster> parse(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var pid = Math.abs(Long.parseLong(lines.getFirst().strip()));
        var port = lines.size() > PORT_LINE ? lines.get(PORT_LINE).strip() : "";
        return Optional.of(new Postmaster(pid, port.isEmpty() ? 0 : Integer.parseInt(port)));
    }
}
