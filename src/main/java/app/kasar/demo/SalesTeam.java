package app.kasar.demo;

import app.kasar.access.Author;
import app.kasar.access.Member;
import app.kasar.access.Organization;
import app.kasar.access.Role;
import app.kasar.accounts.NewWorkspaceUser;
import app.kasar.accounts.WorkspaceUser;
import app.kasar.accounts.WorkspaceUsers;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The colleagues who own the records of the demo, added to an organization once. */
final class SalesTeam {
    private static final List<String> NAMES =
            List.of("Maya Okafor", "Jonas Lindqvist", "Claire Fontaine", "Diego Herrera");
    static final int SIZE = NAMES.size();

    private final WorkspaceUsers users;

    SalesTeam(WorkspaceUsers users) {
        this.users = users;
    }

    /** @param added how many of them were not in the organization before */
    record Ready(List<Member> members, int added) {}

    Ready in(Organization organization) {
        var known = users.list(organization);
        var members = new ArrayList<Member>();
        var added = 0;
        for (var name : NAMES) {
            var email = email(name, organization);
            var existing = known.stream()
                    .map(WorkspaceUser::member)
                    .filter(member -> member.email().equalsIgnoreCase(email))
                    .findFirst();
            added += existing.isPresent() ? 0 : 1;
            members.add(existing.orElseGet(
                    () -> users.add(new Author.Operator(organization), new NewWorkspaceUser(email, name, Role.MEMBER))
                            .member()));
        }
        return new Ready(members, added);
    }

    private static String email(String name, Organization organization) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '.') + "@" + organization.slug() + ".example";
    }
}
