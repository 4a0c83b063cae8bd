package app.kasar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import app.kasar.DatabaseExtension;
import app.kasar.TestPostgres;
import app.kasar.TestPostgres.FreshDatabase;
import app.kasar.access.Authentication;
import app.kasar.access.LastUses;
import app.kasar.accounts.Administration;
import app.kasar.accounts.Organizations;
import app.kasar.db.Migrations;
import app.kasar.json.Json;
import app.kasar.server.DatabaseSession;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(DatabaseExtension.class)
class AccountCommandsTest {
    private final FreshDatabase fresh;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    AccountCommandsTest(FreshDatabase fresh) {
        this.fresh = fresh;
    }

    @Test
    void org_create_prints_what_scripts_need() {
        var created = create("acme");
        assertThat(created.propertyNames())
                .containsExactly("organizationId", "schemaName", "userId", "workspaceUserId", "token");
        assertThat(created.get("schemaName").stringValue()).startsWith("acme_");
        assertThat(authenticates(created.get("token").stringValue())).isTrue();
        assertThat(json("org", "list"))
                .anySatisfy(one -> assertThat(one.get("slug").stringValue()).isEqualTo("acme"));
    }

    @Test
    void a_user_is_created_given_a_token_and_deactivated() {
        create("users");
        var user = json(
                "user", "create", "--org", "users", "--email", "bob@acme.test", "--name", "Bob", "--role", "viewer");
        assertThat(user.propertyNames()).containsExactly("workspaceUserId");
        var token = json(
                "token",
                "create",
                "--org",
                "users",
                "--email",
                "bob@acme.test",
                "--name",
                "script",
                "--scopes",
                "mcp,inbox:content");
        assertThat(token.propertyNames()).containsExactly("token", "id");
        assertThat(authenticates(token.get("token").stringValue())).isTrue();
        assertThat(json("user", "deactivate", "--org", "users", "--email", "bob@acme.test"))
                .isEqualTo(user);
        assertThat(authenticates(token.get("token").stringValue())).isFalse();
        assertThat(json("user", "list", "--org", "users").get(1).get("isActive").booleanValue())
                .isFalse();
    }

    @Test
    void a_token_is_listed_without_its_secret_and_revoked() {
        var secret = create("tokens").get("token").stringValue();
        var listed = json("token", "list", "--org", "tokens");
        assertThat(listed.toString()).contains(secret.substring(0, 12)).doesNotContain(secret);
        var revoked = json(
                "token",
                "revoke",
                "--org",
                "tokens",
                "--id",
                listed.get(0).get("id").stringValue());
        assertThat(revoked.get("revokedAt").isNull()).isFalse();
        assertThat(authenticates(secret)).isFalse();
    }

    @Test
    void people_get_text_with_the_token_in_it() {
        assertThat(run(
                        "org",
                        "create",
                        "--slug",
                        "people",
                        "--name",
                        "People",
                        "--admin-email",
                        "a@b.test",
                        "--admin-name",
                        "A"))
                .isZero();
        assertThat(out.toString()).contains("The token is shown only now").containsPattern("ksr_[A-Za-z0-9_-]{43}");
    }

    @Test
    void refusals_end_with_1_and_a_plain_message() {
        create("refused");
        assertThat(run("user", "list", "--org", "refusd")).isEqualTo(1);
        assertThat(err.toString()).contains("did you mean 'refused'?").doesNotContain("\tat ");
        assertThat(run("user", "create", "--org", "refused", "--email", "bob", "--name", "", "--role", "boss"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("email", "full_name", "role");
        assertThat(run(
                        "org",
                        "create",
                        "--slug",
                        "refused",
                        "--name",
                        "R",
                        "--admin-email",
                        "a@b.test",
                        "--admin-name",
                        "A"))
                .isEqualTo(1);
    }

    @Test
    void a_wrong_command_line_ends_with_2() {
        assertThat(run("org")).isEqualTo(2);
        assertThat(run("org", "create")).isEqualTo(2);
        assertThat(run("token", "revoke", "--org", "x", "--id", "not-an-id")).isEqualTo(2);
    }

    private JsonNode create(String slug) {
        return json(
                "org",
                "create",
                "--slug",
                slug,
                "--name",
                "Name",
                "--admin-email",
                "ada@acme.test",
                "--admin-name",
                "Ada Byron");
    }

    private JsonNode json(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        assertThat(run(all.toArray(String[]::new))).as(err.toString()).isZero();
        return Json.read(out.toString(), null);
    }

    private int run(String... arguments) {
        out.getBuffer().setLength(0);
        var all = new ArrayList<>(List.of(arguments));
        if (arguments.length > 1) {
            all.add("--database-url");
            all.add(fresh.jdbcUrl() + "?user=" + TestPostgres.server().user() + "&password="
                    + TestPostgres.server().password());
        }
        return Kasar.commandLine(
                        (settings, session) -> {
                            throw new AssertionError("the server must not start");
                        },
                        session -> {
                            throw new AssertionError("nothing is filled");
                        },
                        AccountCommands.all(AccountCommandsTest::administration))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private static Administration administration(DatabaseSession session) {
        return Administration.of(
                session.database(),
                InstantSource.system(),
                new Organizations.NewSchema(schema -> Migrations.organization(session.pool(), schema), schema -> {}),
                organization -> Map.of("contacts", Set.of("id")));
    }

    private boolean authenticates(String token) {
        try (var lastUses = new LastUses(fresh.database())) {
            new Authentication(fresh.database(), InstantSource.system(), lastUses).authenticate(token);
            return true;
        } catch (app.kasar.problem.Problem refused) {
            return false;
        }
    }
}
