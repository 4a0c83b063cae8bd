package app.kasar.query.plan;

import app.kasar.access.Action;
import app.kasar.access.Actor;
import app.kasar.access.Grant;
import app.kasar.access.Scope;
import app.kasar.schema.Attribute;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Grants to row rules: the one place where "own" becomes a criterion. */
public final class AccessRules {
    private static final Criterion EVERYTHING = new Criterion.Everything();

    private AccessRules() {}

    /** The records of an object on which the caller may do something. */
    public static Criterion rows(VisibleSchema schema, String object, Action action) {
        return Criterion.both(granted(schema.actor(), object, action), always(schema, object, action));
    }

    private static Criterion granted(Actor actor, String object, Action action) {
        if (object.equals("users")) {
            // Every member sees who is in the organization; accounts alone write users.
            return action == Action.READ ? EVERYTHING : new Criterion.Nothing();
        }
        return switch (actor.permissions().grant(object, action)) {
            case ALL -> EVERYTHING;
            case OWN -> new Criterion.OwnedBy(ownColumns(object), actor.member().id());
            case NONE -> new Criterion.Nothing();
        };
    }

    /** Which columns make a record the caller's own. */
    private static List<String> ownColumns(String object) {
        return switch (object) {
            case "tasks" -> List.of("assigned_to_id", "created_by");
            case "notes", "interactions" -> List.of("created_by");
            case "notifications" -> List.of("recipient_id");
            default -> List.of("owner_id");
        };
    }

    /** Whether a record with these columns is the caller's own as soon as they have created it. */
    public static boolean isOwnFromTheStart(Actor actor, String object, UnaryOperator<@Nullable String> columns) {
        var me = actor.member().id().toString();
        return ownColumns(object).stream()
                .anyMatch(column -> column.equals("created_by") || me.equalsIgnoreCase(columns.apply(column)));
    }

    /**
     * What holds whatever was granted. For administrators too: a private note is its author's, an interaction is seen by those
     * who see a record it is about, and a mail by its owner as well. What came from a disconnected mailbox is nobody's.
     */
    private static Criterion always(VisibleSchema schema, String object, Action action) {
        return switch (object) {
            case "notes" ->
                Criterion.both(
                        new Criterion.Any(
                                List.of(new Criterion.Equal(visibility(), "workspace"), mine(schema.actor()))),
                        changeable(schema.actor(), action));
            case "interactions" ->
                Criterion.both(
                        new Criterion.Any(List.of(
                                linked(schema, SystemObjects.INTERACTIONS, null, null), ownMail(schema.actor()))),
                        Criterion.both(changeable(schema.actor(), action), notLeaving(schema)));
            case "threads" -> ofConnectedMailbox(schema, SystemObjects.THREADS);
            case "mails" -> ofConnectedMailbox(schema, SystemObjects.MAILS);
            default -> EVERYTHING;
        };
    }

    /** The database is asked nothing more while no mailbox is on its way out, which is nearly always. */
    private static Criterion ofConnectedMailbox(VisibleSchema schema, ObjectSchema object) {
        var leaving = schema.snapshot().disconnectedMailboxes();
        return leaving.isEmpty() ? EVERYTHING : ofMailboxes(object, leaving, true);
    }

    /** As {@link #ofConnectedMailbox}, of interactions: those that are mails have the mail's id. */
    private static Criterion notLeaving(VisibleSchema schema) {
        var leaving = schema.snapshot().disconnectedMailboxes();
        var mails = SystemObjects.MAILS;
        var mail = new Hop(new Relation.BelongsToOne(mails.table(), "id", null), mails, EVERYTHING);
        return leaving.isEmpty() ? EVERYTHING : new Criterion.Related(mail, ofMailboxes(mails, leaving, false), true);
    }

    private static Criterion ofMailboxes(ObjectSchema object, List<UUID> mailboxes, boolean negated) {
        var mailbox = object.findAttribute("mailbox_id").orElseThrow();
        return new Criterion.OneOf(mailbox, List.copyOf(mailboxes), negated);
    }

    private static Criterion ownMail(Actor actor) {
        return Criterion.both(isMail(true), mine(actor));
    }

    /**
     * What is the caller's alone: private notes, and mails, which are read into the CRM in their owner's name. A token that
     * somebody else issued, and so knows, has none.
     */
    private static Criterion mine(Actor actor) {
        return actor.token().isOwn()
                ? new Criterion.OwnedBy(List.of("created_by"), actor.member().id())
                : new Criterion.Nothing();
    }

    private static Criterion isMail(boolean yes) {
        var channel = SystemObjects.INTERACTIONS.findAttribute("channel").orElseThrow();
        return new Criterion.OneOf(channel, List.copyOf(SystemObjects.MAIL_CHANNELS), !yes);
    }

    /**
     * The interactions the caller may open, of those they see in a record's feed: mail is opened by its owner alone, and a
     * token for the inbox alone opens nothing else.
     */
    public static Criterion openedInteractions(VisibleSchema schema) {
        var actor = schema.actor();
        return actor.token().scopes().contains(Scope.MCP)
                ? new Criterion.Any(List.of(isMail(false), mine(actor)))
                : ownMail(actor);
    }

    /** What someone said is changed and deleted by themselves or an administrator. */
    private static Criterion changeable(Actor actor, Action action) {
        return switch (action) {
            case READ, CREATE -> EVERYTHING;
            case UPDATE, DELETE ->
                actor.isAdmin()
                        ? EVERYTHING
                        : new Criterion.OwnedBy(
                                List.of("created_by"), actor.member().id());
        };
    }

    private static Attribute visibility() {
        return SystemObjects.NOTES.findAttribute("visibility").orElseThrow();
    }

    /** The records on which the caller may do something and which they may also read. */
    public static Criterion readableRows(VisibleSchema schema, String object, Action action) {
        return Criterion.both(rows(schema, object, Action.READ), rows(schema, object, action));
    }

    /**
     * The records of a system object that are linked to a record the caller may read.
     *
     * @param object only records of this object count; null means any
     * @param record only this record counts; null means any
     */
    public static Criterion linked(
            VisibleSchema schema, ObjectSchema source, @Nullable ObjectSchema object, @Nullable UUID record) {
        var table = SystemObjects.linkTable(source);
        if (object != null) {
            return new Criterion.LinkedTo(table, object.name(), record, rows(schema, object.name(), Action.READ));
        }
        if (readsEverything(schema)) {
            return new Criterion.LinkedTo(table, null, record, EVERYTHING);
        }
        return new Criterion.Any(schema.readable().stream()
                .map(readable -> linked(schema, source, readable, record))
                .toList());
    }

    private static boolean readsEverything(VisibleSchema schema) {
        var permissions = schema.actor().permissions();
        return schema.snapshot().objects().keySet().stream()
                .allMatch(object -> permissions.grant(object, Action.READ) == Grant.ALL);
    }
}
