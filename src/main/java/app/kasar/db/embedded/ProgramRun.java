package app.kasar.db.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One of PostgreSQL's own programs, run to its end. */
record ProgramRun(int exitCode, String output) {

    boolean succeeded() {
        return exitCode == 0;
    }

    ProgramRun orFail(String what) {
        if (!succeeded()) {
            throw new PostgresFailure("%s failed:%n%s".formatted(what, output.strip()));
        }
        return this;
    }

    /** @param input what the program reads from its standard input */
    static ProgramRun of(DataDirectory directory, PostgresUser user, List<String> command, String input) {
        var line = new ArrayList<>(user.prefix());
        line.add(directory.binaries().resolve("bin").resolve(command.getFirst()).toString());
        line.addAll(command.subList(1, command.size()));
        try {
            return run(line, directory.cluster(), input);
        } catch (IOException failed) {
            throw new PostgresFailure("cannot run %s: %s".formatted(command.getFirst(), failed.getMessage()), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PostgresFailure("interrupted while running " + command.getFirst(), interrupted);
        }
    }

    private static ProgramRun run(List<String> line, Path cluster, String input)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .directory(Path.of("/").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("PGDATA", cluster.toString());
        builder.environment().put("LC_ALL", "C");
        var process = builder.start();
        try (var standardInput = process.outputWriter(StandardCharsets.UTF_8)) {
            standardInput.write(input);
        }
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new ProgramRun(process.waitFor(), output);
    }
}
