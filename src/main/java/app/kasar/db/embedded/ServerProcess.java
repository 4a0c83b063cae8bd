package app.kasar.db.embedded;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Finds, starts and stops the server process of a cluster. Every method only while no other process does the same. */
final class ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long PAUSE_MILLISECONDS = 50;
    private static final long LARGEST_LOG_BYTES = 10_000_000;
    private static final List<String> PASSING_FAILURES = List.of(
            // the last children of a killed server have not noticed its death yet
            "pre-existing shared memory block",
            // a start by a process that was killed meanwhile came first
            "lock file \"postmaster.pid\" already exists",
            "could not bind");

    private final DataDirectory directory;
    private final PostgresUser user;
    private final String password;

    ServerProcess(DataDirectory directory, PostgresUser user, String password) {
        this.directory = directory;
        this.user = user;
        this.password = password;
    }

    static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
    }

    Running attachOrStart(Consumer<String> progress) {
        var patience = new Patience(PATIENCE, PAUSE_MILLISECONDS);
        var startedHere = false;
        var lastFailure = "";
        while (patience.lasts()) {
            var alive = findAlive();
            if (alive.isPresent()) {
                var found = alive.get();
                if (answers(found)) {
                    return new Running(found.pid(), found.port(), startedHere);
                }
            } else {
                progress.accept(lastFailure.isEmpty() ? "Starting PostgreSQL …" : "Trying to start PostgreSQL again …");
                lastFailure = start();
                startedHere = true;
            }
        }
        throw new PostgresFailure("PostgreSQL does not answer after %d seconds; its log is %s%n%s"
                .formatted(PATIENCE.toSeconds(), directory.log(), lastFailure));
    }

    boolean isAlive(Running running) {
        var postmaster = new Postmaster(running.processId(), running.port());
        return postmaster.lifeOn(directory.cluster()) == Postmaster.Life.ALIVE;
    }

    /** Ends all sessions and waits until the server has written everything and is gone. */
    void stop() {
        if (findAlive().isEmpty()) {
            return;
        }
        var stopped = ProgramRun.of(directory, user, List.of("pg_ctl", "stop", "-m", "fast", "-w", "-t", "120"), "");
        if (!stopped.succeeded() && findAlive().isPresent()) {
            throw new PostgresFailure("PostgreSQL does not stop:%n%s".formatted(stopped.output()));
        }
    }

    private Optional<Postmaster> findAlive() {
        return Postmaster.find(directory).filter(found -> found.lifeOn(directory.cluster()) == Postmaster.Life.ALIVE);
    }

    /** PostgreSQL replaces the lock of a server that is gone by itself, but not one it would take for a live server's. */
    private void removeMistakableLock() {
        var found = Postmaster.find(directory);
        if (found.isEmpty() || found.get().lifeOn(directory.cluster()) != Postmaster.Life.MISTAKABLE) {
            return;
        }
        try {
            Files.deleteIfExists(directory.postmasterFile());
        } catch (IOException failed) {
            throw new PostgresFailure("cannot remove %s: %s".formatted(directory.postmasterFile(), failed), failed);
        }
    }

    private boolean answers(Postmaster postmaster) {
        if (postmaster.port() == 0) {
            return false;
        }
        return switch (Answer.of(jdbcUrl(postmaster.port(), "kasar"), "kasar", password)) {
            case OURS -> true;
            case NOT_YET -> false;
            case REFUSED ->
                throw new PostgresFailure("PostgreSQL runs on %s but refuses the password in %s"
                        .formatted(directory.cluster(), directory.passwordFile()));
        };
    }

    /** Empty when it started, otherwise why not, if that may pass. */
    private String start() {
        removeMistakableLock();
        ClusterSettings.write(directory, user, ClusterSettings.choosePort(directory));
        var logged = prepareLog();
        var run = ProgramRun.of(
                directory,
                user,
                List.of(
                        "pg_ctl",
                        "start",
                        "-w",
                        "-t",
                        "60",
                        "-l",
                        directory.log().toString()),
                "");
        if (run.succeeded()) {
            return "";
        }
        var reason = logSince(logged);
        if (PASSING_FAILURES.stream().anyMatch(reason::contains)) {
            return reason;
        }
        throw new PostgresFailure(
                "PostgreSQL does not start:%n%s%n%s".formatted(run.output().strip(), reason));
    }

    private long prepareLog() {
        var log = directory.log();
        try {
            if (Files.exists(log) && Files.size(log) > LARGEST_LOG_BYTES) {
                Files.move(log, log.resolveSibling("postgres.log.old"), StandardCopyOption.REPLACE_EXISTING);
            }
            if (!Files.exists(log)) {
                user.own(Files.createFile(log));
            }
            return Files.size(log);
        } catch (IOException failed) {
            throw new PostgresFailure("cannot write %s: %s".formatted(log, failed), failed);
        }
    }

    private String logSince(long position) {
        try (var log = Files.newByteChannel(directory.log())) {
            log.position(position);
            return new String(Channels.newInputStream(log).readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException failed) {
            throw new PostgresFailure("cannot read %s: %s".formatted(directory.log(), failed), failed);
        }
    }
}
