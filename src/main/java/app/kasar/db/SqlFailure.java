package app.kasar.db;

import java.sql.SQLException;

/** A statement of ours that the database refused: a defect, or a schema that changed under it. Never shown to a caller. */
public final class SqlFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean schemaMovedOn;

    SqlFailure(SQLException cause, boolean schemaMovedOn) {
        super(cause.getMessage(), cause);
        this.schemaMovedOn = schemaMovedOn;
    }

    /** Whether a table, column or function the statement names is not there, as after a change made by another node. */
    public boolean schemaMovedOn() {
        return schemaMovedOn;
    }
}
