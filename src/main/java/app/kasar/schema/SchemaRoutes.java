package app.kasar.schema;

import app.kasar.access.Action;
import app.kasar.access.OrganizationEpoch;
import app.kasar.db.Database;
import app.kasar.http.Answer;
import app.kasar.http.Needs;
import app.kasar.http.Parameter;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.BodyReader;
import app.kasar.json.Payload;
import app.kasar.json.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** {@code /schema} over HTTP: reading for everyone, changing for administrators. */
public final class SchemaRoutes {
    private static final String OBJECT = "/schema/{object}";
    private static final String FIELD = "/schema/{object}/fields/{field}";
    private static final int MOST_FIELDS = 200;
    private static final Parameter CONFIRM = Parameter.text("confirm", "The object's name, repeated.");

    private static final Shape<ObjectChange> OBJECT_CHANGE = Shape.object(body -> {
        var label = body.optional("label", NewField.labelShape());
        var icon = body.optional("icon", Shape.nullable(Shape.filledText(50)));
        return () -> new ObjectChange(label.get(), icon.get());
    });

    private final SchemaCache schemas;
    private final SchemaChanges changes;
    private final OrganizationEpoch epoch;
    private final RecordCounts counts;

    /** @param icon the inner one is empty where it is to be taken away */
    private record ObjectChange(Optional<String> label, Optional<Optional<String>> icon) {}

    /** Counts the records of an object that a caller may read. */
    @FunctionalInterface
    public interface RecordCounts {
        long count(VisibleSchema schema, String object);
    }

    public SchemaRoutes(SchemaCache schemas, SchemaChanges changes, Database database, RecordCounts counts) {
        this.schemas = schemas;
        this.changes = changes;
        this.epoch = new OrganizationEpoch(database);
        this.counts = counts;
    }

    public List<Route> routes() {
        var read = new Contents(List.of(), Body.NONE);
        var one = SchemaJson.ONE;
        var dropped = Payload.data(
                Payload.object(Payload.with("name", Payload.text()), Payload.with("deleted", Payload.flag())));
        return List.of(
                route(
                        Method.GET,
                        "/schema",
                        "List objects and their fields",
                        read.answering(200, SchemaJson.ALL),
                        this::list),
                route(Method.GET, OBJECT, "Get one object's schema", read.answering(200, one), this::get),
                route(
                        Method.POST,
                        "/schema",
                        "Create a custom object",
                        taking(Shape.object(SchemaRoutes::newObject)).answering(201, one),
                        this::createObject),
                route(
                        Method.PATCH,
                        OBJECT,
                        "Relabel an object",
                        taking(OBJECT_CHANGE).answering(200, one),
                        this::renameObject),
                route(
                        Method.DELETE,
                        OBJECT,
                        "Drop a custom object",
                        new Contents(List.of(CONFIRM), Body.NONE)
                                .answering(200, dropped)
                                .needing(Needs.ADMINISTRATOR),
                        this::dropObject),
                route(
                        Method.POST,
                        OBJECT + "/fields",
                        "Add a field",
                        taking(Shape.object(NewField::read)).answering(201, one),
                        this::addField),
                route(
                        Method.PATCH,
                        FIELD,
                        "Change a field",
                        taking(Shape.object(SchemaRoutes::fieldChange)).answering(200, one),
                        this::changeField),
                route(
                        Method.DELETE,
                        FIELD,
                        "Drop a custom field",
                        read.answering(200, dropped).needing(Needs.ADMINISTRATOR),
                        this::dropField));
    }

    private static Contents taking(Shape<?> shape) {
        return new Contents(List.of(), Body.JSON).taking(Payload.of(shape)).needing(Needs.ADMINISTRATOR);
    }

    private static Route route(Method method, String path, String summary, Contents contents, Route.Handler handler) {
        return new Route(method, path, Audience.API, summary, contents, handler);
    }

    private Answer list(Request request) {
        epoch.requireCurrent(request.actor());
        var schema = schemas.of(request.actor());
        return Answer.ok(json -> new SchemaJson(schema).list(json, object -> counts.count(schema, object.name())));
    }

    private Answer get(Request request) {
        epoch.requireCurrent(request.actor());
        return show(200, request, request.path("object"));
    }

    private Answer show(int status, Request request, String name) {
        var schema = schemas.of(request.actor());
        var object = schema.object(name, Action.READ);
        return Answer.of(status, json -> new SchemaJson(schema).one(object, json));
    }

    private Answer createObject(Request request) {
        request.actor().requireAdmin("change the schema");
        var asked = BodyReader.read(request.bodyObject(), SchemaRoutes::newObject);
        changes.createObject(request.actor(), asked);
        return changed(201, request, asked.name());
    }

    private static Supplier<SchemaChanges.NewObject> newObject(BodyReader body) {
        var name = body.required("name", NewField.nameShape());
        var label = body.required("label", NewField.labelShape());
        var icon = body.nullable("icon", Shape.filledText(50));
        var fields = body.optional("fields", Shape.listOf(Shape.object(NewField::read), MOST_FIELDS));
        return () -> new SchemaChanges.NewObject(
                name.get(), label.get(), icon.get().orElse(null), fields.get().orElse(List.of()));
    }

    private Answer renameObject(Request request) {
        request.actor().requireAdmin("change the schema");
        var change = BodyReader.read(request.bodyObject(), OBJECT_CHANGE);
        changes.renameObject(
                request.actor(), request.path("object"), change.label().orElse(null), change.icon());
        return changed(200, request, request.path("object"));
    }

    private Answer dropObject(Request request) {
        request.actor().requireAdmin("change the schema");
        changes.dropObject(
                request.actor(),
                request.path("object"),
                request.parameter("confirm").orElse(null));
        return dropped(request.path("object"));
    }

    private Answer addField(Request request) {
        request.actor().requireAdmin("change the schema");
        changes.addField(request.actor(), request.path("object"), NewField.read(request.bodyObject()));
        return changed(201, request, request.path("object"));
    }

    private Answer changeField(Request request) {
        request.actor().requireAdmin("change the schema");
        var change = BodyReader.read(request.bodyObject(), SchemaRoutes::fieldChange);
        changes.changeField(request.actor(), request.path("object"), request.path("field"), change);
        return changed(200, request, request.path("object"));
    }

    private static Supplier<SchemaChanges.FieldChange> fieldChange(BodyReader body) {
        var label = body.optional("label", NewField.labelShape());
        var options = body.optional("options", NewField.optionsShape());
        var required = body.optional("required", Shape.flag());
        var indexed = body.optional("isIndexed", Shape.flag());
        var searchable = body.optional("isSearchable", Shape.flag());
        return () -> new SchemaChanges.FieldChange(
                label.get(), options.get(), required.get(), indexed.get(), searchable.get());
    }

    private Answer dropField(Request request) {
        request.actor().requireAdmin("change the schema");
        changes.dropField(request.actor(), request.path("object"), request.path("field"));
        return dropped(request.path("field"));
    }

    /** The object as it is after the change: read anew, since the caller's knowledge ended with it. */
    private Answer changed(int status, Request request, String name) {
        var schema =
                new VisibleSchema(schemas.current(request.actor().organization().schemaName()), request.actor());
        var object = schema.object(name, Action.READ);
        return Answer.of(status, json -> new SchemaJson(schema).one(object, json));
    }

    private static Answer dropped(String name) {
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("data");
            json.writeStringProperty("name", name);
            json.writeBooleanProperty("deleted", true);
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}
