package app.kasar.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server as users run it: a process of its own, with the launcher's options, on the benchmark's data directory. */
public final class ServerUnderTest implements AutoCloseable {
    private static final String READY = "Kasar is ready on ";

    private final Process process;
    private final URI address;
    private final double startSeconds;

    private ServerUnderTest(Process process, URI address, double startSeconds) {
        this.process = process;
        this.address = address;
        this.startSeconds = startSeconds;
    }

    public static ServerUnderTest start(Path data) {
        try {
            var started = System.nanoTime();
            var process = new ProcessBuilder(command(data))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            var lines = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
            var address = address(lines);
            address.resolve("/health/ready").toURL().openStream().close();
            var seconds = (System.nanoTime() - started) / 1e9;
            Thread.ofPlatform().daemon().start(() -> discard(process.getErrorStream()));
            return new ServerUnderTest(process, address, seconds);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The launcher has given this process the options that it gives the server. */
    private static List<String> command(Path data) {
        var command = new ArrayList<String>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "app.kasar.Main", "serve"));
        command.addAll(List.of("--port", "0", "--data", data.toString(), "--rate-limit", "0"));
        return command;
    }

    /** Nobody may wait for a reader of the log. */
    private static void discard(InputStream log) {
        try {
            log.transferTo(OutputStream.nullOutputStream());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static URI address(BufferedReader lines) throws IOException {
        var said = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(READY)) {
                return URI.create(line.substring(READY.length()).strip());
            }
            said.append(line).append('\n');
        }
        throw new IllegalStateException("the server did not start:\n" + said);
    }

    URI address() {
        return address;
    }

    /** From the start of the process until it said that it is ready. */
    public double startSeconds() {
        return startSeconds;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public void close() {
        // Through its handle, which leaves the streams open to whoever reads the log to its end.
        process.toHandle().destroy();
        try {
            process.waitFor();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
