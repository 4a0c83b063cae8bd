package app.kasar.inbox.message;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.util.SharedByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a message. At most 1,000 parts are looked at and 100 levels; what lies deeper is kept whole, as a part
 * with content.
 */
final class MimeTree {
    private static final int MOST_PARTS = 1_000;
    private static final int DEEPEST = 100;
    private static final byte[] ENVELOPE = "From ".getBytes(StandardCharsets.US_ASCII);

    private int parts;

    private MimeTree() {}

    static MimePart of(byte[] message) {
        var start = afterEnvelope(message);
        var bytes = new SharedByteArrayInputStream(message, start, message.length - start);
        return new MimeTree().read(body(bytes), "text/plain", null, 0);
    }

    /** Mailbox files begin each message with a line that is no header. */
    private static int afterEnvelope(byte[] message) {
        if (!startsWith(message, ENVELOPE)) {
            return 0;
        }
        var at = 0;
        while (at < message.length && message[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, message.length);
    }

    private static boolean startsWith(byte[] bytes, byte[] beginning) {
        return bytes.length >= beginning.length
                && Arrays.equals(bytes, 0, beginning.length, beginning, 0, beginning.length);
    }

    private static MimeBodyPart body(SharedByteArrayInputStream bytes) {
        try {
            return new MimeBodyPart(bytes);
        } catch (MessagingException unreadable) {
            throw new IllegalStateException("a message in memory cannot be read", unreadable);
        }
    }

    private MimePart read(MimeBodyPart source, String usual, @Nullable String likely, int depth) {
        parts++;
        var type = type(new MessageHeaders(source, likely), usual);
        var headers = new MessageHeaders(source, type.parameter("charset").orElse(likely));
        return new MimePart(headers, type, children(source, type, headers, depth));
    }

    private List<MimePart> children(MimeBodyPart source, HeaderParameters type, MessageHeaders headers, int depth) {
        if (!type.value().startsWith("multipart/") || depth >= DEEPEST || parts >= MOST_PARTS) {
            return List.of();
        }
        var usual = type.value().equals("multipart/digest") ? "message/rfc822" : "text/plain";
        var sources = BoundedMultipart.parts(source, type.parameter("boundary").orElse(null), MOST_PARTS - parts);
        return sources.stream()
                .map(each -> read(each, usual, headers.likely(), depth + 1))
                .toList();
    }

    private static HeaderParameters type(MessageHeaders headers, String usual) {
        var read = headers.parameters("Content-Type");
        return read.value().matches("[^/]+/[^/]+") ? read : new HeaderParameters(usual, read.parameters());
    }
}
