package app.kasar.notifications;

/** Why a user is told something. */
public enum NotificationKind {
    TASK_ASSIGNED("task_assigned"),
    NOTE_MENTION("note_mention");

    private final String wireName;

    NotificationKind(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }
}
