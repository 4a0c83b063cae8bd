package app.kasar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.TestPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class ServeCommandTest {
    @TempDir
    Path data;

    @Test
    void a_signal_stops_the_server_then_the_database() throws Exception {
        var process = start("serve", "--data", data.toString());
        var lines = process.errorReader();
        var before = readUntil("Kasar is ready on http://127.0.0.1", lines);
        assertThat(before).contains("Starting PostgreSQL …");
        process.toHandle().destroy();
        assertThat(lines.lines()).contains("server closed, database answered [1]");
        process.waitFor();
        assertThat(data.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void a_rehearsal_of_a_start_ends_by_itself() throws Exception {
        var process = start("serve", "--stop-when-ready", "--data", data.toString());
        assertThat(process.errorReader().lines()).endsWith("server closed, database answered [1]");
        assertThat(process.waitFor()).isZero();
        assertThat(data.resolve("postgres").resolve("postmaster.pid")).doesNotExist();
    }

    @Test
    void a_database_of_ones_own_is_migrated_and_left_running() throws Exception {
        try (var fresh = TestPostgres.empty()) {
            var server = TestPostgres.server();
            var url = fresh.jdbcUrl() + "?user=" + server.user() + "&password=" + server.password();
            var process = start("serve", "--database-url", url);
            readUntil("Kasar is ready on http://127.0.0.1", process.errorReader());
            process.toHandle().destroy();
            process.waitFor();
            assertThat(fresh.database()
                            .list(
                                    app.kasar.db.Statement.fixed("SELECT count(*) FROM kasar.organizations"),
                                    row -> row.integer(1)))
                    .containsExactly(0);
        }
    }

    @Test
    void an_absent_database_is_told_plainly() throws Exception {
        var process = start("serve", "--database-url", "postgresql://127.0.0.1:1/none");
        var told = process.errorReader().lines().toList();
        assertThat(process.waitFor()).isEqualTo(1);
        assertThat(told).singleElement().asString().startsWith("kasar: the database cannot be reached: Connection");
    }

    private static List<String> readUntil(String wanted, BufferedReader lines) throws IOException {
        var read = new ArrayList<String>();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            read.add(line);
            if (line.equals(wanted)) {
                return read;
            }
        }
        throw new AssertionError("not told '%s' but %s".formatted(wanted, read));
    }

    private static Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ServeProcess.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }
}
