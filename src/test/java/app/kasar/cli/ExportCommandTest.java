package app.kasar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.TestPostgres;
import app.kasar.api.RunningKasar;
import app.kasar.json.Json;
import app.kasar.server.DatabaseSession;
import app.kasar.server.Wiring;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private static RunningKasar kasar;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        kasar = new RunningKasar();
        var acme = kasar.organization("acme").admin();
        for (var name : List.of("Mars", "Venus", "Earth")) {
            acme.post("/records/companies", Map.of("name", name)).expect(201);
        }
    }

    @AfterAll
    static void stop() {
        kasar.close();
    }

    @Test
    void writes_a_file_and_says_how_much() throws IOException {
        var file = folder.resolve("planets.csv");
        assertThat(run("--object", "companies", "--output", file.toString(), "--fields", "name", "--sort", "name:desc"))
                .as(err::toString)
                .isZero();
        assertThat(Files.readAllLines(file)).hasSize(4).first().isEqualTo("id,name");
        assertThat(Files.readAllLines(file).get(1)).endsWith(",Venus");
        assertThat(out.toString()).startsWith("Exported 3 companies");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void filters_and_compresses() throws IOException {
        var file = folder.resolve("planets.ndjson.gz");
        var filter = "{\"conditions\":[{\"field\":\"name\",\"operator\":\"equals\",\"value\":\"Mars\"}]}";
        assertThat(run(
                        "--object",
                        "companies",
                        "--format",
                        "ndjson",
                        "--gzip",
                        "--filters",
                        filter,
                        "--output",
                        file.toString(),
                        "--json"))
                .as(err::toString)
                .isZero();
        try (var unpacked = new GZIPInputStream(Files.newInputStream(file))) {
            assertThat(Json.MAPPER
                            .readTree(unpacked.readAllBytes())
                            .path("name")
                            .asString())
                    .isEqualTo("Mars");
        }
        assertThat(Json.MAPPER.readTree(out.toString()).path("exported").intValue())
                .isEqualTo(1);
    }

    @Test
    void leaves_nothing_behind_when_it_is_refused() throws IOException {
        var file = folder.resolve("nothing.csv");
        assertThat(run("--object", "companys", "--output", file.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("did you mean 'companies'?");
        assertThat(run("--object", "companies", "--fields", "nmae", "--output", file.toString()))
                .isEqualTo(1);
        assertThat(err.toString()).contains("did you mean 'name'?");
        assertThat(run(
                        "--object",
                        "companies",
                        "--output",
                        folder.resolve("no/such/folder").toString()))
                .isEqualTo(1);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_wrong_command_line_ends_with_2() {
        assertThat(run("--object", "companies", "--format", "xml")).isEqualTo(2);
        assertThat(run()).isEqualTo(2);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        var all = new ArrayList<>(List.of("export", "--org", "acme"));
        all.addAll(List.of(arguments));
        all.add("--database-url");
        all.add(kasar.database().jdbcUrl() + "?user=" + TestPostgres.server().user() + "&password="
                + TestPostgres.server().password());
        return Kasar.commandLine(
                        (settings, session) -> {
                            throw new AssertionError("the server must not start");
                        },
                        session -> {
                            throw new AssertionError("nothing is filled");
                        },
                        ExportCommand.commandLine(ExportCommandTest::parts))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private static ExportCommand.Parts parts(DatabaseSession session) {
        var wiring = Wiring.of(session);
        return new ExportCommand.Parts(wiring.administration(), wiring.schemas(), wiring.exports());
    }
}
