package app.kasar.db.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where everything lies inside a data directory. */
record DataDirectory(Path root) {
    /** The version of the bundled binaries; a test holds it equal to what they say of themselves. */
    static final String VERSION = "18.6";

    static DataDirectory at(Path path) {
        try {
            Files.createDirectories(path);
            return new DataDirectory(path.toRealPath());
        } catch (IOException failed) {
            throw new PostgresFailure("the data directory %s cannot be used: %s".formatted(path, failed), failed);
        }
    }

    Path binaries() {
        return root.resolve("postgresql-" + VERSION);
    }

    Path cluster() {
        return root.resolve("postgres");
    }

    Path passwordFile() {
        return root.resolve("postgres-password");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path settings() {
        return cluster().resolve("kasar.conf");
    }

    Path postmasterFile() {
        return cluster().resolve("postmaster.pid");
    }

    Path lock() {
        return root.resolve("postgres.lock");
    }

    Path users() {
        return root.resolve("postgres.users");
    }

    /** Removes what an unpacking or an initialisation that was killed left behind. */
    void removeLeftovers(String prefix) throws IOException {
        try (var entries = Files.newDirectoryStream(root, prefix + "*")) {
            for (var leftover : entries) {
                delete(leftover);
            }
        }
    }

    private static void delete(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            paths.sorted(Comparator.reverseOrder()).forEach(DataDirectory::deleteOne);
        }
    }

    private static void deleteOne(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
