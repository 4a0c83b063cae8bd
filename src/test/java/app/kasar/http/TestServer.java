package app.kasar.http;

import app.kasar.access.Actor;
import app.kasar.access.Member;
import app.kasar.access.Organization;
import app.kasar.access.Permissions;
import app.kasar.access.Role;
import app.kasar.access.Scope;
import app.kasar.access.TokenClaims;
import app.kasar.db.Database;
import app.kasar.json.Json;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/** The real server on a free port, with routes and callers a test makes up. */
final class TestServer implements AutoCloseable {
    static final String TOKEN = "ksr_admin";
    static final String INBOX_TOKEN = "ksr_inbox";
    static final String ORIGIN = "https://crm.example.test";
    static final String SCHEMA = "acme_1";

    final Callers callers = new Callers();
    final HttpClient client = HttpClient.newHttpClient();
    private final ApiServer server;

    /** Refusals look whether the caller is still as they were read. */
    private static void makeState(Database database) {
        database.executeScript(
                "CREATE SCHEMA IF NOT EXISTS %1$s; CREATE TABLE IF NOT EXISTS %1$s.state AS SELECT 1::bigint AS epoch"
                        .formatted(SCHEMA));
    }

    private TestServer(ServerSettings settings, List<Route> routes, Database database, InstantSource clock) {
        var metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        server = ApiServer.start(
                settings, routes, callers, ORIGIN::equals, new Platform(database, metrics, clock, PublicPages.NONE));
    }

    static TestServer start(Database database, Route... routes) {
        return start(settings(0), database, InstantSource.system(), routes);
    }

    static TestServer start(ServerSettings settings, Database database, InstantSource clock, Route... routes) {
        makeState(database);
        return new TestServer(settings, List.of(routes), database, clock);
    }

    /** A server whose database cannot be reached. */
    static TestServer startWithoutDatabase(Database away, Route... routes) {
        return new TestServer(settings(0), List.of(routes), away, InstantSource.system());
    }

    /** A database where nobody listens. */
    static Database databaseAway() {
        var config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/none");
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(250);
        return new Database(new HikariDataSource(config));
    }

    static ServerSettings settings(int rateLimit) {
        return new ServerSettings("127.0.0.1", 0, null, false, rateLimit);
    }

    static Route get(String path, Route.Handler handler, Parameter... parameters) {
        return route(Route.Method.GET, path, Route.Body.NONE, handler, parameters);
    }

    static Route post(String path, Route.Handler handler, Parameter... parameters) {
        return route(Route.Method.POST, path, Route.Body.OPTIONAL_JSON, handler, parameters);
    }

    static Route route(
            Route.Method method, String path, Route.Body body, Route.Handler handler, Parameter... parameters) {
        return new Route(
                method,
                path,
                Route.Audience.API,
                "A route of a test.",
                new Route.Contents(Arrays.asList(parameters), body),
                handler);
    }

    static Answer text(String text) {
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeStringProperty("data", text);
            json.writeEndObject();
        });
    }

    /** Sends an authenticated request; {@code headers} are names and values in turn. */
    Reply send(String method, String path, String body, String... headers) {
        var all = new java.util.ArrayList<>(List.of("Authorization", "Bearer " + TOKEN));
        all.addAll(List.of(headers));
        return sendBare(method, path, body, all.toArray(String[]::new));
    }

    Reply get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    Reply sendBare(String method, String path, String body, String... headers) {
        var publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        var builder =
                HttpRequest.newBuilder(uri(path)).method(method, publisher).version(HttpClient.Version.HTTP_1_1);
        if (headers.length > 0) {
            builder.headers(headers);
        }
        return send(builder.build());
    }

    Reply send(HttpRequest request) {
        try {
            return new Reply(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    URI uri(String path) {
        return URI.create(server.address() + path);
    }

    URI address() {
        return server.address();
    }

    /** Everything the server says to some bytes until it closes the connection. */
    String raw(String text) throws IOException {
        try (var socket = new Socket(address().getHost(), address().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        server.close();
        client.close();
    }

    /** An answer as a test looks at it. */
    record Reply(HttpResponse<String> response) {
        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        JsonNode json() {
            return Json.read(response.body(), null);
        }

        String code() {
            return json().path("code").asString();
        }

        String message() {
            return json().path("message").asString();
        }

        String data() {
            return json().path("data").asString();
        }
    }

    /** Knows the tokens of a test. */
    static final class Callers implements Authenticator {
        final Map<String, Actor> byToken = new ConcurrentHashMap<>(
                Map.of(TOKEN, actor(Set.of(Scope.MCP), null), INBOX_TOKEN, actor(Set.of(Scope.INBOX_CONTENT), null)));
        final AtomicInteger forgotten = new AtomicInteger();

        @Override
        public Actor authenticate(String bearerToken) {
            var actor = byToken.get(bearerToken);
            if (actor == null) {
                throw new Problem(ErrorCode.UNAUTHORIZED, null, "no such token: " + bearerToken);
            }
            return actor;
        }

        @Override
        public void forget(Actor actor) {
            forgotten.incrementAndGet();
        }

        static Actor actor(Set<Scope> scopes, Integer rateLimit) {
            var settings = new Organization.Settings("US", ZoneOffset.UTC, List.of(ORIGIN), rateLimit);
            var organization = new Organization(UUID.randomUUID(), "acme", "Acme", SCHEMA, settings);
            var member = new Member(UUID.randomUUID(), UUID.randomUUID(), "Ada Byron", "ada@acme.test", null, null);
            var claims = new TokenClaims(UUID.randomUUID(), "test", scopes, null, null);
            return new Actor(organization, member, claims, new Permissions(Role.ADMIN, Map.of(), false, null), 1);
        }
    }
}
