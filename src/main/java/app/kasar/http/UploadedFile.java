package app.kasar.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A file that came as a request's body. It is there until the request is answered.
 *
 * @param mediaType one of {@link #MEDIA_TYPES}
 * @param charset as named with the type; null when none was
 */
public record UploadedFile(
        Path path, String mediaType, @Nullable String charset) {
    /** The types that are taken as files; JSON is a body like any other. */
    public static final List<String> MEDIA_TYPES = List.of(
            "text/csv",
            "text/tab-separated-values",
            "application/x-ndjson",
            "application/ndjson",
            "application/jsonl",
            "application/gzip",
            "application/x-gzip");

    /** The bytes as sent, compressed where they were. */
    public InputStream open() {
        try {
            return Files.newInputStream(path);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void delete() {
        new Spool(path).delete();
    }
}
