package app.kasar.accounts;

import static java.util.Objects.requireNonNull;

import app.kasar.access.Organization;
import app.kasar.access.Scope;
import app.kasar.access.TokenSecret;
import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.Statement;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of tokens, as their owners see it. */
final class ApiTokenStore {
    private static final String COLUMNS = "id, workspace_user_id, prefix, name, scopes, access, objects,"
            + " created_at, expires_at, last_used_at, revoked_at, issued_by";
    private static final String INSERT = """
            INSERT INTO kasar.tokens (id, organization_id, user_id, workspace_user_id, prefix, hash,
                name, scopes, access, objects, expires_at, created_at, issued_by)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::text[], ?::timestamptz, ?, ?::uuid)
            RETURNING\s""" + COLUMNS;
    // A null owner means: whoever's it is.
    private static final String OF_OWNER = " organization_id = ? AND (?::uuid IS NULL OR workspace_user_id = ?::uuid)";

    private final Database database;

    ApiTokenStore(Database database) {
        this.database = database;
    }

    ApiToken add(Issue issue, NewApiToken token, TokenSecret secret, Instant now) {
        var organization = issue.organization();
        var owner = issue.owner();
        var terms = token.terms();
        var objects = terms.objects();
        var statement = Statement.fixed(
                INSERT,
                UuidCreator.getTimeOrderedEpoch(),
                organization.id(),
                owner.member().userId(),
                owner.member().id(),
                secret.prefix(),
                secret.hash(),
                terms.name(),
                terms.scopes().stream().sorted().map(Scope::wireName).toArray(String[]::new),
                terms.readOnly() ? "read" : "write",
                objects == null ? null : objects.stream().sorted().toArray(String[]::new),
                token.expiresAt(),
                now,
                issue.by());
        return database.find(statement, ApiTokenStore::read).orElseThrow();
    }

    /** @param by null where the owner issues it, or the operator */
    record Issue(
            Organization organization,
            WorkspaceUser owner,
            @Nullable UUID by) {}

    List<ApiToken> list(Organization organization, @Nullable UUID owner) {
        var statement = "SELECT " + COLUMNS + " FROM kasar.tokens WHERE" + OF_OWNER + " ORDER BY created_at DESC, id";
        return database.list(Statement.fixed(statement, organization.id(), owner, owner), ApiTokenStore::read);
    }

    /** A token that was revoked before keeps the moment of the first time. */
    Optional<ApiToken> revoke(Organization organization, @Nullable UUID owner, UUID id, Instant now) {
        var statement = "UPDATE kasar.tokens SET revoked_at = coalesce(revoked_at, ?) WHERE id = ? AND" + OF_OWNER
                + " RETURNING " + COLUMNS;
        return database.find(Statement.fixed(statement, now, id, organization.id(), owner, owner), ApiTokenStore::read);
    }

    private static ApiToken read(Row row) {
        return new ApiToken(
                row.requiredUuid(1), row.requiredUuid(2), row.requiredText(3), terms(row), life(row), row.uuid(12));
    }

    private static TokenTerms terms(Row row) {
        var scopes = requireNonNull(row.texts(5)).stream()
                .map(scope -> Scope.find(scope).orElseThrow())
                .collect(Collectors.toUnmodifiableSet());
        var objects = row.texts(7);
        return new TokenTerms(
                row.requiredText(4),
                scopes,
                "read".equals(row.requiredText(6)),
                objects == null ? null : Set.copyOf(objects));
    }

    private static ApiToken.Life life(Row row) {
        return new ApiToken.Life(requireNonNull(row.instant(8)), row.instant(9), row.instant(10), row.instant(11));
    }
}
