package app.kasar.inbox.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The line between the parts of a multipart. The library's reader skips a boundary that follows headers at once, and
 * refuses or copies what it cannot split; here every boundary counts, and a part that is not closed ends with the whole.
 */
final class Boundary {
    private static final byte[] HYPHENS = "--".getBytes(StandardCharsets.US_ASCII);

    private final byte[] delimiter;

    private Boundary(byte[] delimiter) {
        this.delimiter = delimiter;
    }

    /** @param text a character for each byte */
    static Boundary of(String text) {
        return new Boundary(("--" + text.stripTrailing()).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Where the header names none, or one that is nowhere, the first line that begins with two hyphens is it. */
    static Optional<Boundary> guess(Bytes body) {
        for (var at = body.start(); at < body.end(); at = body.nextLine(at)) {
            var line = body.line(at);
            if (line.startsWith(HYPHENS) && line.end() - line.start() > HYPHENS.length) {
                return Optional.of(new Boundary(new String(line.copy(), StandardCharsets.ISO_8859_1)
                        .stripTrailing()
                        .getBytes(StandardCharsets.ISO_8859_1)));
            }
        }
        return Optional.empty();
    }

    /** What stands between the boundaries, from the first one on, headers included. */
    List<Bytes> split(Bytes body, int most) {
        var parts = new ArrayList<Bytes>();
        var open = -1;
        var isWithin = false;
        for (var at = body.start(); at < body.end() && parts.size() < most; at = body.nextLine(at)) {
            var line = body.line(at);
            if (!line.startsWith(delimiter)) {
                continue;
            }
            if (opens(line)) {
                addPart(parts, body, open, at);
                open = body.nextLine(at);
                isWithin = false;
            } else if (closes(line)
                    && (isWithin || open < 0 || !opensWithin(body.from(open).upTo(at), line))) {
                addPart(parts, body, open, at);
                return parts;
            } else if (closes(line)) {
                isWithin = true;
            }
        }
        if (open >= 0 && parts.size() < most) {
            parts.add(withoutClosing(body.from(open)));
        }
        return parts;
    }

    private static void addPart(List<Bytes> parts, Bytes body, int open, int end) {
        if (open >= 0) {
            parts.add(body.from(open).upTo(end).withoutLineEnd());
        }
    }

    /** Where the boundary of a multipart within is this one and two hyphens, the first such line is the inner's. */
    private static boolean opensWithin(Bytes part, Bytes line) {
        return new MessageHeaders(HeaderBlock.read(part).headers(), null)
                .parameters("Content-Type")
                .parameter("boundary")
                .map(Boundary::of)
                .filter(inner -> line.startsWith(inner.delimiter) && inner.opens(line))
                .isPresent();
    }

    /** The closing boundary stands behind the last line where a sender added no line end to a text that had none. */
    private Bytes withoutClosing(Bytes part) {
        var closing = Arrays.copyOf(delimiter, delimiter.length + HYPHENS.length);
        System.arraycopy(HYPHENS, 0, closing, delimiter.length, HYPHENS.length);
        var text = part.withoutBlanksAtEnd();
        return text.endsWith(closing) ? text.upTo(text.end() - closing.length) : part;
    }

    private boolean opens(Bytes line) {
        return line.from(line.start() + delimiter.length).isBlank();
    }

    private boolean closes(Bytes line) {
        var rest = line.from(line.start() + delimiter.length);
        return rest.startsWith(HYPHENS)
                && rest.from(rest.start() + HYPHENS.length).isBlank();
    }
}
