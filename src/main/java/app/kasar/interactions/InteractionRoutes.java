package app.kasar.interactions;

import app.kasar.access.Action;
import app.kasar.http.Answer;
import app.kasar.http.Needs;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.Payload;
import app.kasar.json.Payload.View;
import app.kasar.records.Change;
import app.kasar.records.ListRoutes;
import app.kasar.records.RecordVersion;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.SystemObjects;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /interactions} over HTTP. */
public final class InteractionRoutes {
    private static final String OBJECT = SystemObjects.INTERACTIONS.name();
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
        var one = Payload.data(Payload.record(OBJECT, View.ENRICHED));
        var log = body(Body.JSON).taking(Payload.record(OBJECT, View.NEW)).answering(201, one);
        var update = body(Body.JSON).taking(Payload.record(OBJECT, View.CHANGE)).answering(200, one);
        var opened = Payload.record(OBJECT, View.ENRICHED);
        var mail = Payload.record(OBJECT, View.LISTED);
        var get = body(Body.NONE).answering(200, Payload.data(new Payload.Either(opened, mail)));
        var delete = body(Body.NONE).answering(200, Payload.deleted());
        return List.of(
                route(
                        Method.POST,
                        "/interactions",
                        "Log a call, meeting or message",
                        log.needing(Needs.to(Action.CREATE, OBJECT)),
                        this::log),
                new Route(
                        Method.GET,
                        INTERACTION,
                        Audience.INBOX,
                        "Get an interaction with its body",
                        changing(Action.READ, get),
                        this::get),
                route(
                        Method.PATCH,
                        INTERACTION,
                        "Change what was logged",
                        changing(Action.UPDATE, update),
                        this::update),
                route(
                        Method.DELETE,
                        INTERACTION,
                        "Delete what was logged",
                        changing(Action.DELETE, delete),
                        this::delete));
    }

    private static Contents body(Body body) {
        return new Contents(List.of(), body);
    }

    private static Contents changing(Action action, Contents contents) {
        return contents.needing(Needs.to(action, OBJECT)).versioned();
    }

    private static Route route(Method method, String path, String summary, Contents contents, Route.Handler handler) {
        return new Route(method, path, Audience.API, summary, contents, handler);
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
