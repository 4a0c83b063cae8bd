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
            SELECT t.id, t.name, t.scopes, t.access, t.objects, t.expires_at, t.workspace_user_id, %s
            FROM kasar.tokens t JOIN kasar.organizations o ON o.id = t.organization_id
            WHERE t.hash = ? AND t.revoked_at IS NULL
            """.formatted(OrganizationColumns.SELECTED);

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
        return database.inTransaction(
                Database.Isolation.REPEATABLE_READ,
                () -> database.find(Statement.fixed(TOKEN, (Object) hash), ActorStore::token)
                        .flatMap(token -> findHolder(token).map(holder -> actor(token, holder))));
    }

    private Optional<RoleHolder> findHolder(Token token) {
        var schema = token.organization().schemaName();
        var statement = """
                SELECT %s, u.role, s.epoch
                FROM %s u CROSS JOIN %s s
                WHERE u.id = ? AND u.is_active
                """.formatted(
                MemberColumns.SELECTED, SchemaTable.of(schema, "workspace_users"), SchemaTable.of(schema, "state"));
        return database.find(Statement.fixed(statement, token.workspaceUserId()), ActorStore::holder);
    }

    private Actor actor(Token token, RoleHolder holder) {
        var permissions = new Permissions(
                holder.role(),
                grants.list(token.organization().schemaName(), holder.role()),
                token.readOnly(),
                token.objects());
        return new Actor(token.organization(), holder.member(), token.claims(), permissions, holder.epoch());
    }

    private static Token token(Row row) {
        var objects = row.texts(5);
        return new Token(
                claims(row),
                "read".equals(row.requiredText(4)),
                objects == null ? null : Set.copyOf(objects),
                row.requiredUuid(7),
                OrganizationColumns.read(row, 8));
    }

    private static TokenClaims claims(Row row) {
        var scopes = requireNonNull(row.texts(3)).stream()
                .map(scope -> Scope.find(scope).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
        return new TokenClaims(row.requiredUuid(1), row.requiredText(2), scopes, row.instant(6));
    }

    private static RoleHolder holder(Row row) {
        return new RoleHolder(
                MemberColumns.read(row),
                Role.find(row.requiredText(MemberColumns.NEXT)).orElseThrow(),
                row.number(MemberColumns.NEXT + 1));
    }
}
