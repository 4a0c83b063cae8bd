package app.kasar.inbox.message;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A stretch of a message, not copied: parts within parts would otherwise cost their size once a level.
 *
 * @param end the first byte after it
 */
record Bytes(byte[] message, int start, int end) {
    /** Where no line ends as RFC 5322 has it, lines end in a carriage return, as on old Macintoshes. */
    static Bytes of(byte[] message) {
        var whole = new Bytes(message, 0, message.length);
        if (whole.indexOf('\n', 0) < message.length || whole.indexOf('\r', 0) == message.length) {
            return whole;
        }
        var mended = new String(message, StandardCharsets.ISO_8859_1).replace('\r', '\n');
        return new Bytes(mended.getBytes(StandardCharsets.ISO_8859_1), 0, message.length);
    }

    byte[] copy() {
        return Arrays.copyOfRange(message, start, end);
    }

    InputStream stream() {
        return new ByteArrayInputStream(message, start, end - start);
    }

    Bytes from(int newStart) {
        return new Bytes(message, newStart, end);
    }

    Bytes upTo(int newEnd) {
        return new Bytes(message, start, Math.max(start, newEnd));
    }

    /** The line that begins here, without its end. */
    Bytes line(int at) {
        var lineEnd = indexOf('\n', at);
        var carriage = lineEnd > at && message[lineEnd - 1] == '\r';
        return new Bytes(message, at, carriage ? lineEnd - 1 : lineEnd);
    }

    /** Where the line after the one that begins here begins, or the end. */
    int nextLine(int at) {
        return Math.min(indexOf('\n', at) + 1, end);
    }

    /** This stretch without the line end it ends in: that belongs to the boundary after it (RFC 2046 section 5.1.1). */
    Bytes withoutLineEnd() {
        var last = end > start && message[end - 1] == '\n' ? end - 1 : end;
        return upTo(last < end && last > start && message[last - 1] == '\r' ? last - 1 : last);
    }

    /** Nothing but blanks and line ends. */
    boolean isBlank() {
        for (var at = start; at < end; at++) {
            if (message[at] > ' ' || message[at] < 0) {
                return false;
            }
        }
        return true;
    }

    boolean startsWith(byte[] beginning) {
        return end - start >= beginning.length
                && Arrays.equals(message, start, start + beginning.length, beginning, 0, beginning.length);
    }

    boolean endsWith(byte[] ending) {
        return end - start >= ending.length
                && Arrays.equals(message, end - ending.length, end, ending, 0, ending.length);
    }

    Bytes withoutBlanksAtEnd() {
        var last = end;
        while (last > start && message[last - 1] >= 0 && message[last - 1] <= ' ') {
            last--;
        }
        return upTo(last);
    }

    private int indexOf(char wanted, int from) {
        for (var at = from; at < end; at++) {
            if (message[at] == wanted) {
                return at;
            }
        }
        return end;
    }
}
