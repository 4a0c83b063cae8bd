package app.kasar.accounts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import app.kasar.DatabaseExtension;
import app.kasar.access.CorsOrigins;
import app.kasar.access.Role;
import app.kasar.db.StaleSnapshot;
import app.kasar.http.Answer;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.json.Json;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Problem;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

@ExtendWith(DatabaseExtension.class)
class AccountRoutesTest {
    private final Accounts accounts;
    private final List<Route> routes;

    AccountRoutesTest(HikariDataSource pool) {
        this.accounts = new Accounts(pool);
        this.routes = new AccountRoutes(accounts.database, accounts.time, Accounts.OBJECTS).list();
    }

    @Test
    void me_is_what_the_contract_says() {
        var acme = accounts.create("me");
        assertThat(call(acme.token(), "GET /me", null)).isEqualTo(json("""
                                {"userId":"%s","organizationId":"%s","workspaceUserId":"%s","isAdmin":true,
                                 "scopes":["mcp","inbox:content"],
                                 "profile":{"full_name":"Ada Byron","email":"ada@acme.test","avatar_url":null,
                                            "time_zone":null}}""".formatted(
                        acme.administrator().member().userId(),
                        acme.organization().id(),
                        acme.administrator().member().id())));
    }

    @Test
    void users_are_added_and_changed() {
        var acme = accounts.create("users");
        var added = call(
                        acme.token(),
                        "POST /users",
                        "{\"user_email\":\"bob@acme.test\",\"full_name\":\"Bob\",\"role\":\"viewer\"}")
                .get("data");
        assertThat(added.propertyNames())
                .containsExactly(
                        "id", "full_name", "user_email", "role", "is_active", "avatar_url", "time_zone", "created_at");
        assertThat(added.get("created_at").stringValue()).isEqualTo("2026-03-01T12:00:00Z");
        var changed = call(
                acme.token(),
                "PATCH /users/{id}",
                "{\"role\":\"member\",\"is_active\":false}",
                "id",
                added.get("id").stringValue());
        assertThat(changed.at("/data/role").stringValue()).isEqualTo("member");
        assertThat(changed.at("/data/is_active").booleanValue()).isFalse();
        assertThat(changed.at("/data/full_name").stringValue()).isEqualTo("Bob");
    }

    @Test
    void names_every_fault_of_a_new_user() {
        var acme = accounts.create("faults");
        assertThat(refusal(acme.token(), "POST /users", "{\"user_email\":\"bob\",\"role\":\"boss\",\"name\":\"Bob\"}")
                        .faults())
                .extracting(Fault::at)
                .containsExactly("user_email", "full_name", "role", "name");
    }

    @Test
    void a_token_is_shown_whole_once() {
        var acme = accounts.create("tokens");
        var issued = call(
                        acme.token(),
                        "POST /tokens",
                        "{\"name\":\"script\",\"access\":\"read\",\"objects\":[\"contacts\"]}")
                .get("data");
        assertThat(issued.get("token").stringValue())
                .startsWith(issued.get("prefix").stringValue())
                .hasSize(47);
        var listed = call(acme.token(), "GET /tokens", null).get("data");
        assertThat(listed).hasSize(2);
        assertThat(listed.get(0).propertyNames())
                .containsExactly(
                        "id",
                        "workspace_user_id",
                        "issued_by",
                        "name",
                        "prefix",
                        "scopes",
                        "access",
                        "objects",
                        "created_at",
                        "expires_at",
                        "last_used_at",
                        "revoked_at");
        var revoked = call(
                acme.token(),
                "DELETE /tokens/{id}",
                null,
                "id",
                issued.get("id").stringValue());
        assertThat(revoked.at("/data/revoked_at").stringValue()).isEqualTo("2026-03-01T12:00:00Z");
    }

