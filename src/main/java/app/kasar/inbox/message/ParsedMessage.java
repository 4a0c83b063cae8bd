package app.kasar.inbox.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as it was read. */
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
