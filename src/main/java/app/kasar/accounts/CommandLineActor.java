package app.kasar.accounts;

import app.kasar.access.Actor;
import app.kasar.access.Organization;
import app.kasar.access.Role;
import app.kasar.schema.SchemaCache;

/** Who acts when the operator works on an organization's records at the command line: its first administrator. */
public final class CommandLineActor {
    private CommandLineActor() {}

    /** @throws IllegalStateException when no administrator is active */
    public static Actor of(Organization organization, Administration administration, SchemaCache schemas) {
        var epoch = schemas.current(organization.schemaName()).epoch();
        var member = administration.users().list(organization).stream()
                .filter(user -> user.role() == Role.ADMIN && user.isActive())
                .map(WorkspaceUser::member)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "the organization '%s' has no active administrator".formatted(organization.slug())));
        return Actor.atCommandLine(organization, member, epoch);
    }
}
