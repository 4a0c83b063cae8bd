package app.kasar.access;

import static java.util.Objects.requireNonNull;

import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Loads who a token stands for. */
final class ActorStore {
    private static final String TOKEN = """
            SELECT t.id, t.name, t.scopes, t.access, t.objects, t.expires_at, t.workspace_user_id, t.issued_by, %s
            FROM kasar.tokens t JOIN kasar.organizations o ON o.id = t.organization_id
            WHERE %s = ? AND t.revoked_at IS NULL
            """;
    private static final String BY_HASH = TOKEN.formatted(OrganizationColumns.SELECTED, "t.hash");
    private static final String BY_ID = TOKEN.formatted(OrganizationColumns.SELECTED, "t.id");
    private static final String ORGANIZATION =
            "SELECT " + OrganizationColumns.SELECTED + " FROM kasar.organizations o WHERE o.schema_name = ?";

    private final Database database;
    private final RoleGrantStore grants;

    ActorStore(Database database) {
        this.database = database;
        this.grants = new RoleGrantStore(database);
    }

    private record Token(
            TokenClaims claims,
            boolean readOnly,
            @Nullable Set<String> objects,
            UUID workspaceUserId,
            Organization organization) {}

    private record RoleHolder(Member member, Role role, long epoch) {}

    /** One transaction with one view of the database, so that the actor and its epoch belong together. */
    Optional<Actor> find(byte[] hash) {
        return find(Statement.fixed(BY_HASH, (Object) hash));
    }

    /** As {@link #find(byte[])}, by the token's id. */
    Optional<Actor> find(UUID tokenId) {
        return find(Statement.fixed(BY_ID, tokenId));
    }

    private Optional<Actor> find(Statement token) {
        return database.inTransaction(
                Database.Isolation.REPEATABLE_READ,
                () -> database.find(token, ActorStore::token)
                        .flatMap(found -> findHolder(found.organization().schemaName(), found.workspaceUserId())
                                .map(holder -> actor(found, holder))));
    }

    Optional<Organization> findOrganization(String schemaName) {
        return database.find(Statement.fixed(ORGANIZATION, schemaName), row -> OrganizationColumns.read(row, 1));
    }

    /** The operator at the command line in the name of an administrator; empty unless the user is one, and active. */
    Optional<Actor> findOperator(String schemaName, UUID workspaceUserId) {
        return database.inTransaction(
                Database.Isolation.REPEATABLE_READ,
                () -> findOrganization(schemaName)
                        .flatMap(organization -> findHolder(schemaName, workspaceUserId)
                                .filter(holder -> holder.role() == Role.ADMIN)
                                .map(holder -> Actor.atCommandLine(organization, holder.member(), holder.epoch()))));
    }

    private Optional<RoleHolder> findHolder(String schema, UUID workspaceUserId) {
        var statement = """
                SELECT %s, u.role, s.epoch
                FROM %s u CROSS JOIN %s s
                WHERE u.id = ? AND u.is_active
                """.formatted(
                MemberColumns.SELECTED, SchemaTable.of(schema, "workspace_users"), SchemaTable.of(schema, "state"));
        return database.find(Statement.fixed(statement, workspaceUserId), ActorStore::holder);
    }

    private Actor actor(Token token, RoleHolder holder) {
        var permissions = new Permissions(
                holder.role(),
                grants.list(token.organization().schemaName(), holder.role()),
                token.readOnly(),
                token.objects(),
                token.claims().isOwn());
        return new Actor(token.organization(), holder.member(), token.claims(), permissions, holder.epoch());
    }

    private static Token token(Row row) {
        var objects = row.texts(5);
        return new Token(
                claims(row),
                "read".equals(row.requiredText(4)),
                objects == null ? null : Set.copyOf(objects),
                row.requiredUuid(7),
                OrganizationColumns.read(row, 9));
    }

    private static TokenClaims claims(Row row) {
        var scopes = requireNonNull(row.texts(3)).stream()
                .map(scope -> Scope.find(scope).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
        return new TokenClaims(row.requiredUuid(1), row.requiredText(2), scopes, row.instant(6), row.uuid(8));
    }

    private static RoleHolder holder(Row row) {
        return new RoleHolder(
                MemberColumns.read(row),
                Role.find(row.requiredText(MemberColumns.NEXT)).orElseThrow(),
                row.number(MemberColumns.NEXT + 1));
    }
}
