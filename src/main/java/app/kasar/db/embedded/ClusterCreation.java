package app.kasar.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Makes the cluster at the first start: superuser {@code postgres}, and role and database {@code kasar}, one password. */
final class ClusterCreation {
    private static final String CREATING = "creating-";
    private static final int PASSWORD_BYTES = 32;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final DataDirectory directory;
    private final PostgresUser user;

    ClusterCreation(DataDirectory directory, PostgresUser user) {
        this.directory = directory;
        this.user = user;
    }

    /** Creates the cluster unless it is there: all of it or, when killed on the way, nothing that would be taken for it. */
    void createOnce(Consumer<String> progress) {
        if (Files.isDirectory(directory.cluster())) {
            refuseOtherVersion();
            return;
        }
        progress.accept("Creating the database in " + directory.root() + " …");
        try {
            directory.removeLeftovers(CREATING);
            create(password());
        } catch (IOException failed) {
            throw new PostgresFailure(
                    "the database cannot be created in %s: %s".formatted(directory.root(), failed), failed);
        }
    }

    String password() throws IOException {
        if (!Files.exists(directory.passwordFile())) {
            var bytes = new byte[PASSWORD_BYTES];
            new SecureRandom().nextBytes(bytes);
            var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            var unfinished = Files.createTempFile(directory.root(), CREATING, "", OWNER_ONLY);
            Files.writeString(unfinished, password);
            Files.move(unfinished, directory.passwordFile(), StandardCopyOption.ATOMIC_MOVE);
        }
        return Files.readString(directory.passwordFile()).strip();
    }

    private void create(String password) throws IOException {
        var cluster = Files.createTempDirectory(directory.root(), CREATING);
        user.own(cluster);
        var passwordFile = Files.createTempFile(directory.root(), CREATING, "", OWNER_ONLY);
        Files.writeString(passwordFile, password);
        user.own(passwordFile);
        initialise(cluster, passwordFile);
        Files.delete(passwordFile);
        Files.writeString(
                cluster.resolve("postgresql.conf"), ClusterSettings.MAIN_FILE, StandardOpenOption.TRUNCATE_EXISTING);
        Files.writeString(cluster.resolve("kasar.conf"), "");
        run(List.of("postgres", "--single", "-D", cluster.toString(), "postgres"), roleAndDatabase(password));
        Files.move(cluster, directory.cluster(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The role owns its database and nothing else, so that no statement can reach the files of the machine. */
    private static String roleAndDatabase(String password) {
        return """
                CREATE ROLE kasar LOGIN PASSWORD '%s'
                GRANT pg_monitor, pg_checkpoint TO kasar
                CREATE DATABASE kasar OWNER kasar
                """.formatted(password);
    }

    private void initialise(Path cluster, Path passwordFile) {
        run(
                List.of(
                        "initdb",
                        "--pgdata=" + cluster,
                        "--username=postgres",
                        "--pwfile=" + passwordFile,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"),
                "");
    }

    private void run(List<String> command, String input) {
        ProgramRun.of(directory, user, command, input).orFail("creating the database (" + command.getFirst() + ")");
    }

    private void refuseOtherVersion() {
        var wanted = DataDirectory.VERSION.replaceFirst("\\..*", "");
        try {
            var found =
                    Files.readString(directory.cluster().resolve("PG_VERSION")).strip();
            if (!found.equals(wanted)) {
                throw new PostgresFailure(
                        "the database in %s was made by PostgreSQL %s, and this Kasar bundles PostgreSQL %s"
                                .formatted(directory.cluster(), found, DataDirectory.VERSION));
            }
        } catch (IOException failed) {
            throw new PostgresFailure(
                    "%s is no PostgreSQL database: %s".formatted(directory.cluster(), failed), failed);
        }
    }
}