    @Test
    void settings_that_are_not_named_stay() {
        var acme = accounts.create("settings");
        assertThat(call(acme.token(), "GET /settings", null)).isEqualTo(json("""
                                {"data":{"name":"Name of settings","default_country":"US","time_zone":"UTC",
                                 "allowed_origins":[],"rate_limit":null}}"""));
        call(acme.token(), "PUT /settings", "{\"rate_limit\":7,\"time_zone\":\"Europe/Paris\"}");
        var whole = call(acme.token(), "PUT /settings", "{\"default_country\":\"fr\"}");
        assertThat(whole).isEqualTo(json("""
                                {"data":{"name":"Name of settings","default_country":"FR","time_zone":"Europe/Paris",
                                 "allowed_origins":[],"rate_limit":7}}"""));
        assertThat(call(acme.token(), "PUT /settings", whole.get("data").toString()))
                .isEqualTo(whole);
        assertThat(call(acme.token(), "PUT /settings", "{\"rate_limit\":null}")
                        .at("/data/rate_limit")
                        .isNull())
                .isTrue();
    }

    @Test
    void names_every_fault_of_settings() {
        var acme = accounts.create("bad-settings");
        var refused = refusal(acme.token(), "PUT /settings", """
                {"name":"","default_country":"UK","time_zone":"Europe/Pariss","allowed_origins":["*"],"rate_limit":-1}""");
        assertThat(refused.faults())
                .extracting(Fault::at)
                .containsExactly("name", "default_country", "time_zone", "allowed_origins[0]", "rate_limit");
        assertThat(refused.faults().get(2).message()).endsWith("did you mean 'Europe/Paris'?");
    }

    @Test
    void allowed_origins_open_preflights_a_few_seconds_later() {
        var acme = accounts.create("origins");
        var origins = new CorsOrigins(accounts.database, accounts.time);
        assertThat(origins.isAllowed("https://app.acme.test")).isFalse();
        call(acme.token(), "PUT /settings", "{\"allowed_origins\":[\"https://APP.acme.test:443\"]}");
        accounts.pass(Duration.ofSeconds(6));
        assertThat(origins.isAllowed("https://app.acme.test")).isTrue();
        assertThat(origins.isAllowed("https://acme.test")).isFalse();
        assertThat(origins.isAllowed("https://app.acme.test\0")).isFalse();
    }

    @Test
    void grants_are_replaced_and_count_for_members() {
        var acme = accounts.create("grants");
        var bob = accounts.add(acme, "bob@acme.test", Role.MEMBER);
        var token = accounts.token(acme, bob.member().id());
        assertThat(call(acme.token(), "GET /roles/{role}", null, "role", "viewer"))
                .isEqualTo(json("""
                                {"data":{"role":"viewer","grants":{"*":{"read":"all","create":"none","update":"none",
                                 "delete":"none","hidden_fields":[]}}}}"""));
        var grants = """
                {"grants":{"contacts":{"read":"own","create":"all","update":"own","delete":"none",
                 "hidden_fields":["salary"]}}}""";
        var replaced = call(acme.token(), "PUT /roles/{role}", grants, "role", "member");
        assertThat(replaced.at("/data/grants").propertyNames()).containsExactly("*", "contacts");
        assertThat(call(acme.token(), "GET /roles/{role}", null, "role", "member"))
                .isEqualTo(replaced);
        var permissions = accounts.actor(token).permissions();
        assertThat(permissions.grant("contacts", app.kasar.access.Action.DELETE))
                .isEqualTo(app.kasar.access.Grant.NONE);
        assertThat(permissions.isHidden("contacts", "salary")).isTrue();
        call(acme.token(), "PUT /roles/{role}", "{\"grants\":{}}", "role", "member");
        assertThat(call(acme.token(), "GET /roles/{role}", null, "role", "member")
                        .at("/data/grants")
                        .propertyNames())
                .containsExactly("*");
    }

