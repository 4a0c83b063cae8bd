package app.kasar.inbox.message;

import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The boundaries of the multiparts that are being read. A line belongs to the innermost one that begins it; one of a
 * multipart around ends all within (RFC 2046 section 5.1.2).
 */
final class OpenBoundaries {
    private final Bytes message;
    private final ArrayDeque<Boundary> innermostFirst = new ArrayDeque<>();

    /** Where the outermost multipart ends, and the message if it never does; looked for once. */
    private int closing = -1;

    OpenBoundaries(Bytes message) {
        this.message = message;
    }

    void open(Boundary boundary) {
        innermostFirst.push(boundary);
    }

    void end() {
        innermostFirst.pop();
    }

    int depth() {
        return innermostFirst.size();
    }

    Optional<Boundary> innermost() {
        return Optional.ofNullable(innermostFirst.peek());
    }

    Optional<Boundary> of(Bytes line) {
        return innermostFirst.stream().filter(boundary -> boundary.begins(line)).findFirst();
    }

    boolean isInnermost(Bytes line) {
        return innermost().filter(boundary -> boundary.begins(line)).isPresent();
    }

    /** Where the next line of any of them begins, or the end of the message. */
    int next(int from) {
        var at = from;
        while (at < message.end() && of(message.line(at)).isEmpty()) {
            at = message.nextLine(at);
        }
        return at;
    }

    /** Whether the outermost multipart is closed here or further on: if it is not, the message was cut off. */
    boolean areClosedFrom(int at) {
        if (closing < 0) {
            closing = lastClosing();
        }
        return at <= closing && closing < message.end();
    }

    private int lastClosing() {
        var outermost = innermostFirst.getLast();
        var last = message.end();
        for (var at = message.start(); at < message.end(); at = message.nextLine(at)) {
            var line = message.line(at);
            if (outermost.begins(line) && outermost.closes(line)) {
                last = at;
            }
        }
        return last;
    }
}
