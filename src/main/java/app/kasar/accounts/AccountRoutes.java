package app.kasar.accounts;

import app.kasar.access.Actor;
import app.kasar.access.Author;
import app.kasar.access.OrganizationEpoch;
import app.kasar.access.Role;
import app.kasar.db.Database;
import app.kasar.http.Answer;
import app.kasar.http.Needs;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.Payload;
import app.kasar.json.Shape;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;

/** The routes of callers about themselves and of administrators about their organization. */
public final class AccountRoutes {
    private final OrganizationEpoch epoch;
    private final WorkspaceUsers users;
    private final ApiTokens tokens;
    private final Roles roles;
    private final OrganizationSettings settings;

    public AccountRoutes(Database database, InstantSource time, ObjectNames objectNames) {
        this.epoch = new OrganizationEpoch(database);
        this.users = new WorkspaceUsers(database, time);
        this.tokens = new ApiTokens(database, time, objectNames);
        this.roles = new Roles(database, objectNames);
        this.settings = new OrganizationSettings(database);
    }

    public List<Route> list() {
        return Stream.of(users(), tokens(), organization())
                .flatMap(List::stream)
                .toList();
    }

    private List<Route> users() {
        var user = Payload.data(AccountPayloads.USER);
        return List.of(
                me(),
                route(
                        Method.PATCH,
                        "/me",
                        "Set the caller's own time zone",
                        taking(TimeZoneChange.body()).answering(200, user),
                        this::changeMe),
                route(
                        Method.POST,
                        "/users",
                        "Add a user",
                        byAdministrators(taking(NewWorkspaceUser.shape())).answering(201, user),
                        this::addUser),
                route(
                        Method.PATCH,
                        "/users/{id}",
                        "Rename, activate or give a role",
                        byAdministrators(taking(WorkspaceUserChange.shape())).answering(200, user),
                        this::changeUser));
    }

    private List<Route> tokens() {
        var nobody = new UUID(0, 0);
        return List.of(
                route(
                        Method.GET,
                        "/tokens",
                        "List tokens, without their secrets",
                        nothing()
                                .answering(
                                        200,
                                        Payload.object(Payload.with("data", Payload.listOf(AccountPayloads.TOKEN)))),
                        this::listTokens),
                route(
                        Method.POST,
                        "/tokens",
                        "Issue a token; its secret is shown once",
                        taking(NewApiToken.shape(nobody)).answering(201, Payload.data(AccountPayloads.ISSUED)),
                        this::issueToken),
                route(
                        Method.DELETE,
                        "/tokens/{id}",
                        "Revoke a token",
                        nothing().answering(200, Payload.data(AccountPayloads.TOKEN)),
                        this::revokeToken));
    }

    private List<Route> organization() {
        var settings = Payload.data(AccountPayloads.SETTINGS);
        var role = Payload.data(AccountPayloads.ROLE);
        return List.of(
                route(
                        Method.GET,
                        "/settings",
                        "The organization's settings",
                        nothing().answering(200, settings),
                        this::settings),
                route(
                        Method.PUT,
                        "/settings",
                        "Change settings",
                        byAdministrators(taking(SettingsChange.shape())).answering(200, settings),
                        this::changeSettings),
                route(
                        Method.GET,
                        "/roles/{role}",
                        "What a role may do",
                        nothing().answering(200, role),
                        this::role),
                route(
                        Method.PUT,
                        "/roles/{role}",
                        "Replace what a role may do",
                        byAdministrators(taking(RoleGrants.shape())).answering(200, role),
                        this::replaceRole));
    }

    private static Contents nothing() {
        return new Contents(List.of(), Body.NONE);
    }

    private static Contents taking(Shape<?> shape) {
        return new Contents(List.of(), Body.JSON).taking(Payload.of(shape));
    }

    private static Contents byAdministrators(Contents contents) {
        return contents.needing(Needs.ADMINISTRATOR);
    }

