package app.kasar.access;

import app.kasar.problem.Problem;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;

/**
 * Who is calling, as known at one moment.
 *
 * @param epoch the organization's epoch when this was read; statements made for this actor check that it still holds
 */
public record Actor(Organization organization, Member member, TokenClaims token, Permissions permissions, long epoch) {
    /** Stands for the token of whoever works at the command line. */
    public static final UUID NO_TOKEN = new UUID(0, 0);

    /** The operator of the installation, at its command line, doing work in an administrator's name and without a token. */
    public static Actor atCommandLine(Organization organization, Member administrator, long epoch) {
        var claims = new TokenClaims(NO_TOKEN, "command line", EnumSet.allOf(Scope.class), null, null);
        return new Actor(
                organization, administrator, claims, new Permissions(Role.ADMIN, Map.of(), false, null), epoch);
    }

    /** The organization's settings as they hold for the caller: in their own time zone, where they have one. */
    public Organization.Settings settings() {
        var own = member.timeZone();
        return own == null ? organization.settings() : organization.settings().in(own);
    }

    public boolean isAdmin() {
        return permissions.role() == Role.ADMIN;
    }

    /** @throws Problem PERMISSION_DENIED unless the caller is an administrator; for what only reads */
    public void requireAdminReader(String what) {
        if (!isAdmin()) {
            throw Problem.denied("only administrators may " + what);
        }
    }

    /** @throws Problem PERMISSION_DENIED unless the caller is an administrator whose token may do this */
    public void requireAdmin(String what) {
        requireAdminReader(what);
        requireUnrestrictedToken(what);
    }

    /** @throws Problem PERMISSION_DENIED when somebody else issued the token, for what is its user's alone */
    public void requireOwnToken(String what) {
        if (!token.isOwn()) {
            throw Problem.denied("this token was issued by somebody else than its user and may not " + what);
        }
    }

    /** @throws Problem PERMISSION_DENIED when the token is read-only or limited to some objects; it must not widen itself */
    public void requireUnrestrictedToken(String what) {
        if (permissions.readOnlyToken()) {
            throw Problem.denied("this token is read-only and may not " + what);
        }
        if (permissions.objects() != null) {
            throw Problem.denied("this token is limited to some objects and may not " + what);
        }
    }
}
