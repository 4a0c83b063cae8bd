package app.kasar.db.embedded;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/** PostgreSQL's own settings, written anew at each start; what a user adds to postgresql.conf wins over them. */
final class ClusterSettings {
    static final String MAIN_FILE = """
            # kasar.conf is written anew at each start. What stands below its line wins over it.
            include 'kasar.conf'
            """;
    private static final long MEGABYTE = 1024 * 1024;
    private static final long LEAST_BUFFERS = 128;
    private static final long MOST_BUFFERS = 1024;
    private static final long LEAST_MAINTENANCE = 64;
    private static final long MOST_MAINTENANCE = 512;

    private ClusterSettings() {}

    static void write(DataDirectory directory, PostgresUser user, int port) {
        var text = text(port, memoryInMegabytes());
        try {
            var written = Files.writeString(directory.cluster().resolve("kasar.conf.new"), text);
            user.own(written);
            Files.move(written, directory.settings(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new PostgresFailure("cannot write %s: %s".formatted(directory.settings(), failed), failed);
        }
    }

    // Errors stay out of PostgreSQL's log: the server reports those that matter, and their texts may hold personal
    // data.
    // This build of PostgreSQL has no lz4, and pglz costs more than it saves, so WAL stays uncompressed.
    private static String text(int port, long memory) {
        var buffers = Math.clamp(memory / 4, LEAST_BUFFERS, MOST_BUFFERS);
        var maintenance = Math.clamp(memory / 16, LEAST_MAINTENANCE, MOST_MAINTENANCE);
        return """
                listen_addresses = '127.0.0.1'
                port = %d
                unix_socket_directories = ''
                max_connections = 100
                cluster_name = 'kasar'

                fsync = on
                full_page_writes = on
                synchronous_commit = on
                min_wal_size = 256MB
                max_wal_size = 4GB
                checkpoint_timeout = 15min
                checkpoint_completion_target = 0.9

                shared_buffers = %dMB
                effective_cache_size = %dMB
                work_mem = 16MB
                maintenance_work_mem = %dMB

                random_page_cost = 1.1
                effective_io_concurrency = 64
                jit = off

                datestyle = 'iso, mdy'
                timezone = 'UTC'
                log_timezone = 'UTC'
                lc_messages = 'C'
                log_min_messages = log
                log_min_error_statement = panic
                log_error_verbosity = terse
                log_checkpoints = off
                """.formatted(port, buffers, memory / 2, maintenance);
    }

    /** The port used last if it is free, so that whoever remembers it still finds the database; otherwise any free one. */
    static int choosePort(DataDirectory directory) {
        var last = freePort(lastPort(directory.settings()));
        var chosen = last == 0 ? freePort(0) : last;
        if (chosen == 0) {
            throw new PostgresFailure("no port is free on 127.0.0.1");
        }
        return chosen;
    }

    private static int lastPort(Path settings) {
        var properties = new Properties();
        try (Reader reader = new StringReader(Files.exists(settings) ? Files.readString(settings) : "")) {
            properties.load(reader);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Integer.parseInt(properties.getProperty("port", "0"));
    }

    /** The port a server could listen on; 0 when it is taken. Port 0 stands for any. */
    private static int freePort(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return 0;
        }
    }

    private static long memoryInMegabytes() {
        var system = ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class);
        return system.getTotalMemorySize() / MEGABYTE;
    }
}
