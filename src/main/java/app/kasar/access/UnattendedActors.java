package app.kasar.access;

import app.kasar.db.Database;
import app.kasar.db.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Actors for work the product does for a user while nobody calls, such as reading their mail. */
public final class UnattendedActors {
    private static final UUID NO_TOKEN = new UUID(0, 0);

    private final Database database;

    public UnattendedActors(Database database) {
        this.database = database;
    }

    public List<Organization> organizations() {
        var all = "SELECT %s FROM kasar.organizations o ORDER BY o.slug".formatted(OrganizationColumns.SELECTED);
        return database.list(Statement.fixed(all), row -> OrganizationColumns.read(row, 1));
    }

    /**
     * The product at work for a user, held back by no role: what it writes is what happened, not what somebody asks for.
     *
     * @param work named in what is kept of changes
     * @return empty when the user is not there or inactive
     */
    public Optional<Actor> find(Organization organization, UUID memberId, String work) {
        return find(organization, memberId, work, " AND u.is_active");
    }

    /** As {@link #find}, for what is still owed to a user who has become inactive; empty when the user is not there. */
    public Optional<Actor> findEvenInactive(Organization organization, UUID memberId, String work) {
        return find(organization, memberId, work, "");
    }

    private Optional<Actor> find(Organization organization, UUID memberId, String work, String condition) {
        var schema = organization.schemaName();
        var one = ("SELECT %s, s.epoch FROM %s u CROSS JOIN %s s WHERE u.id = ?" + condition)
                .formatted(
                        MemberColumns.SELECTED,
                        SchemaTable.of(schema, "workspace_users"),
                        SchemaTable.of(schema, "state"));
        var claims = new TokenClaims(NO_TOKEN, work, EnumSet.allOf(Scope.class), null, null);
        var permissions = new Permissions(Role.ADMIN, Map.of(), false, null);
        return database.find(
                Statement.fixed(one, memberId),
                row -> new Actor(
                        organization, MemberColumns.read(row), claims, permissions, row.number(MemberColumns.NEXT)));
    }
}
