package app.kasar.db.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

/** Opens a data directory in a process of its own, tells so, and closes it when its standard input ends. */
final class OpenerProcess implements AutoCloseable {
    private final Process process;
    private final long serverProcessId;

    private OpenerProcess(Process process, long serverProcessId) {
        this.process = process;
        this.serverProcessId = serverProcessId;
    }

    public static void main(String[] arguments) throws IOException {
        try (var postgres = EmbeddedPostgres.open(Path.of(arguments[0]))) {
            System.out.println(postgres.processId());
            while (System.in.read() >= 0) {
                // what is written means nothing, only the end does
            }
        }
    }

    /** Started; {@link #opened} waits for it to be open. */
    static Process start(Path data) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(OpenerProcess.class.getName());
        command.add(data.toString());
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    static OpenerProcess opened(Process process) throws IOException {
        var line = process.inputReader().readLine();
        return new OpenerProcess(process, Long.parseLong(String.valueOf(line)));
    }

    static OpenerProcess open(Path data) throws IOException {
        return opened(start(data));
    }

    long serverProcessId() {
        return serverProcessId;
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.getOutputStream().close();
        process.waitFor();
    }
}
