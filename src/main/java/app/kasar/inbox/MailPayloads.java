package app.kasar.inbox;

import app.kasar.json.Payload;
import app.kasar.json.Payload.Property;
import java.util.ArrayList;
import java.util.List;

/** What answers tell of conversations and their messages, for the reader of the reference. */
final class MailPayloads {
    private static final Payload PERSON =
            Payload.object(Payload.with("name", Payload.textOrNull()), Payload.with("email", Payload.text()));

    private static final Payload ATTACHMENT = Payload.object(
            Payload.with("id", Payload.text()),
            Payload.with("name", Payload.text()),
            Payload.with("mime_type", Payload.text()),
            Payload.with("size", Payload.count()),
            Payload.with("inline", Payload.flag()),
            Payload.with("content_id", Payload.textOrNull()));

    private static final Payload MESSAGE = Payload.object(
            Payload.with("id", Payload.id()),
            Payload.with("message_id", Payload.textOrNull()),
            Payload.with("in_reply_to", Payload.textOrNull()),
            Payload.with("direction", Payload.choice(List.of("inbound", "outbound"))),
            Payload.with("from", Payload.orNull(PERSON)),
            Payload.with("to", Payload.listOf(PERSON)),
            Payload.with("cc", Payload.listOf(PERSON)),
            Payload.with("subject", Payload.textOrNull()),
            Payload.with("snippet", Payload.textOrNull()),
            Payload.with("body_html", Payload.textOrNull()),
            Payload.with("body_text", Payload.textOrNull()),
            Payload.with("sent_at", Payload.moment()),
            Payload.with("is_read", Payload.flag()),
            Payload.with("attachments", Payload.listOf(ATTACHMENT)),
            Payload.maybe("content_gated", Payload.flag()));

    private static final List<Property> THREAD_PROPERTIES = List.of(
            Payload.with("id", Payload.id()),
            Payload.with("subject", Payload.textOrNull()),
            Payload.with("snippet", Payload.textOrNull()),
            Payload.with("participants", Payload.listOf(Payload.text())),
            Payload.with("message_count", Payload.count()),
            Payload.with("is_read", Payload.flag()),
            Payload.with("last_message_at", Payload.moment()),
            Payload.with("channel", Payload.text()),
            Payload.with("mailbox_id", Payload.id()));

    static final Payload THREAD = new Payload.Properties(THREAD_PROPERTIES);

    static final Payload OPENED_THREAD = opened();

    private MailPayloads() {}

    private static Payload opened() {
        var messages = Payload.object(
                Payload.with("data", Payload.listOf(MESSAGE)),
                Payload.with("total", Payload.count()),
                Payload.with("nextCursor", Payload.textOrNull()));
        var all = new ArrayList<>(THREAD_PROPERTIES);
        all.add(Payload.with("messages", messages));
        return new Payload.Properties(all);
    }
}
