package app.kasar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.Main;
import app.kasar.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command as it is installed: a process of its own, with no server beside it. */
@Timeout(240)
class ImportCommandTest {
    @TempDir
    Path folder;

    private record Ended(int code, String out, String err) {}

    @Test
    void imports_a_file_without_a_server_and_says_how_it_ended() throws Exception {
        assertThat(kasar(
                                "org",
                                "create",
                                "--slug",
                                "acme",
                                "--name",
                                "Acme",
                                "--admin-email",
                                "a@acme.test",
                                "--admin-name",
                                "Ada")
                        .code())
                .isZero();
        var people =
                write("people.csv", "Vorname;Nachname;E-Mail;Shoe\nAda;Byron;ada@example.com;37\nBob;B;broken;44\n");
        var errors = folder.resolve("errors.csv");
        var some = kasar(
                "import", people.toString(), "--org", "acme", "--object", "contacts", "--errors", errors.toString());
        assertThat(some.code()).as(some.err()).isEqualTo(2);
        assertThat(some.out()).contains("2 rows: 1 created, 0 updated, 0 duplicates, 1 failed", "Shoe", "errors.csv");
        Files.writeString(errors, Files.readString(errors).replace("broken", "bob@example.com"));
        var all = kasar("import", errors.toString(), "--org", "acme", "--object", "contacts", "--json");
        assertThat(all.code()).as(all.err()).isZero();
        assertThat(Json.MAPPER.readTree(all.out()).path("created").asInt()).isEqualTo(1);
        var none = kasar("import", write("odd.csv", "x,y\n1,2\n").toString(), "--org", "acme", "--object", "contacts");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("kasar: ", "no column").doesNotContain("\tat ");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    private Ended kasar(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", folder.resolve("data").toString()));
        var out = folder.resolve("out").toFile();
        var err = folder.resolve("err").toFile();
        var process = new ProcessBuilder(command)
                .redirectOutput(out)
                .redirectError(err)
                .start();
        var code = process.waitFor();
        return new Ended(
                code,
                Files.readString(out.toPath(), StandardCharsets.UTF_8),
                Files.readString(err.toPath(), StandardCharsets.UTF_8));
    }
}
