package app.kasar.accounts;

import app.kasar.access.Actor;
import app.kasar.access.Authentication;
import app.kasar.access.Author;
import app.kasar.access.LastUses;
import app.kasar.access.Role;
import app.kasar.access.SchemaTable;
import app.kasar.access.Scope;
import app.kasar.db.Database;
import app.kasar.db.Migrations;
import app.kasar.db.Statement;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The accounts of one test database, under a clock that tests set. */
public final class Accounts {
    static final ObjectNames OBJECTS =
            organization -> Map.of("contacts", Set.of("id", "first_name", "salary"), "companies", Set.of("id", "name"));

    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    final InstantSource time = () -> now;
    final Database database;
    final LastUses lastUses;
    final Authentication authentication;
    final WorkspaceUsers users;
    final ApiTokens tokens;
    final Roles roles;
    final OrganizationSettings settings;
    final Organizations organizations;

    public Accounts(HikariDataSource pool) {
        this(pool, schema -> {});
    }

    Accounts(HikariDataSource pool, ObjectInstaller installer) {
        database = new Database(pool);
        lastUses = new LastUses(database);
        authentication = new Authentication(database, time, lastUses);
        users = new WorkspaceUsers(database, time);
        tokens = new ApiTokens(database, time, OBJECTS);
        roles = new Roles(database, OBJECTS);
        settings = new OrganizationSettings(database);
        organizations = new Organizations(
                database,
                time,
                new Organizations.NewSchema(schema -> Migrations.organization(pool, schema), installer),
                users,
                tokens);
    }

    void pass(Duration duration) {
        now = now.plus(duration);
    }

    CreatedOrganization create(String slug) {
        return organizations.create(NewOrganization.of(slug, "Name of " + slug, "ada@acme.test", "Ada Byron"));
    }

    Actor actor(IssuedToken token) {
        return authentication.authenticate(token.secret().reveal());
    }

    WorkspaceUser add(CreatedOrganization to, String email, Role role) {
        return users.add(operator(to), new NewWorkspaceUser(email, "Name of " + email, role));
    }

    IssuedToken token(CreatedOrganization of, UUID user) {
        return tokens.issue(operator(of), new NewApiToken(user, terms(), null));
    }

    static TokenTerms terms() {
        return new TokenTerms("script", EnumSet.of(Scope.MCP), false, null);
    }

    static Author operator(CreatedOrganization created) {
        return new Author.Operator(created.organization());
    }

    long epoch(CreatedOrganization created) {
        var state = SchemaTable.of(created.organization().schemaName(), "state");
        return database.find(Statement.fixed("SELECT epoch FROM " + state), row -> row.number(1))
                .orElseThrow();
    }

    List<String> texts(String sql) {
        return database.list(Statement.fixed(sql), row -> row.requiredText(1));
    }
}
