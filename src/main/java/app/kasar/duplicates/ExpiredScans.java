package app.kasar.duplicates;

import app.kasar.db.Database;
import app.kasar.db.SqlText;
import java.time.Instant;

/** Scans that nobody pages through any more, and how they go. */
public final class ExpiredScans {
    private final Database database;

    public ExpiredScans(Database database) {
        this.database = database;
    }

    /** Removes those that have expired, with their groups. */
    public int remove(String schema, Instant now) {
        return database.execute(new SqlText()
                .add("DELETE FROM ")
                .name(schema, "duplicate_scans")
                .add(" WHERE expires_at <= ")
                .value(now)
                .toStatement());
    }
}
