package app.kasar.interactions;

import app.kasar.http.Answer;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.records.Change;
import app.kasar.records.ListRoutes;
import app.kasar.records.RecordVersion;
import app.kasar.schema.SchemaCache;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /interactions} over HTTP. */
public final class InteractionRoutes {
    private static final String INTERACTION = "/interactions/{id}";

    private final SchemaCache schemas;
    private final Interactions interactions;
    private final InstantSource clock;

    public InteractionRoutes(SchemaCache schemas, Interactions interactions, InstantSource clock) {
        this.schemas = schemas;
        this.interactions = interactions;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                route(Method.POST, "/interactions", "Log a call, meeting or message", Body.JSON, this::log),
                opening(),
                route(Method.PATCH, INTERACTION, "Change what was logged", Body.JSON, this::update),
                route(Method.DELETE, INTERACTION, "Delete what was logged", Body.NONE, this::delete));
    }

    private Route opening() {
        var contents = new Contents(List.of(), Body.NONE);
        return new Route(
                Method.GET, INTERACTION, Audience.INBOX, "Get an interaction with its body", contents, this::get);
    }

    private static Route route(Method method, String path, String summary, Body body, Route.Handler handler) {
        return new Route(method, path, Audience.API, summary, new Contents(List.of(), body), handler);
    }

    private Answer log(Request request) {
        var logged = interactions.log(request.bodyObject(), change(request));
        return ListRoutes.single(201, logged.text()).withHeader("Location", "/api/v1/interactions/" + logged.id());
    }

    private Answer get(Request request) {
        return ListRoutes.single(
                200,
                interactions.get(request.id("id"), schemas.of(request.actor())).text());
    }

    private Answer update(Request request) {
        var changed = interactions.update(request.id("id"), request.bodyObject(), version(request), change(request));
        return ListRoutes.single(200, changed.text());
    }

    private Answer delete(Request request) {
        var id = request.id("id");
        interactions.delete(id, version(request), change(request));
        return ListRoutes.deleted(id);
    }

    private Change change(Request request) {
        return new Change(schemas.of(request.actor()), request.id(), clock.instant());
    }

    private static @Nullable Instant version(Request request) {
        return request.headers().find("If-Match").map(RecordVersion::read).orElse(null);
    }
}
