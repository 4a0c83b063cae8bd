package app.kasar.inbox;

import app.kasar.inbox.message.Attachment;
import app.kasar.inbox.message.Bodies;
import app.kasar.inbox.message.Identity;
import app.kasar.inbox.message.Mailbox;
import app.kasar.inbox.message.ParsedMessage;
import app.kasar.inbox.message.Participants;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Texts of messages as the database takes them: without NUL and without halves of characters. */
final class StoredText {
    private static final char REPLACEMENT = '\uFFFD';
    private static final int LONGEST_LINE = 2000;

    private StoredText() {}

    static ParsedMessage clean(ParsedMessage message) {
        var identity = message.identity();
        var bodies = message.bodies();
        var sentAt = message.sentAt().truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        return new ParsedMessage(
                new Identity(clean(identity.messageId()), all(identity.inReplyTo()), all(identity.references())),
                line(message.subject()),
                sentAt,
                clean(message.participants()),
                new Bodies(clean(bodies.text()), clean(bodies.html()), required(bodies.snippet())),
                message.attachments().stream().map(StoredText::clean).toList());
    }

    private static Participants clean(Participants participants) {
        var from = participants.from();
        return new Participants(
                from == null ? null : clean(from),
                people(participants.to()),
                people(participants.cc()),
                people(participants.bcc()),
                people(participants.replyTo()));
    }

    private static List<Mailbox> people(List<Mailbox> mailboxes) {
        return mailboxes.stream().map(StoredText::clean).toList();
    }

    private static Mailbox clean(Mailbox mailbox) {
        return new Mailbox(clean(mailbox.name()), required(mailbox.address()));
    }

    private static Attachment clean(Attachment attachment) {
        return new Attachment(
                attachment.index(),
                required(attachment.name()),
                required(attachment.mimeType()),
                attachment.size(),
                attachment.inline(),
                clean(attachment.contentId()));
    }

    private static List<String> all(List<String> texts) {
        return texts.stream().map(StoredText::required).toList();
    }

    private static @Nullable String line(@Nullable String text) {
        var clean = clean(text);
        if (clean == null || clean.codePointCount(0, clean.length()) <= LONGEST_LINE) {
            return clean;
        }
        return clean.substring(0, clean.offsetByCodePoints(0, LONGEST_LINE));
    }

    static @Nullable String clean(@Nullable String text) {
        return text == null ? null : required(text);
    }

    private static String required(String text) {
        StringBuilder cleaned = null;
        for (var index = 0; index < text.length(); index++) {
            if (isBroken(text, index)) {
                cleaned = cleaned == null ? new StringBuilder(text) : cleaned;
                cleaned.setCharAt(index, REPLACEMENT);
            }
        }
        return cleaned == null ? text : cleaned.toString();
    }

    private static boolean isBroken(String text, int index) {
        var character = text.charAt(index);
        if (Character.isHighSurrogate(character)) {
            return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
        }
        if (Character.isLowSurrogate(character)) {
            return index == 0 || !Character.isHighSurrogate(text.charAt(index - 1));
        }
        return character == 0;
    }
}
