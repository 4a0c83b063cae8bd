package app.kasar.inbox.message;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a message. At most 1,000 parts are looked at and 100 levels; what lies deeper is kept whole, as a file.
 */
final class MimeTree {
    private static final int MOST_PARTS = 1_000;
    private static final int DEEPEST = 100;
    private static final byte[] ENVELOPE = "From ".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6838 section 4.2. */
    private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}");

    private int parts;

    private MimeTree() {}

    static MimePart of(byte[] message) {
        return new MimeTree().read(withoutEnvelope(Bytes.of(message)), "text/plain", null, 0);
    }

    /** Mailbox files begin each message with a line that is no header. */
    private static Bytes withoutEnvelope(Bytes message) {
        return message.startsWith(ENVELOPE) ? message.from(message.nextLine(0)) : message;
    }

    private MimePart read(Bytes bytes, String usual, @Nullable String likely, int depth) {
        parts++;
        var block = HeaderBlock.read(bytes);
        var type = type(new MessageHeaders(block.headers(), likely), usual);
        var headers =
                new MessageHeaders(block.headers(), type.parameter("charset").orElse(likely));
        if (!type.value().startsWith("multipart/") || depth >= DEEPEST) {
            return new MimePart(headers, type, List.of(), block.body());
        }
        return multipart(headers, type, block.body(), depth);
    }

    /** A multipart in which no part is found is a text: whoever wrote it meant it to be read. */
    private MimePart multipart(MessageHeaders headers, HeaderParameters type, Bytes body, int depth) {
        var usual = type.value().equals("multipart/digest") ? "message/rfc822" : "text/plain";
        var children = type.parameter("boundary")
                .map(Boundary::of)
                .map(boundary -> boundary.split(body, MOST_PARTS - parts))
                .filter(found -> !found.isEmpty())
                .or(() -> Boundary.guess(body).map(boundary -> boundary.split(body, MOST_PARTS - parts)))
                .orElse(List.of());
        return children.isEmpty()
                ? new MimePart(headers, new HeaderParameters("text/plain", type.parameters()), List.of(), body)
                : new MimePart(
                        headers,
                        type,
                        children.stream()
                                .map(child -> read(child, usual, headers.likely(), depth + 1))
                                .toList(),
                        body);
    }

    private static HeaderParameters type(MessageHeaders headers, String usual) {
        var read = headers.parameters("Content-Type");
        return TYPE.matcher(read.value()).matches() ? read : new HeaderParameters(usual, read.parameters());
    }
}
