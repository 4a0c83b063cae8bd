package app.kasar.inbox.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message calls itself and the messages it answers, all without angle brackets, in the order of the headers. */
public record Identity(@Nullable String messageId, List<String> inReplyTo, List<String> references) {
    public Identity {
        inReplyTo = List.copyOf(inReplyTo);
        references = List.copyOf(references);
    }
}
