package app.kasar.api;

import app.kasar.access.Author;
import app.kasar.access.Organization;
import app.kasar.access.Role;
import app.kasar.access.Scope;
import app.kasar.accounts.CreatedOrganization;
import app.kasar.accounts.NewApiToken;
import app.kasar.accounts.NewWorkspaceUser;
import app.kasar.accounts.TokenTerms;
import java.util.EnumSet;
import java.util.Map;
import java.util.UUID;

/** An organization of a test, its administrator's client, and more users at will. */
public final class TestOrganization {
    private final RunningKasar kasar;
    private final CreatedOrganization created;
    private final Client admin;

    TestOrganization(RunningKasar kasar, CreatedOrganization created, Client admin) {
        this.kasar = kasar;
        this.created = created;
        this.admin = admin;
    }

    /** A user with a client of their own. */
    public record User(UUID id, Client client) {}

    public Organization organization() {
        return created.organization();
    }

    public String schemaName() {
        return created.organization().schemaName();
    }

    /** The administrator's. */
    public String token() {
        return created.token().secret().reveal();
    }

    /** The administrator's client. */
    public Client admin() {
        return admin;
    }

    public UUID adminId() {
        return created.administrator().member().id();
    }

    public User user(String email, Role role) {
        var author = new Author.Operator(created.organization());
        var user = kasar.administration().users().add(author, new NewWorkspaceUser(email, "Name of " + email, role));
        var terms = new TokenTerms("test", EnumSet.allOf(Scope.class), false, null);
        var token = kasar.administration()
                .tokens()
                .issue(author, new NewApiToken(user.member().id(), terms, null));
        return new User(user.member().id(), kasar.client(token.secret().reveal()));
    }

    /** Grants of a role on one object, and "all" on every other. */
    public void grant(Role role, String object, Map<String, Object> grants) {
        admin.put("/roles/" + role.wireName(), Map.of("grants", Map.of(object, grants)))
                .expect(200);
    }
}
