package app.kasar.access;

import app.kasar.problem.Problem;

/**
 * Who is calling, as known at one moment.
 *
 * @param epoch the organization's epoch when this was read; statements made for this actor check that it still holds
 */
public record Actor(Organization organization, Member member, TokenClaims token, Permissions permissions, long epoch) {

    public boolean isAdmin() {
        return permissions.role() == Role.ADMIN;
    }

    /** @throws Problem PERMISSION_DENIED unless the caller is an administrator whose token may do this */
    public void requireAdmin(String what) {
        if (!isAdmin()) {
            throw Problem.denied("only administrators may " + what);
        }
        if (permissions.readOnlyToken()) {
            throw Problem.denied("this token is read-only and may not " + what);
        }
    }
}
