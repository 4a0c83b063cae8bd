package app.kasar.accounts;

import app.kasar.access.MemberColumns;
import app.kasar.access.Organization;
import app.kasar.access.Role;
import app.kasar.access.SchemaTable;
import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.Statement;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** An organization's table of workspace users. */
final class WorkspaceUserStore {
    private static final String COLUMNS = MemberColumns.SELECTED + ", u.role, u.is_active, u.created_at";

    private final Database database;

    WorkspaceUserStore(Database database) {
        this.database = database;
    }

    /** Empty when someone in the organization has this address or identity already. */
    Optional<WorkspaceUser> add(Organization organization, UUID userId, NewWorkspaceUser user, Instant now) {
        var insert = """
                INSERT INTO %s AS u (id, user_id, full_name, user_email, role, created_at, updated_at)
                SELECT ?, ?, ?, ?, ?, given.now, given.now FROM (SELECT ?::timestamptz) AS given (now)
                ON CONFLICT DO NOTHING RETURNING %s
                """.formatted(table(organization), COLUMNS);
        return database.find(
                Statement.fixed(
                        insert,
                        UuidCreator.getTimeOrderedEpoch(),
                        userId,
                        user.fullName(),
                        user.email(),
                        user.role().wireName(),
                        now),
                WorkspaceUserStore::read);
    }

    Optional<WorkspaceUser> change(Organization organization, UUID id, WorkspaceUserChange change, Instant now) {
        var update = """
                UPDATE %s u SET full_name = coalesce(?::text, full_name), role = coalesce(?::text, role),
                    is_active = coalesce(?::boolean, is_active),
                    time_zone = CASE WHEN ?::boolean THEN ?::text ELSE time_zone END, updated_at = ?
                WHERE id = ? RETURNING %s
                """.formatted(table(organization), COLUMNS);
        var role = change.role();
        var zone = change.timeZone();
        return database.find(
                Statement.fixed(
                        update,
                        change.fullName(),
                        role == null ? null : role.wireName(),
                        change.isActive(),
                        zone != null,
                        zone == null ? null : zone.id(),
                        now,
                        id),
                WorkspaceUserStore::read);
    }

    Optional<WorkspaceUser> find(Organization organization, UUID id) {
        return database.find(Statement.fixed(select(organization) + " WHERE id = ?", id), WorkspaceUserStore::read);
    }

    Optional<WorkspaceUser> findByEmail(Organization organization, String email) {
        return database.find(
                Statement.fixed(select(organization) + " WHERE lower(user_email) = lower(?)", email),
                WorkspaceUserStore::read);
    }

    List<WorkspaceUser> list(Organization organization) {
        return database.list(
                Statement.fixed(select(organization) + " ORDER BY lower(user_email)"), WorkspaceUserStore::read);
    }

    boolean hasActiveAdministrator(Organization organization) {
        var statement =
                "SELECT EXISTS (SELECT FROM %s WHERE role = 'admin' AND is_active)".formatted(table(organization));
        return database.find(Statement.fixed(statement), row -> row.isTrue(1)).orElseThrow();
    }

    private static String select(Organization organization) {
        return "SELECT " + COLUMNS + " FROM " + table(organization) + " u";
    }

    private static String table(Organization organization) {
        return SchemaTable.of(organization.schemaName(), "workspace_users");
    }

    private static WorkspaceUser read(Row row) {
        return new WorkspaceUser(
                MemberColumns.read(row),
                Role.find(row.requiredText(MemberColumns.NEXT)).orElseThrow(),
                row.isTrue(MemberColumns.NEXT + 1),
                Objects.requireNonNull(row.instant(MemberColumns.NEXT + 2)));
    }
}
