package app.kasar.inbox.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
        for (var at = body.start(); at < body.end() && parts.size() < most; at = body.nextLine(at)) {
            var line = body.line(at);
            if (line.startsWith(delimiter) && (closes(line) || opens(line))) {
                addPart(parts, body, open, at);
                open = opens(line) ? body.nextLine(at) : -1;
                if (open < 0) {
                    return parts;
                }
            }
        }
        if (parts.size() < most) {
            addPart(parts, body, open, body.end());
        }
        return parts;
    }

    private void addPart(List<Bytes> parts, Bytes body, int open, int end) {
        if (open >= 0) {
            var part = body.from(open).upTo(end);
            parts.add(end < body.end() || open == end ? part.withoutLineEnd() : part);
        }
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
