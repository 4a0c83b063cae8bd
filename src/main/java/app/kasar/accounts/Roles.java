package app.kasar.accounts;

import app.kasar.access.Actor;
import app.kasar.access.Author;
import app.kasar.access.ObjectGrants;
import app.kasar.access.OrganizationEpoch;
import app.kasar.access.Permissions;
import app.kasar.access.Role;
import app.kasar.access.RoleGrantStore;
import app.kasar.db.Database;
import app.kasar.problem.Problem;
import java.util.TreeMap;

/** What the members and viewers of an organization may do with its objects. Administrators may do everything, always. */
public final class Roles {
    private final Database database;
    private final ObjectNames objectNames;
    private final OrganizationEpoch epoch;
    private final RoleGrantStore store;

    public Roles(Database database, ObjectNames objectNames) {
        this.database = database;
        this.objectNames = objectNames;
        this.epoch = new OrganizationEpoch(database);
        this.store = new RoleGrantStore(database);
    }

    /** Always with the grants of every other object, those by default where none were set. {@code actor} must be current. */
    public RoleGrants get(Actor actor, Role role) {
        actor.requireAdminReader("see what roles may do");
        return complete(new RoleGrants(role, store.list(actor.organization().schemaName(), role)));
    }

    /**
     * Puts {@code grants} in the place of all that the role had.
     *
     * @throws Problem VALIDATION_ERROR for the administrators' role and for objects and fields that do not exist
     */
    public RoleGrants replace(Author author, RoleGrants grants) {
        author.requireAdmin("change what roles may do");
        if (grants.role() == Role.ADMIN) {
            throw Problem.invalid("role", "the role 'admin' cannot be changed: administrators may do everything");
        }
        return database.inTransaction(() -> {
            epoch.advance(author);
            grants.check(objectNames.of(author.organization()));
            store.replace(author.organization().schemaName(), grants.role(), grants.byObject());
            return complete(grants);
        });
    }

    private static RoleGrants complete(RoleGrants grants) {
        var complete = new TreeMap<>(grants.byObject());
        complete.putIfAbsent(Permissions.EVERY_OTHER_OBJECT, ObjectGrants.byDefault(grants.role()));
        return new RoleGrants(grants.role(), complete);
    }
}