    @Test
    void grants_name_only_what_there_is() {
        var acme = accounts.create("no-such");
        var grants = """
                {"grants":{"contact":{"read":"all","create":"all","update":"all","delete":"all"},
                 "contacts":{"read":"all","create":"all","update":"all","delete":"all","hidden_fields":["salry","id"]}}}""";
        assertThat(refusal(acme.token(), "PUT /roles/{role}", grants, "role", "member")
                        .faults())
                .extracting(Fault::message)
                .containsExactly(
                        "there is no object 'contact'; did you mean 'contacts'?",
                        "'contacts' has no field 'salry'; did you mean 'salary'?",
                        "the field 'id' cannot be hidden");
        assertThat(refusal(acme.token(), "PUT /roles/{role}", "{\"grants\":{}}", "role", "admin")
                        .code())
                .isEqualTo(ErrorCode.VALIDATION_ERROR);
        assertThat(refusal(acme.token(), "GET /roles/{role}", null, "role", "membr"))
                .hasMessageContaining("did you mean 'member'?");
        var writing =
                "{\"grants\":{\"*\":{\"read\":\"all\",\"create\":\"all\",\"update\":\"none\",\"delete\":\"none\"}}}";
        assertThat(refusal(acme.token(), "PUT /roles/{role}", writing, "role", "viewer"))
                .hasMessageContaining("viewers only read");
    }

    @Test
    void members_are_refused_what_administrators_do() {
        var acme = accounts.create("denied");
        var bob = accounts.add(acme, "bob@acme.test", Role.MEMBER);
        var token = accounts.token(acme, bob.member().id());
        for (var route : List.of(
                "POST /users",
                "PATCH /users/{id}",
                "GET /settings",
                "PUT /settings",
                "GET /roles/{role}",
                "PUT /roles/{role}")) {
            assertThat(refusal(
                                    token,
                                    route,
                                    "{\"grants\":{}}",
                                    "role",
                                    "member",
                                    "id",
                                    bob.member().id().toString())
                            .code())
                    .as(route)
                    .isEqualTo(ErrorCode.PERMISSION_DENIED);
        }
    }

    @Test
    void every_route_notices_what_the_caller_does_not_know_yet() {
        var acme = accounts.create("notice");
        var actor = accounts.actor(acme.token());
        accounts.add(acme, "bob@acme.test", Role.MEMBER);
        for (var route : routes) {
            assertThatExceptionOfType(StaleSnapshot.class)
                    .as(route.path())
                    .isThrownBy(() -> route.handler()
                            .handle(new Request(
                                    actor, "r", Map.of(), Map.of(), name -> Optional.empty(), Request.Content.NONE)));
        }
    }

    private JsonNode call(IssuedToken token, String route, @Nullable String body, String... path) {
        return Json.read(
                new String(answer(token, route, body, path).body(), java.nio.charset.StandardCharsets.UTF_8), null);
    }

    private Problem refusal(IssuedToken token, String route, @Nullable String body, String... path) {
        try {
            answer(token, route, body, path);
        } catch (Problem refused) {
            return refused;
        }
        throw new AssertionError(route + " was not refused");
    }

    /** As the server does: the caller is loaded anew when something has changed. */
    private Answer answer(IssuedToken token, String route, @Nullable String body, String... path) {
        accounts.authentication.forget(accounts.actor(token));
        var values = new HashMap<String, String>();
        for (var i = 0; i < path.length; i += 2) {
            values.put(path[i], path[i + 1]);
        }
        var found = routes.stream()
                .filter(one -> route.equals(one.method() + " " + one.path()))
                .findFirst()
                .orElseThrow();
        return found.handler()
                .handle(new Request(
                        accounts.actor(token),
                        "request",
                        values,
                        Map.of(),
                        name -> Optional.empty(),
                        new Request.Content(body == null ? null : json(body), null)));
    }

    private static JsonNode json(String text) {
        return Json.read(text, null);
    }
}
