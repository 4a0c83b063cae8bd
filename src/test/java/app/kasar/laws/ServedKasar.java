package app.kasar.laws;

import app.kasar.Main;
import app.kasar.api.Client;
import app.kasar.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The product as it is installed: a process of its own on a data directory, which can be killed. */
final class ServedKasar implements AutoCloseable {
    private static final String READY = "Kasar is ready on ";

    private final Path data;
    private final Process process;
    private final URI address;

    private ServedKasar(Path data, Process process, URI address) {
        this.data = data;
        this.process = process;
        this.address = address;
    }

    /** Starts a server and waits until it says that it is ready. */
    static ServedKasar start(Path data) throws IOException {
        var process = run("serve", "--port", "0", "--rate-limit", "0", "--data", data.toString());
        var said = new ArrayList<String>();
        var lines = process.errorReader();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            said.add(line);
            if (line.startsWith(READY)) {
                readOn(lines);
                return new ServedKasar(data, process, URI.create(line.substring(READY.length())));
            }
        }
        throw new AssertionError("it did not become ready: " + said);
    }

    /** A pipe that nobody reads would stop the server one day. */
    private static void readOn(BufferedReader lines) {
        Thread.ofVirtual().start(() -> lines.lines().forEach(line -> {}));
    }

    /** Creates an organization; the answer of the command line. */
    JsonNode organization(String slug) throws IOException {
        var command = run(
                "org",
                "create",
                "--slug",
                slug,
                "--name",
                slug,
                "--admin-email",
                "ada@" + slug + ".test",
                "--admin-name",
                "Ada",
                "--json",
                "--data",
                data.toString());
        return Json.MAPPER.readTree(command.getInputStream());
    }

    Client client(String token) {
        return Client.of(address, token);
    }

    /** Ends the server as a power cut would; its PostgreSQL lives on. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    /** Ends the database as a power cut would. */
    void killDatabase() throws IOException {
        var postmaster = Files.readAllLines(data.resolve("postgres").resolve("postmaster.pid"))
                .getFirst();
        ProcessHandle.of(Long.parseLong(postmaster.strip())).orElseThrow().destroyForcibly();
    }

    private static Process run(String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).start();
    }

    @Override
    public void close() throws InterruptedException {
        process.toHandle().destroy();
        process.waitFor();
    }
}
