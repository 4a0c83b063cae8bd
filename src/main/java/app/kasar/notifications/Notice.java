package app.kasar.notifications;

import app.kasar.records.EntityLinks.Entity;
import java.util.UUID;

/**
 * Something to tell a user.
 *
 * @param about the record it happened to
 * @param occasion what tells this happening from others of its kind to the same record: told again of the same occasion, a
 *     user hears nothing new; at most 200 characters
 */
public record Notice(UUID recipient, NotificationKind kind, Entity about, String message, String occasion) {
    /** The same for everything that is the same to the recipient; the database keeps it unique. */
    String key() {
        return String.join(":", kind.wireName(), about.object(), about.id().toString(), recipient.toString(), occasion);
    }
}
