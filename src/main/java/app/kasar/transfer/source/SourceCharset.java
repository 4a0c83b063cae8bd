package app.kasar.transfer.source;

import app.kasar.problem.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/** Which charset a file is written in. */
public final class SourceCharset {
    private static final int BUFFER = 64 * 1024;

    private SourceCharset() {}

    /** @throws Problem VALIDATION_ERROR when there is no such charset */
    public static Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw Problem.invalid(
                    "charset",
                    "there is no charset '%s'; known are UTF-8, UTF-16, windows-1252, Shift_JIS, GB18030 and others"
                            .formatted(name));
        }
    }

    /**
     * What a byte order mark says; else UTF-8 where all bytes are; else what the bytes look like, and Windows-1252 where
     * they look like nothing.
     *
     * @param plain uncompressed; read to its end
     */
    public static Charset detect(InputStream plain) throws IOException {
        var first = plain.readNBytes(BUFFER);
        var marked = UniversalDetector.detectCharsetFromBOM(first);
        if (marked != null) {
            return named(marked.startsWith("UTF-16") ? "UTF-16" : marked);
        }
        var utf8 = new Utf8Check();
        var detector = new UniversalDetector();
        var chunk = first;
        while (chunk.length > 0) {
            utf8.check(chunk);
            if (!detector.isDone()) {
                detector.handleData(chunk);
            }
            chunk = plain.readNBytes(BUFFER);
        }
        detector.dataEnd();
        return utf8.isValid() ? StandardCharsets.UTF_8 : looksLike(detector.getDetectedCharset());
    }

    /** Western European bytes are of Windows-1252 in practice, which has all of ISO 8859-1 and more. */
    private static Charset looksLike(@Nullable String detected) {
        if (detected == null || detected.equals("UTF-8") || detected.equals("US-ASCII")) {
            return Charset.forName("windows-1252");
        }
        return Charset.isSupported(detected) ? Charset.forName(detected) : Charset.forName("windows-1252");
    }

    /** Whether bytes that come in chunks are UTF-8. */
    private static final class Utf8Check {
        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        private final CharBuffer ignored = CharBuffer.allocate(BUFFER + 8);
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private boolean valid = true;

        void check(byte[] chunk) {
            if (!valid) {
                return;
            }
            var bytes = ByteBuffer.allocate(rest.remaining() + chunk.length)
                    .put(rest)
                    .put(chunk)
                    .flip();
            ignored.clear();
            valid = !decoder.decode(bytes, ignored, false).isError();
            rest = bytes.slice();
        }

        boolean isValid() {
            return valid && !rest.hasRemaining();
        }
    }
}
