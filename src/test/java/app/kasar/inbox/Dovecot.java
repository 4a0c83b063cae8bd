package app.kasar.inbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The IMAP server of many providers, as a child process on the loopback address with mail of its own. Needs to be root. */
public final class Dovecot implements AutoCloseable {
    static final String PASSWORD = "zq correct horse";

    private static final int NOBODY = 65534;
    private static final Duration STARTING = Duration.ofSeconds(20);

    private final Path folder;
    private final int port;
    private Process process;

    private Dovecot(Path folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    public static Dovecot started() {
        var program = Path.of("/usr/sbin/dovecot");
        assumeTrue(Files.isExecutable(program), "skipped: Dovecot is not installed (apt-get install dovecot-imapd)");
        assumeTrue(isRoot(), "skipped: Dovecot is started by root alone");
        try {
            var folder = Files.createTempDirectory("kasar-dovecot");
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            var dovecot = new Dovecot(folder, freePort());
            dovecot.configure();
            dovecot.start();
            return dovecot;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void configure() throws IOException {
        Files.writeString(
                folder.resolve("dovecot.conf"), """
                base_dir = %1$s/run
                state_dir = %1$s/state
                log_path = %1$s/dovecot.log
                protocols = imap
                listen = 127.0.0.1
                ssl = no
                disable_plaintext_auth = no
                first_valid_uid = 1
                mail_location = maildir:%1$s/mail/%%u
                passdb {
                  driver = static
                  args = password=%2$s
                }
                userdb {
                  driver = static
                  args = uid=%3$d gid=%3$d home=%1$s/mail/%%u
                }
                namespace inbox {
                  inbox = yes
                  mailbox "Gone Out" {
                    auto = create
                    special_use = \\Sent
                  }
                }
                service imap-login {
                  inet_listener imap {
                    port = %4$d
                  }
                }
                """.formatted(folder, PASSWORD.replace(" ", "_"), NOBODY, port));
    }

    void start() {
        try {
            process = new ProcessBuilder(
                            "/usr/sbin/dovecot",
                            "-F",
                            "-c",
                            folder.resolve("dovecot.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("output.log").toFile())
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var end = System.nanoTime() + STARTING.toNanos();
        while (!answers()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new IllegalStateException("Dovecot does not start: " + log());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.getInputStream().read() == '*';
        } catch (IOException notYet) {
            return false;
        }
    }

    String log() {
        try {
            var log = folder.resolve("dovecot.log");
            return Files.readString(folder.resolve("output.log")) + (Files.exists(log) ? Files.readString(log) : "");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Hangs up on everybody at once; told to end, it would serve those who are there to the end. */
    void stop() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    public Map<String, Object> connecting(String user) {
        return Map.of(
                "provider",
                "imap",
                "email",
                user,
                "host",
                "127.0.0.1",
                "port",
                port,
                "security",
                "none",
                "password",
                PASSWORD.replace(" ", "_"));
    }

    int port() {
        return port;
    }

    /** Puts messages into a user's inbox, in order. */
    public void deliver(String user, List<byte[]> messages) {
        try {
            var inbox = folder.resolve("mail").resolve(user);
            for (var part : List.of("new", "cur", "tmp")) {
                Files.createDirectories(inbox.resolve(part));
            }
            var number = 1_700_000_000;
            for (var message : messages) {
                Files.write(inbox.resolve("new").resolve(number++ + ".M1P1.localhost"), message);
            }
            var owned = new ProcessBuilder(
                    "chown", "-R", NOBODY + ":" + NOBODY, folder.resolve("mail").toString());
            owned.start().waitFor();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException told) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
        try (var files = Files.walk(folder)) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
