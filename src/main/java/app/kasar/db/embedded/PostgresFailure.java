package app.kasar.db.embedded;

/** The embedded PostgreSQL cannot be used until somebody changes something; the message says what, in words for its user. */
public final class PostgresFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PostgresFailure(String message) {
        super(message);
    }

    PostgresFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
