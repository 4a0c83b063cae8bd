package app.kasar.inbox.message;

import java.util.List;
import java.util.Optional;

/**
 * A part of a message: either it has parts, or it has content.
 *
 * @param children empty for a part that has content
 * @param type what kind of part it is, never empty: a missing or unreadable type is text/plain
 * @param body what can be read of it
 * @param asItCame what is kept as a file, which is more than the body where the message was cut off
 */
record MimePart(
        MessageHeaders headers,
        HeaderParameters type,
        List<MimePart> children,
        Bytes body,
        Bytes asItCame,
        Wholeness wholeness) {
    MimePart {
        children = List.copyOf(children);
    }

    static MimePart whole(MessageHeaders headers, HeaderParameters type, Bytes body) {
        return new MimePart(headers, type, List.of(), body, body, Wholeness.WHOLE);
    }

    static MimePart multipart(MessageHeaders headers, HeaderParameters type, List<MimePart> children, Bytes body) {
        return new MimePart(headers, type, children, body, body, Wholeness.WHOLE);
    }

    MimePart spoilt(Bytes kept) {
        return new MimePart(headers, type, children, body, kept, Wholeness.SPOILT);
    }

    MimePart withinSpoilt() {
        return new MimePart(headers, type, children, body, asItCame, Wholeness.WITHIN_SPOILT);
    }

    boolean isMultipart() {
        return !children.isEmpty();
    }

    boolean is(String mimeType) {
        return type.value().equals(mimeType);
    }

    boolean isMedia() {
        return type.value().startsWith("image/")
                || type.value().startsWith("audio/")
                || type.value().startsWith("video/");
    }

    boolean isText() {
        return is("text/plain") || is("text/html");
    }

    HeaderParameters disposition() {
        return headers.parameters("Content-Disposition");
    }

    /** As the headers say it where they are whole: a disposition that does not say which is none. */
    Optional<String> fileName() {
        return disposition()
                .parameter("filename")
                .filter(name -> !disposition().value().isEmpty())
                .or(() -> type.parameter("name"))
                .filter(name -> !name.isBlank());
    }

    /** Any name that stands in the headers. */
    Optional<String> anyName() {
        return fileName().or(() -> disposition().parameter("filename")).filter(name -> !name.isBlank());
    }

    /** What the sender said it was, which for a multipart without parts is not what it is read as. */
    String declaredType() {
        var declared = headers.parameters("Content-Type").value();
        return wholeness == Wholeness.SPOILT && declared.startsWith("multipart/") ? declared : type.value();
    }

    byte[] bytes() {
        return decoded(body);
    }

    byte[] fileBytes() {
        return decoded(asItCame);
    }

    private byte[] decoded(Bytes encoded) {
        return TransferDecoding.decode(encoded.copy(), transferEncoding());
    }

    boolean hasSpoiltEncoding() {
        return TransferDecoding.isSpoilt(body.copy(), transferEncoding());
    }

    private String transferEncoding() {
        return headers.raw("Content-Transfer-Encoding").orElse("");
    }

    String text() {
        return TextDecoding.decode(bytes(), type.parameter("charset").orElse(null));
    }
}
