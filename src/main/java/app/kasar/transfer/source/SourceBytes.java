package app.kasar.transfer.source;

import app.kasar.problem.Problem;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file's bytes, uncompressed where they were compressed: their first two tell, whatever a header says. */
public final class SourceBytes {
    private static final int BUFFER = 64 * 1024;
    private static final int MARK = 4;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final byte[] COMPOUND_FILE = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

    private SourceBytes() {}

    /** @throws Problem VALIDATION_ERROR when they begin like gzip and are not, or like a spreadsheet's own format */
    public static InputStream plain(InputStream sent) {
        var buffered = new BufferedInputStream(sent, BUFFER);
        try {
            buffered.mark(MARK);
            var first = buffered.readNBytes(MARK);
            buffered.reset();
            requireText(first);
            var isGzip = startsWith(first, GZIP);
            return isGzip ? new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER) : buffered;
        } catch (ZipException broken) {
            throw Problem.invalid(null, "the file begins like gzip and cannot be unpacked");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void requireText(byte[] first) {
        if (startsWith(first, ZIP) || startsWith(first, COMPOUND_FILE)) {
            throw Problem.invalid(
                    null, "the file is a spreadsheet or an archive, not text; save its table as CSV and send that");
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }
}
