package app.kasar.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each test has a data directory of its own, with the program linked from one that was unpacked before. */
@Timeout(120)
class EmbeddedPostgresTest {
    @TempDir
    static Path unpacked;

    @TempDir
    Path folder;

    private Path data;

    @BeforeEach
    void link_the_program() throws IOException {
        PostgresBinaries.unpack(DataDirectory.at(unpacked), line -> {});
        Files.setPosixFilePermissions(unpacked, PosixFilePermissions.fromString("rwxr-xr-x"));
        data = Files.createDirectory(folder.resolve("data"));
        Files.createSymbolicLink(
                data.resolve("postgresql-" + DataDirectory.VERSION),
                DataDirectory.at(unpacked).binaries());
    }

    @AfterEach
    void nothing_is_left_running() throws IOException {
        EmbeddedPostgres.open(data, line -> {}).close();
        assertThat(Postmaster.find(DataDirectory.at(data))).isEmpty();
        Files.delete(DataDirectory.at(data).binaries());
    }

    @Test
    void keeps_what_was_written_and_its_port_over_a_stop() throws SQLException {
        String url;
        try (var first = EmbeddedPostgres.open(data)) {
            url = first.jdbcUrl();
            run(first, "CREATE TABLE kept AS SELECT 42 AS answer");
        }
        try (var second = EmbeddedPostgres.open(data)) {
            assertThat(second.startedHere()).isTrue();
            assertThat(second.jdbcUrl()).isEqualTo(url);
            assertThat(ask(second, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void is_durable_and_keeps_to_itself() throws Exception {
        try (var postgres = EmbeddedPostgres.open(data)) {
            assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "SHOW password_encryption")).isEqualTo("scram-sha-256");
            assertThat(ask(postgres, "SELECT rolsuper FROM pg_roles WHERE rolname = current_user"))
                    .isEqualTo("f");
            assertThat(ask(postgres, "SELECT upper('straße') || datlocale FROM pg_database WHERE datname = 'kasar'"))
                    .isEqualTo("STRAßEC.UTF-8");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("postgres-password"))))
                    .isEqualTo("rw-------");
            assertThat(Answer.of(postgres.jdbcUrl(), postgres.user(), "wrong")).isEqualTo(Answer.REFUSED);
        }
    }

    @Test
    void the_program_is_of_the_version_its_folder_says() {
        var directory = DataDirectory.at(data);
        var run = ProgramRun.of(directory, PostgresUser.of(directory), List.of("postgres", "--version"), "");
        assertThat(run.output().strip()).isEqualTo("postgres (PostgreSQL) " + DataDirectory.VERSION);
    }

    @Test
    void the_last_one_out_stops_it_whoever_started_it() throws Exception {
        try (var server = OpenerProcess.open(data)) {
            try (var beside = EmbeddedPostgres.open(data);
                    var again = EmbeddedPostgres.open(data)) {
                assertThat(beside.startedHere()).isFalse();
                assertThat(again.processId()).isEqualTo(server.serverProcessId());
            }
            assertThat(isAlive(server.serverProcessId())).isTrue();
        }
        assertThat(Postmaster.find(DataDirectory.at(data))).isEmpty();

        var starter = OpenerProcess.open(data);
        try (var stayed = EmbeddedPostgres.open(data)) {
            starter.close();
            assertThat(ask(stayed, "SELECT 'still here'")).isEqualTo("still here");
        }
        assertThat(Postmaster.find(DataDirectory.at(data))).isEmpty();
    }

    @Test
    void adopts_the_orphan_of_a_killed_process_and_stops_it() throws Exception {
        var killed = OpenerProcess.open(data);
        killed.kill();
        assertThat(isAlive(killed.serverProcessId())).isTrue();
        try (var next = EmbeddedPostgres.open(data)) {
            assertThat(next.startedHere()).isFalse();
            assertThat(next.processId()).isEqualTo(killed.serverProcessId());
        }
        assertThat(isAlive(killed.serverProcessId())).isFalse();
    }

    @Test
    void comes_up_by_itself_with_all_data_after_both_were_killed() throws Exception {
        var killed = OpenerProcess.open(data);
        try (var beside = EmbeddedPostgres.open(data)) {
            run(beside, "CREATE TABLE kept AS SELECT 42 AS answer");
            // An open session keeps a child of the server, and with it the shared memory, alive for a moment.
            try (var open = connect(beside)) {
                assertThat(open.isValid(1)).isTrue();
                killed.kill();
                kill(killed.serverProcessId());
            }
        }
        assertThat(DataDirectory.at(data).postmasterFile()).exists();
        try (var next = EmbeddedPostgres.open(data)) {
            assertThat(next.startedHere()).isTrue();
            assertThat(ask(next, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void a_lock_that_names_a_process_of_somebody_else_is_no_server() throws Exception {
        lockNames(ProcessHandle.current().pid());
        try (var postgres = EmbeddedPostgres.open(data)) {
            assertThat(postgres.startedHere()).isTrue();
        }
    }

    @Test
    void a_lock_that_names_a_zombie_is_no_server() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "zombies are looked for on Linux only");
        // The shell's child ends at once, and the program that takes the shell's place never asks for it.
        var parent = new ProcessBuilder("sh", "-c", "sleep 0 & echo $!; exec sleep 1000").start();
        try {
            var zombie = Long.parseLong(parent.inputReader().readLine());
            assertThat(becomesZombie(zombie)).isTrue();
            lockNames(zombie);
            try (var postgres = EmbeddedPostgres.open(data)) {
                assertThat(postgres.startedHere()).isTrue();
            }
        } finally {
            parent.destroyForcibly().waitFor();
        }
    }

    @Test
    void takes_another_port_when_its_own_is_taken() throws Exception {
        EmbeddedPostgres.open(data).close();
        var port = ClusterSettings.choosePort(DataDirectory.at(data));
        try (var stranger = new java.net.ServerSocket(port, 1, java.net.InetAddress.getLoopbackAddress());
                var postgres = EmbeddedPostgres.open(data)) {
            assertThat(postgres.jdbcUrl()).doesNotContain(":" + stranger.getLocalPort() + "/");
        }
    }

    @Test
    void three_processes_that_start_at_once_share_one_server() throws Exception {
        var starting = List.of(OpenerProcess.start(data), OpenerProcess.start(data), OpenerProcess.start(data));
        var opened = new ArrayList<OpenerProcess>();
        for (var process : starting) {
            opened.add(OpenerProcess.opened(process));
        }
        assertThat(opened.stream().map(OpenerProcess::serverProcessId).distinct())
                .hasSize(1);
        for (var opener : opened) {
            assertThat(isAlive(opener.serverProcessId())).isTrue();
            opener.close();
        }
        assertThat(isAlive(opened.getFirst().serverProcessId())).isFalse();
    }

    @Test
    void works_under_a_folder_closed_to_others() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        try (var postgres = EmbeddedPostgres.open(data)) {
            assertThat(ask(postgres, "SELECT 'open'")).isEqualTo("open");
        }
    }

    @Test
    void works_under_a_folder_open_to_others() throws Exception {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var postgres = EmbeddedPostgres.open(data)) {
            assertThat(ask(postgres, "SELECT 'open'")).isEqualTo("open");
        }
    }

    @Test
    void goes_on_under_the_ordinary_user_that_made_it_when_root_starts_it() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        EmbeddedPostgres.open(data).close();
        var made = new ProcessBuilder(
                        "chown",
                        "-R",
                        "12345:12345",
                        data.resolve("postgres").toString(),
                        data.resolve("postgres.log").toString())
                .start();
        assertThat(made.waitFor()).isZero();
        try (var postgres = EmbeddedPostgres.open(data)) {
            assertThat(Files.getAttribute(Path.of("/proc", Long.toString(postgres.processId())), "unix:uid"))
                    .isEqualTo(12345);
        }
    }

    @Test
    void is_not_in_the_terminals_process_group() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/stat")), "read from /proc");
        try (var postgres = EmbeddedPostgres.open(data)) {
            assertThat(session(postgres.processId())).isEqualTo(postgres.processId());
        }
    }

    @Test
    void leftovers_of_a_killed_creation_are_removed() throws Exception {
        var leftover = Files.createDirectory(data.resolve("creating-123"));
        Files.writeString(leftover.resolve("PG_VERSION"), "18");
        try (var postgres = EmbeddedPostgres.open(data)) {
            assertThat(postgres.startedHere()).isTrue();
        }
        assertThat(leftover).doesNotExist();
    }

    @Test
    void refuses_a_database_of_another_version() throws Exception {
        EmbeddedPostgres.open(data).close();
        var version = data.resolve("postgres").resolve("PG_VERSION");
        Files.writeString(version, "17\n");
        assertThatThrownBy(() -> EmbeddedPostgres.open(data))
                .isInstanceOf(PostgresFailure.class)
                .hasMessageContaining("made by PostgreSQL 17");
        Files.writeString(version, "18\n");
    }

    @Test
    void a_start_that_fails_says_what_postgres_said() throws Exception {
        EmbeddedPostgres.open(data).close();
        var main = data.resolve("postgres").resolve("postgresql.conf");
        Files.writeString(main, ClusterSettings.MAIN_FILE + "shared_bufers = 1GB\n");
        assertThatThrownBy(() -> EmbeddedPostgres.open(data)).hasMessageContaining("shared_bufers");
        Files.writeString(main, ClusterSettings.MAIN_FILE);
    }

    /** A lock file as a server leaves it that was killed, with another process id. */
    private void lockNames(long processId) throws Exception {
        var killed = OpenerProcess.open(data);
        killed.kill();
        kill(killed.serverProcessId());
        var lock = DataDirectory.at(data).postmasterFile();
        var lines = new ArrayList<>(Files.readAllLines(lock));
        lines.set(0, Long.toString(processId));
        Files.write(lock, lines);
    }

    private static boolean becomesZombie(long processId) throws IOException {
        var stat = Path.of("/proc", Long.toString(processId), "stat");
        for (var end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10); System.nanoTime() < end; Thread.onSpinWait()) {
            if (Files.readString(stat).contains(") Z ")) {
                return true;
            }
        }
        return false;
    }

    private static long session(long processId) throws IOException {
        var stat = Files.readString(Path.of("/proc", Long.toString(processId), "stat"));
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
    }

    private static void kill(long processId) {
        ProcessHandle.of(processId).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** A zombie counts as dead, as it does for everybody but the operating system. */
    private boolean isAlive(long processId) {
        return new Postmaster(processId, 0).lifeOn(DataDirectory.at(data).cluster()) == Postmaster.Life.ALIVE;
    }

    private static void run(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String ask(EmbeddedPostgres postgres, String query) throws SQLException {
        try (var connection = connect(postgres);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
        return DriverManager.getConnection(postgres.jdbcUrl(), postgres.user(), postgres.password());
    }
}
