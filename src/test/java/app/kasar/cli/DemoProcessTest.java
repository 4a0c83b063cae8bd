package app.kasar.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.kasar.Main;
import app.kasar.TestPostgres;
import app.kasar.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The demo as its users meet it: in a process of its own, with lines pasted into a shell. */
@Timeout(180)
class DemoProcessTest {
    @TempDir
    Path data;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void stop() throws InterruptedException {
        for (var process : started) {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void the_first_start_prints_a_token_and_lines_that_work() throws Exception {
        try (var fresh = TestPostgres.empty()) {
            var server = TestPostgres.server();
            var url = fresh.jdbcUrl() + "?user=" + server.user() + "&password=" + server.password();
            var introduction = introduction(start("serve", "--demo", "--port", "0", "--database-url", url));
            assertThat(introduction)
                    .anyMatch(line -> line.matches("Base URL +http://127\\.0\\.0\\.1:\\d+/api/v1"))
                    .anyMatch(line -> line.matches("Token +ksr_\\S+"));
            assertLinesWork("", introduction);
            stop();
        }
    }

    @Test
    void a_start_after_one_that_was_killed_fills_the_rest_and_tells_how_to_get_a_token() throws Exception {
        var killed = start("serve", "--demo", "--port", "0", "--data", data.toString());
        readUntil("Demo data: 4", killed.errorReader());
        killed.toHandle().destroyForcibly();
        killed.waitFor();
        var second = start("serve", "--demo", "--port", "0", "--data", data.toString());
        var introduction = introduction(second);
        assertThat(introduction).noneMatch(line -> line.contains("ksr_")).anyMatch(line -> line.startsWith("Added "));
        var makeToken = introduction.stream()
                .filter(line -> line.startsWith("TOKEN="))
                .findFirst()
                .orElseThrow()
                .replace("./kasar", String.join(" ", command()));
        assertLinesWork(makeToken + "\n", introduction);
    }

    @Test
    void an_organization_is_filled_and_the_result_is_told_as_json() throws Exception {
        try (var fresh = TestPostgres.empty()) {
            var server = TestPostgres.server();
            var url = fresh.jdbcUrl() + "?user=" + server.user() + "&password=" + server.password();
            var create = start(
                    "org",
                    "create",
                    "--slug",
                    "acme",
                    "--name",
                    "Acme",
                    "--admin-email",
                    "ada@acme.test",
                    "--admin-name",
                    "Ada",
                    "--database-url",
                    url);
            assertThat(create.waitFor()).isZero();
            var fill =
                    start("demo", "--org", "acme", "--contacts", "120", "--seed", "7", "--json", "--database-url", url);
            var result = Json.MAPPER.readTree(fill.inputReader().readLine());
            assertThat(fill.errorReader().lines()).last().asString().startsWith("Demo data: 120 of 120 contacts");
            assertThat(result.path("contacts").asInt()).isEqualTo(120);
            assertThat(result.path("companies").asInt()).isBetween(10, 30);
            assertThat(fill.waitFor()).isZero();
        }
    }

    private static void assertLinesWork(String before, List<String> introduction) throws Exception {
        assumeTrue(isThere("curl") && isThere("bash"), "needs bash and curl");
        var curls =
                introduction.stream().filter(line -> line.startsWith("curl ")).toList();
        assertThat(curls).hasSize(3);
        var answers = new ArrayList<JsonNode>();
        for (var line : shell(before + String.join("\necho\n", curls))) {
            answers.add(Json.MAPPER.readTree(line));
        }
        assertThat(answers.getFirst().path("total").asInt()).isPositive();
        assertThat(answers.getFirst().path("data")).hasSize(5);
        assertThat(answers.get(1)
                        .path("data")
                        .path("company_display")
                        .path("display")
                        .asString())
                .isNotEmpty();
        assertThat(answers.get(2).path("data").path("full_name").asString()).isEqualTo("Ada Byron");
        var all = shell(before + curls.getFirst().replaceFirst(" -d filter.*", " -d limit=1"));
        assertThat(Json.MAPPER.readTree(all.getFirst()).path("total").asInt()).isEqualTo(2_001);
    }

    private static boolean isThere(String program) throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
    }

    private static List<String> shell(String script) throws Exception {
        var shell = new ProcessBuilder("bash", "-c", script).start();
        var lines = shell.inputReader().lines().toList();
        assertThat(shell.waitFor()).isZero();
        return lines;
    }

    /** What is printed until the last line to paste. */
    private static List<String> introduction(Process process) throws IOException {
        var lines = new ArrayList<String>();
        var reader = process.inputReader();
        while (lines.stream().filter(line -> line.startsWith("curl ")).count() < 3) {
            var line = reader.readLine();
            if (line == null) {
                throw new AssertionError("ended after %s: %s"
                        .formatted(lines, process.errorReader().lines().toList()));
            }
            lines.add(line);
        }
        return lines;
    }

    private static void readUntil(String beginning, BufferedReader lines) throws IOException {
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(beginning)) {
                return;
            }
        }
        throw new AssertionError("not told '%s'".formatted(beginning));
    }

    private Process start(String... arguments) throws IOException {
        var all = new ArrayList<>(command());
        all.addAll(List.of(arguments));
        var process = new ProcessBuilder(all).start();
        started.add(process);
        return process;
    }

    private static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
    }
}
