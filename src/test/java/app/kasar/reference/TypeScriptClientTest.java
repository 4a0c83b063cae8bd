package app.kasar.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import app.kasar.api.RunningKasar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client made from the description by a tool that knows nothing of us compiles strictly and does a day's work. */
class TypeScriptClientTest {
    private static final Path SOURCES = Path.of("src", "test", "typescript");
    private static final Path PLACE = Path.of("target", "typescript");

    @Test
    void a_client_made_from_the_description_compiles_and_works() throws Exception {
        assumeTrue(isThere("node") && isThere("npm"), "no Node.js with npm on the PATH");
        try (var kasar = new RunningKasar()) {
            var acme = kasar.organization("acme");
            acme.admin().post("/schema", CustomObject.OF_EVERY_TYPE).expect(201);
            copySources();
            Files.writeString(
                    PLACE.resolve("openapi.json"),
                    acme.admin().get("/openapi.json").expect(200).body().toString());
            run(Map.of(), "npm", "ci", "--no-audit", "--no-fund");
            assertThat(run(Map.of(), "npm", "run", "--silent", "validate")).contains("0 problems");
            run(Map.of(), "npm", "run", "--silent", "generate");
            run(Map.of(), "npm", "run", "--silent", "compile");
            var told = run(
                    Map.of("KASAR_ADDRESS", kasar.address().toString(), "KASAR_TOKEN", acme.token()),
                    "node",
                    "out/scenario.js");
            assertThat(told).contains("scenario passed");
        }
    }

    private static void copySources() throws IOException {
        Files.createDirectories(PLACE);
        try (var files = Files.list(SOURCES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, PLACE.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static boolean isThere(String command) {
        return List.of(System.getenv().getOrDefault("PATH", "").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    private static String run(Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(PLACE.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var told = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue())
                .as(() -> String.join(" ", command) + "\n" + told)
                .isZero();
        return told;
    }
}
