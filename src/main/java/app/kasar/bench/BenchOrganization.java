package app.kasar.bench;

import app.kasar.access.Actor;
import app.kasar.access.Author;
import app.kasar.access.Organization;
import app.kasar.access.Scope;
import app.kasar.accounts.Administration;
import app.kasar.accounts.NewApiToken;
import app.kasar.accounts.NewOrganization;
import app.kasar.accounts.TokenTerms;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import java.util.EnumSet;
import java.util.function.Function;

/** The organization the benchmark works on, with a token for this run. */
final class BenchOrganization {
    private static final String SLUG = "bench";
    private static final String EMAIL = "bench@kasar.test";

    private final Administration administration;
    private final Database database;

    BenchOrganization(Administration administration, Database database) {
        this.administration = administration;
        this.database = database;
    }

    /** A caller of the organization and the token that proves them. */
    record Caller(Actor actor, String token) {
        String schemaName() {
            return actor.organization().schemaName();
        }
    }

    /** @param authenticate a token's owner */
    Caller caller(Function<String, Actor> authenticate) {
        var organization = administration.organizations().findBySlug(SLUG).orElseGet(this::create);
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
        return administration
                .organizations()
                .create(NewOrganization.of(SLUG, "Bench", EMAIL, "Bench Administrator"))
                .organization();
    }

    long contacts(Caller caller) {
        return count(caller, "contacts");
    }

    private long count(Caller caller, String table) {
        return database.find(
                        Statement.fixed("SELECT count(*) FROM \"%s\".\"%s\"".formatted(caller.schemaName(), table)),
                        row -> row.number(1))
                .orElse(0L);
    }
}
