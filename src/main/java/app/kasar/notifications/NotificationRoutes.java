package app.kasar.notifications;

import app.kasar.http.Answer;
import app.kasar.http.Parameter;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.BodyReader;
import app.kasar.json.Payload;
import app.kasar.json.Payload.View;
import app.kasar.json.Shape;
import app.kasar.query.request.ListRequestParser;
import app.kasar.query.request.ListRequestParser.Limits;
import app.kasar.records.Change;
import app.kasar.records.ListRoutes;
import app.kasar.records.RecordReader;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.SystemObjects;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** {@code /notifications} over HTTP. */
public final class NotificationRoutes {
    private static final String OBJECT = SystemObjects.NOTIFICATIONS.name();
    private static final Shape<Boolean> MARK = Shape.object(body -> body.required("is_read", Shape.flag()));
    private static final Limits LIMITS = new Limits(20, 100, false);

    private final SchemaCache schemas;
    private final Notifications notifications;
    private final RecordReader reader;
    private final InstantSource clock;

    public NotificationRoutes(
            SchemaCache schemas, Notifications notifications, RecordReader reader, InstantSource clock) {
        this.schemas = schemas;
        this.notifications = notifications;
        this.reader = reader;
        this.clock = clock;
    }

    public List<Route> routes() {
        var parameters = new ArrayList<>(ListRoutes.paging(LIMITS));
        parameters.add(Parameter.flag("is_read", "Only those that are read, or only those that are not."));
        return List.of(
                route(
                        Method.GET,
                        "/notifications",
                        "What the caller was told",
                        new Contents(parameters, Body.NONE)
                                .answering(200, Payload.page(Payload.record(OBJECT, View.LISTED))),
                        this::list),
                route(
                        Method.PUT,
                        "/notifications/{id}",
                        "Mark as read or unread",
                        new Contents(List.of(), Body.JSON)
                                .taking(Payload.of(MARK))
                                .answering(200, Payload.data(Payload.record(OBJECT, View.FLAT))),
                        this::mark),
                route(
                        Method.POST,
                        "/notifications/read-all",
                        "Mark all as read",
                        new Contents(List.of(), Body.NONE)
                                .answering(200, Payload.data(Payload.object(Payload.with("read", Payload.count())))),
                        this::readAll));
    }

    private static Route route(Method method, String path, String summary, Contents contents, Route.Handler handler) {
        return new Route(method, path, Audience.API, summary, contents, handler);
    }

    private Answer list(Request request) {
        var asked = ListRequestParser.fromParameters(request.query(), LIMITS);
        var isRead = request.parameter("is_read").map(Boolean::valueOf).orElse(null);
        return ListRoutes.page(reader, notifications.list(asked, isRead, schemas.of(request.actor())));
    }

    private Answer mark(Request request) {
        boolean isRead = BodyReader.read(request.bodyObject(), MARK);
        return ListRoutes.single(200, notifications.mark(request.id("id"), isRead, change(request)));
    }

    private Answer readAll(Request request) {
        var marked = notifications.readAll(change(request));
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("data");
            json.writeNumberProperty("read", marked);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private Change change(Request request) {
        return new Change(schemas.of(request.actor()), request.id(), clock.instant());
    }
}
