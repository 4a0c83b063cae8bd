package app.kasar.accounts;

import app.kasar.access.Actor;
import app.kasar.access.Author;
import app.kasar.access.Organization;
import app.kasar.access.OrganizationEpoch;
import app.kasar.db.Database;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is in an organization. Every change makes what was known of its callers stale. */
public final class WorkspaceUsers {
    private final Database database;
    private final InstantSource time;
    private final OrganizationEpoch epoch;
    private final IdentityStore identities;
    private final WorkspaceUserStore store;

    public WorkspaceUsers(Database database, InstantSource time) {
        this.database = database;
        this.time = time;
        this.epoch = new OrganizationEpoch(database);
        this.identities = new IdentityStore(database);
        this.store = new WorkspaceUserStore(database);
    }

    /** @throws Problem CONFLICT when the address is in the organization already, active or not */
    public WorkspaceUser add(Author author, NewWorkspaceUser user) {
        author.requireAdmin("add users");
        return database.inTransaction(() -> {
            epoch.advance(author);
            var userId = identities.findOrAdd(user.email(), user.fullName(), time.instant());
            return store.add(author.organization(), userId, user, time.instant())
                    .orElseThrow(() -> conflict(
                            "user_email", "a user with the address '%s' exists already".formatted(user.email())));
        });
    }

    /**
     * Changes name, role or whether the user is active; an inactive user's tokens stop at once.
     *
     * @throws Problem RECORD_NOT_FOUND, or CONFLICT when no active administrator would be left
     */
    public WorkspaceUser change(Author author, UUID id, WorkspaceUserChange change) {
        author.requireAdmin("change users");
        return database.inTransaction(() -> {
            // Locks the organization's state: of two who demote each other, the second sees what the first has done.
            epoch.advance(author);
            var changed = store.change(author.organization(), id, change, time.instant())
                    .orElseThrow(() -> Problem.recordNotFound("users", id));
            if (!store.hasActiveAdministrator(author.organization())) {
                throw conflict(null, "this is the last active administrator; make someone else one first");
            }
            return changed;
        });
    }

    /** Changes the caller's own time zone. */
    public WorkspaceUser changeOwn(Actor caller, TimeZoneChange change) {
        caller.requireUnrestrictedToken("change your profile");
        return database.inTransaction(() -> {
            epoch.advance(new Author.Caller(caller));
            var me = caller.member().id();
            return store.change(caller.organization(), me, WorkspaceUserChange.of(change), time.instant())
                    .orElseThrow(() -> Problem.recordNotFound("users", me));
        });
    }

    public List<WorkspaceUser> list(Organization organization) {
        return store.list(organization);
    }

    /** @throws Problem RECORD_NOT_FOUND, naming the nearest address there is */
    public WorkspaceUser getByEmail(Organization organization, String email) {
        return store.findByEmail(organization, email).orElseThrow(() -> {
            var addresses = list(organization).stream()
                    .map(user -> user.member().email())
                    .toList();
            return new Problem(
                    ErrorCode.RECORD_NOT_FOUND,
                    "email",
                    "'%s' has no user with the address '%s'%s"
                            .formatted(organization.slug(), email, NearestName.hint(email, addresses)));
        });
    }

    private static Problem conflict(@Nullable String at, String message) {
        return new Problem(ErrorCode.CONFLICT, at, message);
    }
}
