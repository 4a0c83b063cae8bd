package app.kasar.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operating system's user PostgreSQL runs as: ourselves, or, because PostgreSQL refuses to run as root, the ordinary user
 * that owns the cluster's files.
 *
 * @param id the user's and its group's number; null for ourselves
 * @param prefix goes before every command line
 */
record PostgresUser(@Nullable Integer id, List<String> prefix) {
    private static final int NOBODY = 65534;

    PostgresUser {
        prefix = List.copyOf(prefix);
    }

    static PostgresUser of(DataDirectory directory) {
        if (!weAreRoot()) {
            return new PostgresUser(null, List.of());
        }
        var setpriv = List.of("/usr/bin/setpriv", "/bin/setpriv", "/usr/sbin/setpriv").stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new PostgresFailure("PostgreSQL does not run as root, and the command 'setpriv' that"
                        + " would start it as another user is missing; install util-linux, or start Kasar as an"
                        + " ordinary user"));
        var id = clusterUser(directory.cluster());
        return new PostgresUser(id, command(setpriv, id, directory.root()));
    }

    /** Gives {@code path} to this user alone. */
    void own(Path path) {
        try {
            if (id != null) {
                Files.setAttribute(path, "unix:gid", id);
                Files.setAttribute(path, "unix:uid", id);
            }
        } catch (IOException failed) {
            throw new PostgresFailure(
                    "cannot give %s to the user PostgreSQL runs as: %s".formatted(path, failed), failed);
        }
    }

    private static List<String> command(String setpriv, int id, Path root) {
        var command = new ArrayList<>(List.of(setpriv, "--reuid=" + id, "--regid=" + id, "--clear-groups"));
        if (!everyoneMayWalkTo(root)) {
            // Under a folder closed to others, such as root's home, the user could not reach its own files. The right
            // to
            // search folders is all it gets; no_setuid_fixup because access(2) would otherwise answer without that
            // right.
            command.addAll(List.of(
                    "--securebits=+no_setuid_fixup", "--inh-caps=+dac_read_search", "--ambient-caps=+dac_read_search"));
        }
        return command;
    }

    private static boolean everyoneMayWalkTo(Path path) {
        try {
            for (var step = path; step != null; step = step.getParent()) {
                if (!Files.getPosixFilePermissions(step).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException failed) {
            throw new PostgresFailure("cannot read the permissions of %s: %s".formatted(path, failed), failed);
        }
    }

    private static boolean weAreRoot() {
        var ourselves = Path.of("/proc/self");
        return Files.exists(ourselves) ? ownerOf(ourselves) == 0 : "root".equals(System.getProperty("user.name"));
    }

    /** A cluster made by an ordinary user goes on under that user when root starts it. */
    private static int clusterUser(Path cluster) {
        var owner = Files.exists(cluster) ? ownerOf(cluster) : 0;
        return owner == 0 ? NOBODY : owner;
    }

    private static int ownerOf(Path path) {
        try {
            return (int) Files.getAttribute(path, "unix:uid");
        } catch (IOException failed) {
            throw new PostgresFailure("cannot read the owner of %s: %s".formatted(path, failed), failed);
        }
    }
}
