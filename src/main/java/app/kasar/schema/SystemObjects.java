package app.kasar.schema;

import static app.kasar.schema.FieldRules.Rule.*;

import app.kasar.json.Json;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Objects of the product itself: described like any other, so that lists, filters, access and history are the same for
 * them, but reached through routes of their own and never changed by an administrator.
 */
public final class SystemObjects {
    /** How people are in touch; mail under the name of its provider. */
    private static final String[] CHANNELS = {
        "call", "meeting", "linkedin", "whatsapp", "other", "email", "gmail", "outlook", "fastmail", "imap"
    };

    /** The channels that are mail. */
    public static final List<String> MAIL_CHANNELS = List.of("email", "gmail", "outlook", "fastmail", "imap");

    public static final ObjectSchema TASKS = new ObjectSchema(
            heading("tasks", "Tasks", "title"),
            ownerless(
                    field("title", FieldType.TEXT, REQUIRED, SEARCHABLE),
                    field("description", FieldType.TEXTAREA, SEARCHABLE),
                    field("due_date", FieldType.DATETIME, INDEXED),
                    required(select("priority", "medium", "low", "medium", "high")),
                    select("action_type", null, "call", "email", "meeting", "linkedin_message", "whatsapp_message"),
                    falseAtFirst("is_completed"),
                    fixed("completed_at", FieldType.DATETIME),
                    fixed("completed_by", FieldType.USER),
                    field("assigned_to", FieldType.USER)));

    public static final ObjectSchema NOTES = new ObjectSchema(
            heading("notes", "Notes", "title"),
            ownerless(
                    field("title", FieldType.TEXT, SEARCHABLE),
                    field("content", FieldType.TEXTAREA, REQUIRED),
                    fixed("content_text", FieldType.TEXTAREA, SEARCHABLE, ON_REQUEST),
                    required(select("visibility", "workspace", "workspace", "private")),
                    fixed("mentions", FieldType.JSON, ON_REQUEST)));

    public static final ObjectSchema INTERACTIONS = new ObjectSchema(
            heading("interactions", "Interactions", "subject"),
            ownerless(
                    required(select("channel", null, CHANNELS)),
                    select("direction", null, "inbound", "outbound"),
                    field("subject", FieldType.TEXT, SEARCHABLE),
                    fixed("snippet", FieldType.TEXT),
                    field("body_text", FieldType.TEXTAREA, SEARCHABLE, ON_REQUEST),
                    field("body_html", FieldType.TEXTAREA, ON_REQUEST),
                    field("occurred_at", FieldType.DATETIME, REQUIRED, INDEXED),
                    field("duration", FieldType.INTEGER),
                    field("participants", FieldType.JSON)));

    public static final ObjectSchema NOTIFICATIONS = new ObjectSchema(
            heading("notifications", "Notifications", "kind"),
            ownerless(
                    field("recipient", FieldType.USER, REQUIRED),
                    field("kind", FieldType.TEXT, REQUIRED),
                    field("object_name", FieldType.TEXT, REQUIRED),
                    field("record_id", FieldType.TEXT, REQUIRED),
                    field("message", FieldType.TEXT, REQUIRED),
                    field("read_at", FieldType.DATETIME),
                    field("occasion", FieldType.TEXT, REQUIRED, UNIQUE)));

    /** The conversations of one mailbox, written by the inbox alone and seen by the mailbox's owner alone. */
    public static final ObjectSchema THREADS = new ObjectSchema(
            heading("threads", "Threads", "subject"),
            fields(
                    fixed("mailbox_id", FieldType.ID, REQUIRED),
                    required(select("channel", null, MAIL_CHANNELS.toArray(String[]::new))),
                    fixed("subject", FieldType.TEXT, SEARCHABLE),
                    fixed("snippet", FieldType.TEXT),
                    fixed("participants", FieldType.JSON),
                    fixed("message_count", FieldType.INTEGER, REQUIRED),
                    fixed("is_read", FieldType.BOOLEAN, REQUIRED),
                    fixed("last_message_at", FieldType.DATETIME, REQUIRED, INDEXED)));

    /** What mails have beside what every interaction has: written by the inbox, listed like anything else. */
    public static final ObjectSchema MAILS = new ObjectSchema(
            heading("mails", "Mails", "subject"),
            new ObjectSchema.Storage("mails", false),
            List.of(
                    fixed("id", FieldType.ID),
                    fixed("thread_id", FieldType.ID),
                    fixed("mailbox_id", FieldType.ID),
                    fixed("owner", FieldType.USER),
                    fixed("message_id", FieldType.TEXT),
                    fixed("in_reply_to", FieldType.TEXT),
                    fixed("direction", FieldType.TEXT),
                    fixed("sender", FieldType.JSON),
                    fixed("recipients", FieldType.JSON),
                    fixed("copies", FieldType.JSON),
                    fixed("subject", FieldType.TEXT),
                    fixed("snippet", FieldType.TEXT),
                    fixed("body_html", FieldType.TEXTAREA, ON_REQUEST),
                    fixed("body_text", FieldType.TEXTAREA, ON_REQUEST),
                    fixed("sent_at", FieldType.DATETIME),
                    fixed("is_read", FieldType.BOOLEAN),
                    fixed("attachments", FieldType.JSON),
                    fixed("updated_at", FieldType.DATETIME)));

