package app.kasar.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Gzip at its fastest: who waits for a file waits for the slowest part of making it. */
final class FastGzip extends GZIPOutputStream {
    private static final int BUFFER = 16 * 1024;

    FastGzip(OutputStream out) throws IOException {
        super(out, BUFFER);
        def.setLevel(Deflater.BEST_SPEED);
    }

    /** Gives its memory back, whether it was finished or not. */
    void release() {
        def.end();
    }
}
