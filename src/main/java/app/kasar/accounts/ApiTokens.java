package app.kasar.accounts;

import app.kasar.access.Actor;
import app.kasar.access.Author;
import app.kasar.access.Organization;
import app.kasar.access.OrganizationEpoch;
import app.kasar.access.Scope;
import app.kasar.access.TokenSecret;
import app.kasar.db.Database;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tokens of an organization's users: administrators see to all of them, everyone else to their own. */
public final class ApiTokens {
    private final Database database;
    private final InstantSource time;
    private final ObjectNames objectNames;
    private final OrganizationEpoch epoch;
    private final WorkspaceUserStore users;
    private final ApiTokenStore store;
    private final SecureRandom random = new SecureRandom();

    public ApiTokens(Database database, InstantSource time, ObjectNames objectNames) {
        this.database = database;
        this.time = time;
        this.objectNames = objectNames;
        this.epoch = new OrganizationEpoch(database);
        this.users = new WorkspaceUserStore(database);
        this.store = new ApiTokenStore(database);
    }

    /**
     * @throws Problem PERMISSION_DENIED when the token would be another user's, or would reach further than the one it is
     *     asked with; CONFLICT when its user is inactive; VALIDATION_ERROR for an unknown object or an expiry in the past
     */
    public IssuedToken issue(Author author, NewApiToken token) {
        if (author instanceof Author.Caller(var actor)) {
            requireNoWider(actor, token);
        }
        check(author.organization(), token);
        return database.inTransaction(() -> {
            epoch.advance(author);
            var secret = TokenSecret.generate(random);
            var owner = activeUser(author.organization(), token.workspaceUserId());
            var issue = new ApiTokenStore.Issue(author.organization(), owner, issuer(author, token));
            return new IssuedToken(store.add(issue, token, secret, time.instant()), secret);
        });
    }

    /** Newest first, revoked and expired ones too. {@code actor} must be current. */
    public List<ApiToken> list(Actor actor) {
        return store.list(actor.organization(), ownerSeenBy(new Author.Caller(actor)));
    }

    /** Every token of the organization, for its operator. */
    public List<ApiToken> list(Organization organization) {
        return store.list(organization, null);
    }

    /**
     * The token is refused from now on, on every node.
     *
     * @throws Problem RECORD_NOT_FOUND, also for a token that is not the caller's to revoke
     */
    public ApiToken revoke(Author author, UUID id) {
        if (author instanceof Author.Caller(var actor)) {
            actor.requireUnrestrictedToken("revoke tokens");
        }
        return database.inTransaction(() -> {
            epoch.advance(author);
            return store.revoke(author.organization(), ownerSeenBy(author), id, time.instant())
                    .orElseThrow(() -> Problem.recordNotFound("tokens", id));
        });
    }

    /** With a token that somebody else knows, nobody gets one that they do not know. */
    private static @Nullable UUID issuer(Author author, NewApiToken token) {
        return switch (author) {
            case Author.Caller(var actor) ->
                token.workspaceUserId().equals(actor.member().id())
                        ? actor.token().issuedBy()
                        : actor.member().id();
            case Author.Operator operator -> null;
        };
    }

    private static @Nullable UUID ownerSeenBy(Author author) {
        return switch (author) {
            case Author.Caller(var actor) ->
                actor.isAdmin() ? null : actor.member().id();
            case Author.Operator operator -> null;
        };
    }

    private static void requireNoWider(Actor actor, NewApiToken token) {
        actor.requireUnrestrictedToken("issue tokens");
        if (!token.workspaceUserId().equals(actor.member().id())) {
            actor.requireAdminReader("issue tokens for others");
            requireNoMail(token);
        }
        if (!actor.token().scopes().containsAll(token.terms().scopes())) {
            throw Problem.denied("a token cannot issue one with scopes it does not have itself");
        }
        if (outlives(token.expiresAt(), actor.token().expiresAt())) {
            throw Problem.denied("a token cannot issue one that expires later than itself, at "
                    + actor.token().expiresAt());
        }
    }

    /** What somebody's mails say is for nobody else, and who issues a token knows its secret. */
    private static void requireNoMail(NewApiToken token) {
        if (token.terms().scopes().contains(Scope.INBOX_CONTENT)) {
            throw Problem.denied("only users themselves can issue tokens of theirs with the scope '%s'"
                    .formatted(Scope.INBOX_CONTENT.wireName()));
        }
    }

    private static boolean outlives(@Nullable Instant asked, @Nullable Instant own) {
        return own != null && (asked == null || asked.isAfter(own));
    }

    private void check(Organization organization, NewApiToken token) {
        var faults = new Faults();
        var expiresAt = token.expiresAt();
        if (expiresAt != null && !expiresAt.isAfter(time.instant())) {
            faults.invalid("expires_at", "'expires_at' must be in the future");
        }
        var objects = token.terms().objects();
        if (objects != null) {
            var known = objectNames.of(organization).keySet();
            objects.stream()
                    .filter(object -> !known.contains(object))
                    .sorted()
                    .forEach(object -> faults.invalid(
                            "objects", "there is no object '%s'%s".formatted(object, NearestName.hint(object, known))));
        }
        faults.throwIfAny();
    }

    private WorkspaceUser activeUser(Organization organization, UUID id) {
        var user = users.find(organization, id).orElseThrow(() -> Problem.recordNotFound("users", id));
        if (!user.isActive()) {
            throw new Problem(
                    ErrorCode.CONFLICT,
                    "workspace_user_id",
                    "'%s' is inactive and can have no new token"
                            .formatted(user.member().email()));
        }
        return user;
    }
}
