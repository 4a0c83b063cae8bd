package app.kasar.db.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** The bundled PostgreSQL, unpacked once into the data directory. */
final class PostgresBinaries {
    private static final String UNPACKING = "unpacking-";

    private PostgresBinaries() {}

    /** Unpacks unless that was done before: all of it, or, when killed on the way, nothing that would be taken for it. */
    static void unpack(DataDirectory directory, Consumer<String> progress) {
        if (Files.isDirectory(directory.binaries())) {
            return;
        }
        progress.accept("Unpacking PostgreSQL " + DataDirectory.VERSION + " …");
        try (var archive = archive()) {
            directory.removeLeftovers(UNPACKING);
            var unpacked = Files.createTempDirectory(directory.root(), UNPACKING);
            Files.setPosixFilePermissions(unpacked, PosixFilePermissions.fromString("rwxr-xr-x"));
            extract(archive, unpacked);
            Files.move(unpacked, directory.binaries(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new PostgresFailure(
                    "PostgreSQL cannot be unpacked into %s: %s".formatted(directory.root(), failed), failed);
        }
    }

    private static InputStream archive() throws IOException {
        var name = "/postgres-%s-%s.txz".formatted(system(), architecture());
        var stream = PostgresBinaries.class.getResourceAsStream(name);
        if (stream == null) {
            throw new PostgresFailure(
                    "this build bundles no PostgreSQL for %s on %s; give it the address of a PostgreSQL 15"
                                    .formatted(System.getProperty("os.name"), System.getProperty("os.arch"))
                            + " or newer with --database-url");
        }
        return new XZInputStream(new BufferedInputStream(stream));
    }

    private static void extract(InputStream archive, Path target) throws IOException {
        var tar = new TarArchiveInputStream(archive);
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            var path = target.resolve(entry.getName()).normalize();
            if (!path.startsWith(target)) {
                throw new IOException("the archive reaches outside itself: " + entry.getName());
            }
            write(entry, tar, path);
        }
    }

    private static void write(TarArchiveEntry entry, InputStream content, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        var runnable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(runnable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String system() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
    }

    private static String architecture() {
        return switch (System.getProperty("os.arch")) {
            case "amd64", "x86_64" -> "x86_64";
            case "aarch64", "arm64" -> "arm_64";
            default -> System.getProperty("os.arch");
        };
    }
}
