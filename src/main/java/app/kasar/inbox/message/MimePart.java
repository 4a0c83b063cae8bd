package app.kasar.inbox.message;

import java.util.List;
import java.util.Optional;

/**
 * A part of a message: either it has parts, or it has content.
 *
 * @param children empty for a part that has content
 * @param type what kind of part it is, never empty: a missing or unreadable type is text/plain
 */
record MimePart(MessageHeaders headers, HeaderParameters type, List<MimePart> children, Bytes body) {
    MimePart {
        children = List.copyOf(children);
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

    Optional<String> fileName() {
        return disposition()
                .parameter("filename")
                .or(() -> type.parameter("name"))
                .filter(name -> !name.isBlank());
    }

    byte[] bytes() {
        return TransferDecoding.decode(
                body.copy(), headers.raw("Content-Transfer-Encoding").orElse(""));
    }

    String text() {
        return TextDecoding.decode(bytes(), type.parameter("charset").orElse(null));
    }
}
