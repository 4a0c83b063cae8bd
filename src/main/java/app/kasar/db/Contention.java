package app.kasar.db;

import java.sql.SQLException;

/** Two transactions stood in each other's way and this one lost; nothing was written, and the same work may be tried again. */
public final class Contention extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Contention(SQLException cause) {
        super(cause.getMessage(), cause);
    }
}
