package app.kasar.inbox.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a message says, decoded.
 *
 * @param sentAt what the sender's clock said, or when the message was received if it said nothing possible
 */
public record ParsedMessage(
        Identity identity,
        @Nullable String subject,
        Instant sentAt,
        Participants participants,
        Bodies bodies,
        List<Attachment> attachments) {
    public ParsedMessage {
        attachments = List.copyOf(attachments);
    }
}
