package app.kasar.inbox.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the raw bytes of a message; never throws for content, whatever they are. Threads may share it. */
public final class MessageParser {
    /** @param received when the message came in: the date of a message that has none, or an impossible one */
    public ParsedMessage parse(byte[] raw, Instant received) {
        var message = MimeTree.of(raw);
        var headers = message.headers();
        var parts = BodyParts.of(message);
        return new ParsedMessage(
                MessageIds.identity(headers),
                headers.text("Subject").orElse(null),
                headers.raw("Date")
                        .flatMap(date -> MailDate.possible(date, received))
                        .orElse(received),
                participants(headers),
                MessageBodies.of(parts),
                attachments(parts));
    }

    /** The bytes of the file that {@link #parse} gave this index, or empty if it gave none. */
    public Optional<AttachmentContent> attachment(byte[] raw, int index) {
        var files = MessageFiles.of(BodyParts.of(MimeTree.of(raw)));
        return index >= 0 && index < files.size() ? Optional.of(files.get(index)) : Optional.empty();
    }

    private static List<Attachment> attachments(BodyParts parts) {
        return MessageFiles.of(parts).stream()
                .map(AttachmentContent::attachment)
                .toList();
    }

    private static Participants participants(MessageHeaders headers) {
        return new Participants(
                from(headers),
                AddressList.of(headers, "To"),
                AddressList.of(headers, "Cc"),
                AddressList.of(headers, "Bcc"),
                AddressList.of(headers, "Reply-To"));
    }

    private static @Nullable Mailbox from(MessageHeaders headers) {
        return AddressList.of(headers, "From").stream()
                .findFirst()
                .or(() -> AddressList.of(headers, "Sender").stream().findFirst())
                .orElse(null);
    }
}
