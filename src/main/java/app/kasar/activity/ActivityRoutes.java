package app.kasar.activity;

import app.kasar.access.Action;
import app.kasar.http.Answer;
import app.kasar.http.Needs;
import app.kasar.http.Parameter;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.interactions.Channels;
import app.kasar.json.JsonSchema;
import app.kasar.json.Payload;
import app.kasar.json.Payload.View;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.SystemObjects;
import java.util.List;

/** {@code /activity} over HTTP. */
public final class ActivityRoutes {
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.text(
                    "include",
                    "Comma-separated sections: interactions, tasks, notes, changes; the first three when absent."),
            Parameter.choice("channel", Channels.names(), "Only interactions over this channel; email is all mail."),
            Parameter.whole("limit", 1, FeedRequest.MOST, FeedRequest.DEFAULT_LIMIT, "Entries a page and section."),
            Parameter.text("cursor", "The nextCursor of the page before."));

    private static final Payload FEED = Payload.object(
            section("interactions", Payload.record(SystemObjects.INTERACTIONS.name(), View.LISTED)),
            section("tasks", Payload.of(JsonSchema.of("object"))),
            section("notes", Payload.record(SystemObjects.NOTES.name(), View.LISTED)),
            section("changes", ChangeJson.PAYLOAD),
            Payload.with("nextCursor", Payload.textOrNull()));

    private static Payload.Property section(String name, Payload entry) {
        return Payload.maybe(
                name,
                Payload.object(Payload.with("data", Payload.listOf(entry)), Payload.with("total", Payload.count())));
    }

    private final SchemaCache schemas;
    private final Activity activity;

    public ActivityRoutes(SchemaCache schemas, Activity activity) {
        this.schemas = schemas;
        this.activity = activity;
    }

    public List<Route> routes() {
        return List.of(new Route(
                Method.GET,
                "/activity/{object}/{id}",
                Audience.API,
                "Show what happened around a record",
                new Contents(PARAMETERS, Body.NONE)
                        .answering(200, FEED)
                        .needing(Needs.to(Action.READ))
                        .checking(request -> FeedRequest.of(request.query())),
                this::feed));
    }

    private Answer feed(Request request) {
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), Action.READ);
        var subject = new Subject(schema, object, request.id("id"));
        var asked = FeedRequest.of(request.query());
        return Answer.ok(json -> activity.write(subject, asked, json));
    }
}
