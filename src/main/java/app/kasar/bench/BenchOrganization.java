package app.kasar.bench;

import app.kasar.access.Actor;
import app.kasar.access.Author;
import app.kasar.access.Organization;
import app.kasar.access.Role;
import app.kasar.access.Scope;
import app.kasar.accounts.Administration;
import app.kasar.accounts.NewApiToken;
import app.kasar.accounts.NewOrganization;
import app.kasar.accounts.NewWorkspaceUser;
import app.kasar.accounts.TokenTerms;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The organization the benchmark works on, with a token for this run. */
final class BenchOrganization {
    private static final String EMAIL = "bench@kasar.test";
    private static final int USERS = 20;

    private final Administration administration;
    private final Database database;
    private final BenchSize size;
    private final String slug;

    /** One organization a size, so that each is loaded once only and is as large as its name says. */
    BenchOrganization(Administration administration, Database database, BenchSize size) {
        this(administration, database, size, "bench-" + size.contacts());
    }

    BenchOrganization(Administration administration, Database database, BenchSize size, String slug) {
        this.administration = administration;
        this.database = database;
        this.size = size;
        this.slug = slug;
    }

    /** A caller of the organization and the token that proves them. */
    record Caller(Actor actor, String token) {
        String schemaName() {
            return actor.organization().schemaName();
        }
    }

    /** @param authenticate a token's owner */
    Caller caller(Function<String, Actor> authenticate) {
        var organization = administration.organizations().findBySlug(slug).orElseGet(this::create);
        var user = administration.users().getByEmail(organization, EMAIL);
        var terms = new TokenTerms("bench", EnumSet.allOf(Scope.class), false, null);
        var token = administration
                .tokens()
                .issue(
                        new Author.Operator(organization),
                        new NewApiToken(user.member().id(), terms, null))
                .secret()
                .reveal();
        return new Caller(authenticate.apply(token), token);
    }

    private Organization create() {
        var organization = administration
                .organizations()
                .create(NewOrganization.of(slug, "Bench", EMAIL, "Bench Administrator"))
                .organization();
        for (var number = 1; number < USERS; number++) {
            var user = new NewWorkspaceUser("user" + number + "@kasar.test", "User " + number, Role.MEMBER);
            administration.users().add(new Author.Operator(organization), user);
        }
        return organization;
    }

    List<UUID> users(Caller caller) {
        return administration.users().list(caller.actor().organization()).stream()
                .map(user -> user.member().id())
                .sorted()
                .toList();
    }

    /** Opportunities are loaded last. */
    boolean isLoaded(Caller caller) {
        return count(caller, "contacts") >= size.contacts() && count(caller, "opportunities") >= size.opportunities();
    }

    boolean hasTasks(Caller caller) {
        return count(caller, "tasks") >= size.tasks();
    }

    long count(Caller caller, String table) {
        return database.find(
                        Statement.fixed("SELECT count(*) FROM \"%s\".\"%s\"".formatted(caller.schemaName(), table)),
                        row -> row.number(1))
                .orElse(0L);
    }
}
