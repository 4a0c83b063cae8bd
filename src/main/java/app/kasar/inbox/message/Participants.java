package app.kasar.inbox.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who wrote a message and to whom. */
public record Participants(
        @Nullable Mailbox from, List<Mailbox> to, List<Mailbox> cc, List<Mailbox> bcc, List<Mailbox> replyTo) {
    public Participants {
        to = List.copyOf(to);
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        replyTo = List.copyOf(replyTo);
    }
}
