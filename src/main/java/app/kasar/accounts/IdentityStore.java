package app.kasar.accounts;

import app.kasar.db.Database;
import app.kasar.db.Statement;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.UUID;

/** The people behind workspace users: one a person, however many organizations they are in. */
final class IdentityStore {
    // The update changes nothing; it makes the row that is there already come back.
    private static final String FIND_OR_ADD = """
            INSERT INTO kasar.users (id, email, full_name, created_at) VALUES (?, ?, ?, ?)
            ON CONFLICT (lower(email)) DO UPDATE SET email = users.email
            RETURNING id
            """;

    private final Database database;

    IdentityStore(Database database) {
        this.database = database;
    }

    /** The id of whoever has this address, in any case; {@code fullName} is used only for someone new. */
    UUID findOrAdd(String email, String fullName, Instant now) {
        var statement = Statement.fixed(FIND_OR_ADD, UuidCreator.getTimeOrderedEpoch(), email, fullName, now);
        return database.find(statement, row -> row.requiredUuid(1)).orElseThrow();
    }
}
