package app.kasar.query.plan;

import app.kasar.access.Action;
import app.kasar.access.Actor;

/** Grants to row rules: the one place where "own" becomes a criterion. */
public final class AccessRules {
    private AccessRules() {}

    /** The records of an object on which the caller may do something. */
    public static Criterion rows(Actor actor, String object, Action action) {
        return switch (actor.permissions().grant(object, action)) {
            case ALL -> new Criterion.Everything();
            case OWN -> new Criterion.OwnedBy(actor.member().id());
            case NONE -> new Criterion.Nothing();
        };
    }

    /** The records on which the caller may do something and which they may also read. */
    public static Criterion readableRows(Actor actor, String object, Action action) {
        return Criterion.both(rows(actor, object, Action.READ), rows(actor, object, action));
    }
}