    /** The organization's users: written by accounts, listed like anything else. */
    public static final ObjectSchema USERS = new ObjectSchema(
            heading("users", "Users", "full_name"),
            new ObjectSchema.Storage("workspace_users", false),
            List.of(
                    fixed("id", FieldType.ID),
                    fixed("full_name", FieldType.TEXT),
                    fixed("user_email", FieldType.TEXT),
                    fixed("role", FieldType.TEXT),
                    fixed("is_active", FieldType.BOOLEAN),
                    fixed("avatar_url", FieldType.URL),
                    fixed("created_at", FieldType.DATETIME)));

    /** Those with tables made like any object's, in the order in which they are made. */
    public static final List<ObjectSchema> WITH_TABLES = List.of(TASKS, NOTES, INTERACTIONS, NOTIFICATIONS, THREADS);

    /** Those whose records link to records of any object. */
    public static final List<ObjectSchema> WITH_LINKS = List.of(TASKS, NOTES, INTERACTIONS);

    /** Fields that hold what another holds, in another form. */
    private static final Map<String, String> REPEATED = Map.of(
            "notes.content_text", "content",
            "interactions.snippet", "body_text",
            "interactions.body_html", "body_text");

    private static final Map<String, ObjectSchema> BY_NAME = byName();

    private SystemObjects() {}

    static @Nullable ObjectSchema find(String name) {
        return BY_NAME.get(name);
    }

    /** The field whose value {@code field} holds in another form. */
    static @Nullable String repeatedBy(ObjectSchema object, String field) {
        return REPEATED.get(object.name() + "." + field);
    }

    /** The table that links records of a system object with records of any object. */
    public static String linkTable(ObjectSchema object) {
        return object.name() + "_links";
    }

    private static Map<String, ObjectSchema> byName() {
        var byName = new LinkedHashMap<String, ObjectSchema>();
        WITH_TABLES.forEach(object -> byName.put(object.name(), object));
        List.of(MAILS, USERS).forEach(object -> byName.put(object.name(), object));
        return byName;
    }

    private static ObjectSchema.Heading heading(String name, String label, String labelField) {
        return new ObjectSchema.Heading(name, label, null, false, List.of(labelField), 0);
    }

    private static List<FieldDefinition> fields(FieldDefinition... own) {
        return BuiltInObjects.placed(own);
    }

    /** Fields of an object whose records belong to those they name, not to an owner. */
    private static List<FieldDefinition> ownerless(FieldDefinition... own) {
        return fields(own).stream()
                .filter(field -> !field.name().equals("owner"))
                .toList();
    }

    private static FieldDefinition field(String name, FieldType type, FieldRules.Rule... rules) {
        return new FieldDefinition(name, name, type, FieldRules.of(rules), FieldDefinition.Details.NONE, 0);
    }

    /** A field only the server sets. */
    private static FieldDefinition fixed(String name, FieldType type, FieldRules.Rule... rules) {
        return new FieldDefinition(
                name, name, type, FieldRules.of(rules).with(READ_ONLY, true), FieldDefinition.Details.NONE, 0);
    }

    /** A truth value only the server sets, never empty. */
    private static FieldDefinition falseAtFirst(String name) {
        var no = Json.MAPPER.getNodeFactory().booleanNode(false);
        return new FieldDefinition(
                name,
                name,
                FieldType.BOOLEAN,
                FieldRules.of(REQUIRED, READ_ONLY),
                new FieldDefinition.Details(no, List.of(), null),
                0);
    }

    private static FieldDefinition required(FieldDefinition field) {
        return new FieldDefinition(
                field.name(), field.label(), field.type(), FieldRules.of(REQUIRED), field.details(), field.position());
    }

    private static FieldDefinition select(String name, @Nullable String byDefault, String... values) {
        var options = Arrays.stream(values)
                .map(value -> new Option(value, value, null))
                .toList();
        var node = byDefault == null ? null : Json.MAPPER.getNodeFactory().stringNode(byDefault);
        return new FieldDefinition(
                name, name, FieldType.SELECT, FieldRules.NONE, new FieldDefinition.Details(node, options, null), 0);
    }
}
