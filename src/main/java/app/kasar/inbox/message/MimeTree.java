package app.kasar.inbox.message;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parts of a message, read once from its beginning to its end. At most 1,000 parts are looked at and 100 levels;
 * what lies deeper is kept whole, as a file. The library's reader skips a boundary that follows headers at once, and
 * refuses or copies what it cannot split; here every boundary counts, and a part that is not closed ends with the whole.
 */
final class MimeTree {
    private static final int MOST_PARTS = 1_000;
    private static final int DEEPEST = 100;
    private static final byte[] ENVELOPE = "From ".getBytes(StandardCharsets.US_ASCII);

    /** RFC 6838 section 4.2. */
    private static final Pattern TYPE = Pattern.compile("[a-z0-9!#$&^_.+-]{1,127}/[a-z0-9!#$&^_.+-]{1,127}");

    private final Bytes message;
    private final OpenBoundaries boundaries;
    private int parts;
    private int at;
    private boolean isCutOff;

    private MimeTree(Bytes message) {
        this.message = message;
        this.boundaries = new OpenBoundaries(message);
        this.at = message.start();
    }

    static MimePart of(byte[] message) {
        return new MimeTree(withoutEnvelope(Bytes.of(message))).read("text/plain", null);
    }

    /** Mailbox files begin each message with a line that is no header. */
    private static Bytes withoutEnvelope(Bytes message) {
        return message.startsWith(ENVELOPE) ? message.from(message.nextLine(0)) : message;
    }

    /** Reads the part that begins here, up to the boundary line that ends it. */
    private MimePart read(String usual, @Nullable String likely) {
        parts++;
        var block = HeaderBlock.read(message.from(at));
        at = block.body().start();
        var type = type(new MessageHeaders(block.headers(), likely), usual);
        var headers =
                new MessageHeaders(block.headers(), type.parameter("charset").orElse(likely));
        return type.value().startsWith("multipart/") && boundaries.depth() < DEEPEST
                ? multipart(headers, type)
                : content(headers, type);
    }

    /** A multipart in which no part is found is a text: whoever wrote it meant it to be read. */
    private MimePart multipart(MessageHeaders headers, HeaderParameters type) {
        var start = at;
        var declared = type.parameter("boundary").flatMap(Boundary::of);
        var opening = declared.flatMap(this::opening).or(this::guess);
        if (opening.isPresent()) {
            var children = children(opening.get(), type, headers.likely());
            return MimePart.multipart(
                    headers, type, children, message.from(start).upTo(at));
        }
        var text = content(headers, new HeaderParameters("text/plain", type.parameters()));
        return text.body().isBlank() ? text : text.spoilt(text.asItCame());
    }

    /** A boundary, and where the line of it is that opens the first part. */
    private record Opening(Boundary boundary, int at) {}

    private Optional<Opening> opening(Boundary boundary) {
        for (var place = at; place < message.end(); place = message.nextLine(place)) {
            var line = message.line(place);
            if (boundary.begins(line)) {
                return boundary.closes(line) ? Optional.empty() : Optional.of(new Opening(boundary, place));
            }
            if (boundaries.of(line).isPresent()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** Where the header names no boundary, or one that is nowhere, the first line that begins with two hyphens is it. */
    private Optional<Opening> guess() {
        var end = boundaries.next(at);
        for (var place = at; place < end; place = message.nextLine(place)) {
            var boundary = Boundary.guess(message.line(place));
            if (boundary.isPresent()) {
                return Optional.of(new Opening(boundary.get(), place));
            }
        }
        return Optional.empty();
    }

    private List<MimePart> children(Opening opening, HeaderParameters type, @Nullable String likely) {
        var usual = type.value().equals("multipart/digest") ? "message/rfc822" : "text/plain";
        var children = new ArrayList<MimePart>();
        boundaries.open(opening.boundary());
        at = opening.at();
        while (isAtOpening() && parts < MOST_PARTS) {
            at = message.nextLine(at);
            if (at < message.end()) {
                children.add(read(usual, likely));
            }
        }
        leave();
        return children;
    }

    private boolean isAtOpening() {
        return at < message.end()
                && boundaries.isInnermost(message.line(at))
                && boundaries
                        .innermost()
                        .filter(boundary -> !boundary.closes(message.line(at)))
                        .isPresent();
    }

    /** Goes on behind the multipart, at the next line of one around it. */
    private void leave() {
        if (at < message.end() && boundaries.isInnermost(message.line(at))) {
            at = message.nextLine(at);
        }
        boundaries.end();
        at = boundaries.next(at);
    }

    private MimePart content(MessageHeaders headers, HeaderParameters type) {
        var start = at;
        at = boundaries.next(start);
        var isDelimited = at < message.end();
        var slice = message.from(start).upTo(at);
        var body = isDelimited ? slice.withoutLineEnd() : closed(slice).orElse(slice);
        var part = MimePart.whole(headers, type, body);
        return boundaries.depth() == 0
                ? part
                : judged(part, isDelimited ? isEndedHere() : closed(slice).isPresent());
    }

    private Optional<Bytes> closed(Bytes lastPart) {
        return boundaries.innermost().flatMap(boundary -> boundary.beforeClosing(lastPart));
    }

    private MimePart judged(MimePart part, boolean isEnded) {
        if (!part.isText()) {
            return part;
        }
        if (!isEnded) {
            return cutOff(part);
        }
        return part.isText() && part.hasSpoiltEncoding() ? part.spoilt(part.body()) : part;
    }

    /** By its own boundary, or by one around it of a message that came whole. */
    private boolean isEndedHere() {
        return boundaries.isInnermost(message.line(at)) || boundaries.areClosedFrom(at);
    }

    /** What follows may belong to it or not: the first such part is kept with all of it. */
    private MimePart cutOff(MimePart part) {
        if (isCutOff) {
            return part.withinSpoilt();
        }
        isCutOff = true;
        return part.spoilt(message.from(part.body().start()));
    }

    /** Two types in a part are those of a multipart and of its first part, whose boundary line was lost. */
    private HeaderParameters type(MessageHeaders headers, String usual) {
        var read = boundaries.depth() > 0 ? headers.lastParameters("Content-Type") : headers.parameters("Content-Type");
        return TYPE.matcher(read.value()).matches() ? read : new HeaderParameters(usual, read.parameters());
    }
}
