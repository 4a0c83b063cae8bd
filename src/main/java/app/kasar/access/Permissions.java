package app.kasar.access;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A caller's grants on every object: those of the role, narrowed by the token.
 *
 * @param byObject grants of objects that have their own; '*' holds those of all others
 * @param objects the only objects the token may touch; null means no such limit
 * @param ownToken whether the token is in its user's hands alone
 */
public record Permissions(
        Role role,
        Map<String, ObjectGrants> byObject,
        boolean readOnlyToken,
        @Nullable Set<String> objects,
        boolean ownToken) {
    public static final String EVERY_OTHER_OBJECT = "*";

    /** What users are told is theirs alone, whatever their role: nobody else's to read, and the product's to write. */
    private static final String NOTIFICATIONS = "notifications";

    /** Mail is its owner's alone, whatever anybody's role. */
    private static final Set<String> OF_THE_INBOX = Set.of("threads", "mails");

    public Permissions {
        byObject = Map.copyOf(byObject);
        objects = objects == null ? null : Set.copyOf(objects);
    }

    /** With a token of one's own. */
    public Permissions(
            Role role, Map<String, ObjectGrants> byObject, boolean readOnlyToken, @Nullable Set<String> objects) {
        this(role, byObject, readOnlyToken, objects, true);
    }

    public Grant grant(String object, Action action) {
        if (readOnlyToken && action != Action.READ) {
            return Grant.NONE;
        }
        return grants(object).of(action);
    }

    public boolean isHidden(String object, String field) {
        return grants(object).hiddenFields().contains(field);
    }

    /** Whether there is any field, of any object, that does not exist for the caller. */
    public boolean hideSomething() {
        return role != Role.ADMIN
                && byObject.values().stream()
                        .anyMatch(grants -> !grants.hiddenFields().isEmpty());
    }

    /** The same text for the same rights, on every server and at any time. */
    public String inWords() {
        var grants = new TreeMap<String, String>();
        byObject.forEach((object, one) -> grants.put(object, one.inWords()));
        return role + " " + readOnlyToken + " " + (objects == null ? "all" : new TreeSet<>(objects)) + " " + grants;
    }

    private ObjectGrants grants(String object) {
        if (objects != null && !objects.contains(object)) {
            return ObjectGrants.NOTHING;
        }
        if (object.equals(NOTIFICATIONS)) {
            return ObjectGrants.READING_OWN;
        }
        if (OF_THE_INBOX.contains(object)) {
            return ownToken ? ObjectGrants.KEEPING_OWN : ObjectGrants.NOTHING;
        }
        if (role == Role.ADMIN) {
            return ObjectGrants.EVERYTHING;
        }
        return Optional.ofNullable(byObject.get(object))
                .or(() -> Optional.ofNullable(byObject.get(EVERY_OTHER_OBJECT)))
                .orElse(ObjectGrants.byDefault(role));
    }
}
