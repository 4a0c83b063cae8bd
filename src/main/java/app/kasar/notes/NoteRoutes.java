package app.kasar.notes;

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
import app.kasar.json.Payload;
import app.kasar.json.Payload.View;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.request.ListRequestParser;
import app.kasar.query.request.ListRequestParser.Limits;
import app.kasar.query.request.SortKey;
import app.kasar.records.Change;
import app.kasar.records.ListRoutes;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordVersion;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.SystemObjects;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /notes} over HTTP. */
public final class NoteRoutes {
    private static final String OBJECT = SystemObjects.NOTES.name();
    private static final String NOTES = "/notes";
    private static final String NOTE = "/notes/{id}";
    private static final Limits LIMITS = new Limits(20, 100, true, SortKey.Direction.DESC);
    private static final Parameter ENTITY_TYPE =
            Parameter.text("entity_type", "Only notes linked to a record of this object.");
    private static final Parameter ENTITY_ID = Parameter.id("entity_id", "Only notes linked to this record.");

    private final SchemaCache schemas;
    private final Notes notes;
    private final RecordReader reader;
    private final InstantSource clock;

    public NoteRoutes(SchemaCache schemas, Notes notes, RecordReader reader, InstantSource clock) {
        this.schemas = schemas;
        this.notes = notes;
        this.reader = reader;
        this.clock = clock;
    }

    public List<Route> routes() {
        var list = ListRoutes.contents(LIMITS, "created_at", ENTITY_TYPE, ENTITY_ID)
                .checking(this::plan);
        var one = Payload.data(Payload.record(OBJECT, View.FLAT));
        var update = body(Body.JSON).taking(Payload.record(OBJECT, View.CHANGE)).answering(200, one);
        var create = body(Body.JSON).taking(Payload.record(OBJECT, View.NEW)).answering(201, one);
        var delete = body(Body.NONE).answering(200, Payload.deleted());
        var page = Payload.page(Payload.record(OBJECT, View.LISTED));
        return List.of(
                route(Method.GET, NOTES, "List notes", needing(Action.READ, list.answering(200, page)), this::list),
                route(
                        Method.GET,
                        NOTE,
                        "Get a note",
                        needing(Action.READ, body(Body.NONE).answering(200, one))
                                .versioned(),
                        this::get),
                route(Method.POST, NOTES, "Write a note", needing(Action.CREATE, create), this::create),
                route(Method.PUT, NOTE, "Change a note", changing(Action.UPDATE, update), this::update),
                route(Method.PATCH, NOTE, "Change a note", changing(Action.UPDATE, update), this::update),
                route(Method.DELETE, NOTE, "Delete a note", changing(Action.DELETE, delete), this::delete));
    }

    private static Contents needing(Action action, Contents contents) {
        return contents.needing(Needs.to(action, OBJECT));
    }

    private static Contents changing(Action action, Contents contents) {
        return needing(action, contents).versioned();
    }

    private static Route route(Method method, String path, String summary, Contents contents, Route.Handler handler) {
        return new Route(method, path, Audience.API, summary, contents, handler);
    }

    private static Contents body(Body body) {
        return new Contents(List.of(), body);
    }

    private Answer list(Request request) {
        return ListRoutes.page(reader, plan(request));
    }

    private ListPlan plan(Request request) {
        var about = new Notes.About(
                request.parameter("entity_type").orElse(null),
                request.idParameter("entity_id").orElse(null));
        var asked = ListRequestParser.fromParameters(request.query(), LIMITS);
        return notes.list(asked, about, schemas.of(request.actor()));
    }

    private Answer get(Request request) {
        return answer(200, notes.get(request.id("id"), schemas.of(request.actor())));
    }

    private Answer create(Request request) {
        var note = notes.create(request.bodyObject(), change(request));
        return answer(201, note).withHeader("Location", "/api/v1/notes/" + note.id());
    }

    private Answer update(Request request) {
        return answer(200, notes.update(request.id("id"), request.bodyObject(), version(request), change(request)));
    }

    private Answer delete(Request request) {
        var id = request.id("id");
        notes.delete(id, version(request), change(request));
        return ListRoutes.deleted(id);
    }

    private static Answer answer(int status, Notes.Stored note) {
        return ListRoutes.single(status, note.text());
    }

    private Change change(Request request) {
        return new Change(schemas.of(request.actor()), request.id(), clock.instant());
    }

    private static @Nullable Instant version(Request request) {
        return request.headers().find("If-Match").map(RecordVersion::read).orElse(null);
    }
}
