package app.kasar.query.plan;

import app.kasar.access.Action;
import app.kasar.access.Actor;
import app.kasar.schema.Attribute;
import app.kasar.schema.SystemObjects;
import java.util.List;

/** Grants to row rules: the one place where "own" becomes a criterion. */
public final class AccessRules {
    private AccessRules() {}

    /** The records of an object on which the caller may do something. */
    public static Criterion rows(Actor actor, String object, Action action) {
        var granted = switch (actor.permissions().grant(object, action)) {
            case ALL -> new Criterion.Everything();
            case OWN -> new Criterion.OwnedBy(ownColumns(object), actor.member().id());
            case NONE -> new Criterion.Nothing();
        };
        return Criterion.both(granted, always(actor, object));
    }

    /** Which columns make a record the caller's own. */
    private static List<String> ownColumns(String object) {
        return switch (object) {
            case "tasks" -> List.of("assigned_to_id", "created_by");
            case "notes" -> List.of("created_by");
            default -> List.of("owner_id");
        };
    }

    /** What holds whatever was granted, for administrators too: a private note is its author's, a notification its reader's. */
    private static Criterion always(Actor actor, String object) {
        var me = actor.member().id();
        return switch (object) {
            case "notes" ->
                new Criterion.Any(List.of(
                        new Criterion.Equal(visibility(), "workspace"),
                        new Criterion.OwnedBy(List.of("created_by"), me)));
            case "notifications" -> new Criterion.OwnedBy(List.of("recipient_id"), me);
            default -> new Criterion.Everything();
        };
    }

    private static Attribute visibility() {
        return SystemObjects.NOTES.findAttribute("visibility").orElseThrow();
    }

    /** The records on which the caller may do something and which they may also read. */
    public static Criterion readableRows(Actor actor, String object, Action action) {
        return Criterion.both(rows(actor, object, Action.READ), rows(actor, object, action));
    }
}
