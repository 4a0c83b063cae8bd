package app.kasar.access;

import java.util.Set;
import java.util.TreeSet;

/**
 * What one role may do with the records of one object.
 *
 * @param hiddenFields names of fields that do not exist for this role
 */
public record ObjectGrants(Grant read, Grant create, Grant update, Grant delete, Set<String> hiddenFields) {
    public static final ObjectGrants EVERYTHING =
            new ObjectGrants(Grant.ALL, Grant.ALL, Grant.ALL, Grant.ALL, Set.of());
    public static final ObjectGrants READ_ONLY =
            new ObjectGrants(Grant.ALL, Grant.NONE, Grant.NONE, Grant.NONE, Set.of());
    /** One's own to read and to mark as read. */
    static final ObjectGrants READING_OWN = new ObjectGrants(Grant.OWN, Grant.NONE, Grant.OWN, Grant.NONE, Set.of());

    /** One's own to read, to mark and to let go of. */
    static final ObjectGrants KEEPING_OWN = new ObjectGrants(Grant.OWN, Grant.NONE, Grant.OWN, Grant.OWN, Set.of());

    public static final ObjectGrants NOTHING =
            new ObjectGrants(Grant.NONE, Grant.NONE, Grant.NONE, Grant.NONE, Set.of());

    public ObjectGrants {
        hiddenFields = Set.copyOf(hiddenFields);
    }

    /** What a role may do where nothing else has been said. */
    public static ObjectGrants byDefault(Role role) {
        return switch (role) {
            case ADMIN, MEMBER -> EVERYTHING;
            case VIEWER -> READ_ONLY;
        };
    }

    String inWords() {
        return String.join(" ", read.wireName(), create.wireName(), update.wireName(), delete.wireName())
                + new TreeSet<>(hiddenFields);
    }

    public Grant of(Action action) {
        return switch (action) {
            case READ -> read;
            case CREATE -> create;
            case UPDATE -> update;
            case DELETE -> delete;
        };
    }
}
