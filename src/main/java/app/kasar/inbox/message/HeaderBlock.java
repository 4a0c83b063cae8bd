package app.kasar.inbox.message;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetHeaders;
import java.io.ByteArrayOutputStream;

/**
 * Where the headers end and the body begins. The empty line between them may be missing: then the body begins with the
 * first line that is no header and is not followed by one.
 */
record HeaderBlock(InternetHeaders headers, Bytes body) {
    private static final byte[] BOUNDARY = {'-', '-'};

    static HeaderBlock read(Bytes part) {
        var lines = new ByteArrayOutputStream();
        var at = part.start();
        while (at < part.end()) {
            var line = part.line(at);
            var next = part.nextLine(at);
            if (line.isBlank() && line.start() == line.end()) {
                return new HeaderBlock(headers(lines), part.from(next));
            }
            if (line.startsWith(BOUNDARY)) {
                return new HeaderBlock(headers(lines), part.from(at));
            }
            if (isHeader(line) || isFold(line) && lines.size() > 0) {
                lines.write(part.message(), at, next - at);
            } else if (!isHeader(part.line(next))) {
                return new HeaderBlock(headers(lines), part.from(at));
            }
            at = next;
        }
        return new HeaderBlock(headers(lines), part.from(part.end()));
    }

    private static boolean isFold(Bytes line) {
        return line.end() > line.start()
                && (line.message()[line.start()] == ' ' || line.message()[line.start()] == '\t');
    }

    /** A name and a colon, perhaps blanks between them. */
    private static boolean isHeader(Bytes line) {
        var at = line.start();
        while (at < line.end() && line.message()[at] > ' ' && line.message()[at] != ':') {
            at++;
        }
        var name = at - line.start();
        while (at < line.end() && line.message()[at] == ' ') {
            at++;
        }
        return name > 0 && at < line.end() && line.message()[at] == ':';
    }

    private static InternetHeaders headers(ByteArrayOutputStream lines) {
        try {
            return new InternetHeaders(Bytes.of(lines.toByteArray()).stream());
        } catch (MessagingException unreadable) {
            throw new IllegalStateException("headers in memory cannot be read", unreadable);
        }
    }
}
