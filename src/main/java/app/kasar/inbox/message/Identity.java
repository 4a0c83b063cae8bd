package app.kasar.inbox.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ids of a message and of those it answers, without angle brackets. */
public record Identity(@Nullable String messageId, List<String> inReplyTo, List<String> references) {
    public Identity {
        inReplyTo = List.copyOf(inReplyTo);
        references = List.copyOf(references);
    }
}