    private Route me() {
        return new Route(
                Method.GET,
                "/me",
                Audience.INBOX,
                "Who the token stands for",
                nothing().answering(200, AccountPayloads.ME),
                current(AccountRoutes::me));
    }

    private static Answer me(Request request) {
        return Answer.ok(json -> {
            json.writeStartObject();
            AccountJson.me(json, request.actor());
            json.writeEndObject();
        });
    }

    private Answer changeMe(Request request) {
        var user = users.changeOwn(request.actor(), TimeZoneChange.read(request.bodyObject()));
        return Answer.ok(json -> object(json, () -> AccountJson.user(json, user)));
    }

    private Answer addUser(Request request) {
        var author = author(request);
        author.requireAdmin("add users");
        var user = users.add(author, NewWorkspaceUser.read(request.bodyObject()));
        return Answer.created(json -> object(json, () -> AccountJson.user(json, user)));
    }

    private Answer changeUser(Request request) {
        var author = author(request);
        author.requireAdmin("change users");
        var user = users.change(author, request.id("id"), WorkspaceUserChange.read(request.bodyObject()));
        return Answer.ok(json -> object(json, () -> AccountJson.user(json, user)));
    }

    private Answer listTokens(Request request) {
        var found = tokens.list(request.actor());
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("data");
            for (var token : found) {
                json.writeStartObject();
                AccountJson.token(json, token);
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Answer issueToken(Request request) {
        var asked =
                NewApiToken.read(request.bodyObject(), request.actor().member().id());
        var issued = tokens.issue(author(request), asked);
        return Answer.created(json -> object(json, () -> {
                    AccountJson.token(json, issued.token());
                    json.writeStringProperty("token", issued.secret().reveal());
                }))
                .withHeader("Cache-Control", "no-store");
    }

    private Answer revokeToken(Request request) {
        var token = tokens.revoke(author(request), request.id("id"));
        return Answer.ok(json -> object(json, () -> AccountJson.token(json, token)));
    }

    private Answer settings(Request request) {
        var organization = settings.get(request.actor());
        return Answer.ok(json -> object(json, () -> AccountJson.settings(json, organization)));
    }

    private Answer changeSettings(Request request) {
        var organization = settings.change(author(request), request.bodyObject());
        return Answer.ok(json -> object(json, () -> AccountJson.settings(json, organization)));
    }

    private Answer role(Request request) {
        var grants = roles.get(request.actor(), roleIn(request));
        return Answer.ok(json -> object(json, () -> AccountJson.role(json, grants)));
    }

    private Answer replaceRole(Request request) {
        var author = author(request);
        author.requireAdmin("change what roles may do");
        var grants = roles.replace(author, RoleGrants.read(roleIn(request), request.bodyObject()));
        return Answer.ok(json -> object(json, () -> AccountJson.role(json, grants)));
    }

    private static Role roleIn(Request request) {
        var name = request.path("role");
        return Role.find(name)
                .orElseThrow(() -> Problem.invalid(
                        "role",
                        "there is no role '%s'%s; known are %s"
                                .formatted(
                                        name,
                                        NearestName.hint(name, Role.wireNames()),
                                        String.join(", ", Role.wireNames()))));
    }

    private static Author author(Request request) {
        Actor actor = request.actor();
        return new Author.Caller(actor);
    }

    private static void object(JsonGenerator json, Runnable properties) {
        json.writeStartObject();
        json.writeObjectPropertyStart("data");
        properties.run();
        json.writeEndObject();
        json.writeEndObject();
    }

    private Route route(Method method, String path, String summary, Contents contents, Route.Handler handler) {
        return new Route(method, path, Audience.API, summary, contents, current(handler));
    }

    // What a caller may do here is decided from memory, a refusal too; so memory is checked first.
    private Route.Handler current(Route.Handler handler) {
        return request -> {
            epoch.requireCurrent(request.actor());
            return handler.handle(request);
        };
    }
}
