package app.kasar.access;

import app.kasar.db.Database;
import app.kasar.db.StaleSnapshot;
import app.kasar.db.Statement;
import java.util.Optional;

/**
 * The number that grows with every change of an organization's users, roles, grants, tokens, settings or schema, and of which
 * mailboxes are disconnected, in the transaction of that change. Whatever was known under an older number must be loaded again.
 */
public final class OrganizationEpoch {
    private final Database database;

    public OrganizationEpoch(Database database) {
        this.database = database;
    }

    /** @throws StaleSnapshot when the organization has changed since {@code actor} was loaded */
    public void requireCurrent(Actor actor) {
        var current = database.find(
                Statement.fixed("SELECT epoch FROM " + state(actor.organization())), row -> row.number(1));
        if (!current.equals(Optional.of(actor.epoch()))) {
            throw stale();
        }
    }

    /**
     * Begins a change: locks the organization's state until the open transaction ends, so that changes of one
     * organization come one after another, and lets its epoch grow.
     *
     * @throws StaleSnapshot when the author is a caller whose knowledge is no longer current
     */
    public void advance(Author author) {
        var written = switch (author) {
            case Author.Caller(var actor) ->
                database.execute(Statement.fixed(
                        "UPDATE %s SET epoch = epoch + 1 WHERE epoch = ?".formatted(state(actor.organization())),
                        actor.epoch()));
            case Author.Operator(var organization) ->
                database.execute(Statement.fixed("UPDATE %s SET epoch = epoch + 1".formatted(state(organization))));
        };
        if (written != 1) {
            throw stale();
        }
    }

    private static String state(Organization organization) {
        return SchemaTable.of(organization.schemaName(), "state");
    }

    private static StaleSnapshot stale() {
        return new StaleSnapshot("the organization has changed since the caller was loaded");
    }
}
