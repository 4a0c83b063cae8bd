package app.kasar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.kasar.demo.DemoSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs the {@code sh} blocks of the documentation, in order, in a shell. Requests that are refused fail the test. */
class DocumentedRequestsTest {
    private static final Path DOCS = Path.of("docs");
    private static final Pattern BLOCK = Pattern.compile("(?ms)^```sh\n(.*?)^```$");

    private static RunningKasar kasar;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(isThere("curl") && isThere("bash"), "needs bash and curl");
        kasar = new RunningKasar();
    }

    @AfterAll
    static void stop() {
        if (kasar != null) {
            kasar.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickstart.md",
                "filters.md",
                "records.md",
                "pipelines.md",
                "activity.md",
                "aggregate.md",
                "bulk.md",
                "tasks.md",
                "notes.md",
                "interactions.md",
                "inbox.md",
                "duplicates.md",
                "import.md",
                "jobs.md",
                "users.md",
                "search.md",
                "notifications.md",
                "export.md",
                "administration.md"
            })
    void every_request_of_the_page_is_answered(String page) throws Exception {
        var organization = kasar.organization(page.replace(".md", ""));
        kasar.demo().data().fill(organization.organization(), DemoSet.of(1, 200, LocalDate.of(2026, 3, 15)), at -> {});
        var script =
                (page.equals("quickstart.md") ? "" : blocks("quickstart.md").getFirst())
                        + String.join("", blocks(page));
        var answer = run(script.replace("http://127.0.0.1:8080", kasar.address().toString())
                .replace("ksr_…", organization.token()));
        assertThat(answer).as(page).doesNotContain("\"error\":true").contains("\"data\":");
    }

    private static String run(String script) throws Exception {
        var process = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .redirectErrorStream(true)
                .start();
        var output = process.inputReader().lines().collect(Collectors.joining("\n"));
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static List<String> blocks(String page) throws IOException {
        return BLOCK.matcher(Files.readString(DOCS.resolve(page)))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static boolean isThere(String program) throws Exception {
        return new ProcessBuilder("sh", "-c", "command -v " + program).start().waitFor() == 0;
    }
}
