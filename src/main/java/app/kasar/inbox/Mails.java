package app.kasar.inbox;

import app.kasar.access.Action;
import app.kasar.access.Grant;
import app.kasar.access.OrganizationEpoch;
import app.kasar.db.Database;
import app.kasar.inbox.message.AttachmentContent;
import app.kasar.inbox.message.MessageParser;
import app.kasar.interactions.MailGate;
import app.kasar.json.Json;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.plan.Output;
import app.kasar.query.request.ListRequest;
import app.kasar.query.request.SortKey;
import app.kasar.records.RecordPage;
import app.kasar.records.RecordReader;
import app.kasar.schema.Attribute;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.node.ObjectNode;

/** What the caller's own mails say, as far as their token is for it. */
public final class Mails {
    private static final SortKey NEWEST_FIRST = new SortKey("sent_at", SortKey.Direction.DESC, "sort_by");
    private static final List<Output> MESSAGE = List.of(
            shown("id", "id"),
            shown("message_id", "message_id"),
            shown("in_reply_to", "in_reply_to"),
            shown("direction", "direction"),
            shown("from", "sender"),
            shown("to", "recipients"),
            shown("cc", "copies"),
            shown("subject", "subject"),
            shown("snippet", "snippet"),
            shown("body_html", "body_html"),
            shown("body_text", "body_text"),
            shown("sent_at", "sent_at"),
            shown("is_read", "is_read"),
            shown("attachments", "attachments"));

    private static final List<Output> BESIDE_THE_INTERACTION = List.of(
            shown("thread_id", "thread_id"),
            shown("message_id", "message_id"),
            shown("in_reply_to", "in_reply_to"),
            shown("from", "sender"),
            shown("to", "recipients"),
            shown("cc", "copies"),
            shown("body_html", "body_html"),
            shown("body_text", "body_text"),
            shown("is_read", "is_read"),
            shown("attachments", "attachments"));

    private final Database database;
    private final RecordReader reader;
    private final OrganizationEpoch epoch;
    private final MessageParser parser = new MessageParser();

    Mails(Database database, RecordReader reader) {
        this.database = database;
        this.reader = reader;
        this.epoch = new OrganizationEpoch(database);
    }

    private static Output shown(String key, String name) {
        return new Output.Flat(key, attribute(name));
    }

    private static Attribute attribute(String name) {
        return SystemObjects.MAILS.findAttribute(name).orElseThrow();
    }

    /** Writes a page of a thread's messages as one array, the newest first. */
    RecordPage ofThread(UUID thread, ListRequest asked, VisibleSchema schema, JsonGenerator json) {
        var text = new StringWriter();
        var page = list(asked, new Criterion.Equal(attribute("thread_id"), thread), schema, text);
        json.writeStartArray();
        for (var message : Json.MAPPER.readTree(text.toString())) {
            MailGate.close((ObjectNode) message, schema.actor());
            json.writeRawValue(message.toString());
        }
        json.writeEndArray();
        return page;
    }

    private RecordPage list(ListRequest asked, Criterion which, VisibleSchema schema, StringWriter text) {
        try (var json = Json.MAPPER.createGenerator(text)) {
            return reader.list(plan(asked, which, schema).showing(MESSAGE), json);
        }
    }

    private static ListPlan plan(ListRequest asked, Criterion which, VisibleSchema schema) {
        var mails = schema.system(SystemObjects.MAILS, Action.READ);
        return ListPlanner.plan(asked, mails, schema, which, NEWEST_FIRST);
    }

    /** Adds to an interaction what only mails have; nothing when it is none of the caller's. */
    void addTo(ObjectNode interaction, UUID id, VisibleSchema schema) {
        if (schema.actor().permissions().grant(SystemObjects.MAILS.name(), Action.READ) == Grant.NONE) {
            return;
        }
        var paging = new ListRequest.Paging(1, null, false);
        var one = new ListRequest(Optional.empty(), List.of(), List.of(), null, paging, List.of());
        var text = new StringWriter();
        try (var json = Json.MAPPER.createGenerator(text)) {
            reader.list(
                    plan(one, new Criterion.Equal(attribute("id"), id), schema).showing(BESIDE_THE_INTERACTION), json);
        }
        for (var mail : Json.MAPPER.readTree(text.toString())) {
            interaction.setAll((ObjectNode) mail);
        }
    }

    /**
     * A file in a mail.
     *
     * @throws Problem PERMISSION_DENIED when the token is not for what mails hold; RECORD_NOT_FOUND, also for others' mail
     */
    AttachmentContent attachment(UUID mail, String attachment, VisibleSchema schema) {
        var actor = schema.actor();
        epoch.requireCurrent(actor);
        if (!MailGate.isOpenTo(actor)) {
            throw Problem.denied("this token has no scope for what mails hold; it needs 'inbox:content'");
        }
        schema.system(SystemObjects.MAILS, Action.READ);
        return new MailStore(database, actor.organization().schemaName())
                .raw(mail, schema)
                .flatMap(raw -> index(attachment).flatMap(index -> parser.attachment(raw, index)))
                .orElseThrow(() -> new Problem(
                        ErrorCode.RECORD_NOT_FOUND,
                        null,
                        "no mail %s of yours has the attachment '%s'".formatted(mail, attachment)));
    }

    private static Optional<Integer> index(String attachment) {
        return attachment.matches("[0-9]{1,6}") ? Optional.of(Integer.valueOf(attachment)) : Optional.empty();
    }
}
