package app.kasar.db.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/**
 * The operating system's user PostgreSQL runs as: ourselves, or, because PostgreSQL refuses to run as root, an ordinary user
 * that owns the cluster's files.
 *
 * @param prefix goes before every command line
 */
record PostgresUser(boolean isOther, List<String> prefix) {
    private static final int UNPRIVILEGED = 65534;

    PostgresUser {
        prefix = List.copyOf(prefix);
    }

    static PostgresUser of(DataDirectory directory) {
        if (!weAreRoot()) {
            return new PostgresUser(false, List.of());
        }
        var setpriv = List.of("/usr/bin/setpriv", "/bin/setpriv", "/usr/sbin/setpriv").stream()
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst()
                .orElseThrow(() -> new PostgresFailure("PostgreSQL does not run as root, and the command 'setpriv' that"
                        + " would start it as another user is missing; install util-linux, or start Kasar as an"
                        + " ordinary user"));
        return new PostgresUser(true, command(setpriv, directory.root()));
    }

    /** Gives {@code path} to this user alone. */
    void own(Path path) {
        try {
            if (isOther) {
                Files.setAttribute(path, "unix:gid", UNPRIVILEGED);
                Files.setAttribute(path, "unix:uid", UNPRIVILEGED);
            }
        } catch (IOException failed) {
            throw new PostgresFailure(
                    "cannot give %s to the user PostgreSQL runs as: %s".formatted(path, failed), failed);
        }
    }

    private static List<String> command(String setpriv, Path root) {
        var command = new ArrayList<>(
                List.of(setpriv, "--reuid=" + UNPRIVILEGED, "--regid=" + UNPRIVILEGED, "--clear-groups"));
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
        return "root".equals(System.getProperty("user.name"));
    }
}
