package app.kasar.schema;

import app.kasar.access.Actor;
import app.kasar.access.Author;
import app.kasar.access.OrganizationEpoch;
import app.kasar.db.Database;
import java.util.function.Supplier;

/** Runs changes of an organization's shape: one after another, each at once or not at all, and known to every node. */
final class ExclusiveChange {
    static final String PATIENCE = "SET LOCAL lock_timeout = '2s'";

    private final Database database;
    private final OrganizationEpoch epoch;

    ExclusiveChange(Database database) {
        this.database = database;
        this.epoch = new OrganizationEpoch(database);
    }

    <T> T run(Actor actor, Supplier<T> change) {
        return database.inTransaction(() -> {
            database.executeScript(PATIENCE);
            epoch.advance(new Author.Caller(actor));
            return change.get();
        });
    }
}
