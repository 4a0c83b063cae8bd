package app.kasar.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The records a job could not take, as CSV: each as it came, and behind it where it stood and why it was refused. */
public final class ErrorFile {
    /** The columns behind the record's own. An import knows them and leaves them out. */
    public static final List<String> COLUMNS = List.of("kasar_line", "kasar_code", "kasar_message");

    private final Appendable out;

    /** Begins the file with its first line. */
    public ErrorFile(Appendable out, String header) {
        this.out = out;
        write(header + ',' + String.join(",", COLUMNS));
    }

    public void add(JobError error) {
        var message = error.message().replace("\"", "\"\"");
        write("%s,%d,%s,\"%s\"".formatted(error.record(), error.line(), error.code(), message));
    }

    private void write(String line) {
        try {
            out.append(line).append("\r\n");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
