package app.kasar.inbox.message;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The line between the parts of a multipart. It counts wherever a line begins with it, whatever follows (RFC 2046
 * section 5.1.1).
 */
final class Boundary {
    private static final byte[] HYPHENS = "--".getBytes(StandardCharsets.US_ASCII);

    private final byte[] delimiter;

    private Boundary(byte[] delimiter) {
        this.delimiter = delimiter;
    }

    /** @param text a character for each byte; an empty one would be any two hyphens, and is none */
    static Optional<Boundary> of(String text) {
        var name = text.stripTrailing();
        return name.isEmpty()
                ? Optional.empty()
                : Optional.of(new Boundary(("--" + name).getBytes(StandardCharsets.ISO_8859_1)));
    }

    /** What a line of two hyphens and more would be, where the header names no boundary that is there. */
    static Optional<Boundary> guess(Bytes line) {
        return line.startsWith(HYPHENS)
                ? of(new String(line.from(line.start() + HYPHENS.length).copy(), StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }

    boolean begins(Bytes line) {
        return line.startsWith(delimiter);
    }

    /** Of a line that this boundary begins: whether no part follows. */
    boolean closes(Bytes line) {
        var rest = line.from(line.start() + delimiter.length);
        return rest.startsWith(HYPHENS)
                && rest.from(rest.start() + HYPHENS.length).isBlank();
    }

    /** The closing boundary stands behind the last line where a sender added no line end to a text that had none. */
    Optional<Bytes> beforeClosing(Bytes part) {
        var closing = Arrays.copyOf(delimiter, delimiter.length + HYPHENS.length);
        System.arraycopy(HYPHENS, 0, closing, delimiter.length, HYPHENS.length);
        var text = part.withoutBlanksAtEnd();
        return text.endsWith(closing) ? Optional.of(text.upTo(text.end() - closing.length)) : Optional.empty();
    }
}
