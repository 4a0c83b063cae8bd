package app.kasar.db;

/** What the caller knew of the organization (users, grants, schema) is no longer so; nothing was read or written. Load it anew and try again. */
public final class StaleSnapshot extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StaleSnapshot(String message) {
        super(message, null, false, false);
    }
}
