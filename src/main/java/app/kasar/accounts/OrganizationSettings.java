package app.kasar.accounts;

import app.kasar.access.Actor;
import app.kasar.access.Author;
import app.kasar.access.Organization;
import app.kasar.access.OrganizationEpoch;
import app.kasar.db.Database;
import app.kasar.problem.Problem;
import tools.jackson.databind.node.ObjectNode;

/** What administrators set for their organization. */
public final class OrganizationSettings {
    private final Database database;
    private final OrganizationEpoch epoch;
    private final OrganizationStore store;

    public OrganizationSettings(Database database) {
        this.database = database;
        this.epoch = new OrganizationEpoch(database);
        this.store = new OrganizationStore(database);
    }

    /** @param actor must be current
     * @throws Problem PERMISSION_DENIED for all but administrators */
    public Organization get(Actor actor) {
        actor.requireAdminReader("see the settings");
        return actor.organization();
    }

    /**
     * Changes the settings that {@code json} names and leaves the others as they are.
     *
     * @throws Problem with every fault of {@code {"name", "default_country", "time_zone", "allowed_origins", "rate_limit"}}
     */
    public Organization change(Author author, ObjectNode json) {
        author.requireAdmin("change the settings");
        var change = SettingsChange.read(json);
        return database.inTransaction(() -> {
            epoch.advance(author);
            var before = store.find(author.organization().id()).orElseThrow();
            var after = change.applyTo(before);
            store.updateSettings(after);
            return after;
        });
    }
}
