package app.kasar.transfer.source;

import app.kasar.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file's bytes, uncompressed where they were compressed: their first two tell, whatever a header says. */
public final class SourceBytes {
    private static final int BUFFER = 64 * 1024;
    private static final int FIRST = 0x1f;
    private static final int SECOND = 0x8b;

    private SourceBytes() {}

    /** @throws Problem VALIDATION_ERROR when they begin like gzip and are not */
    public static InputStream plain(InputStream sent) {
        var buffered = new BufferedInputStream(sent, BUFFER);
        try {
            buffered.mark(2);
            var isGzip = buffered.read() == FIRST && buffered.read() == SECOND;
            buffered.reset();
            return isGzip ? new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER) : buffered;
        } catch (ZipException broken) {
            throw Problem.invalid(null, "the file begins like gzip and cannot be unpacked");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
