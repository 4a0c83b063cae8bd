package app.kasar.schema;

import app.kasar.access.Action;
import app.kasar.access.OrganizationEpoch;
import app.kasar.db.Database;
import app.kasar.http.Answer;
import app.kasar.http.Parameter;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.BodyReader;
import app.kasar.json.Shape;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** {@code /schema} over HTTP: reading for everyone, changing for administrators. */
public final class SchemaRoutes {
    private static final String OBJECT = "/schema/{object}";
    private static final String FIELD = "/schema/{object}/fields/{field}";
    private static final int MOST_FIELDS = 200;
    private static final Parameter CONFIRM = Parameter.text("confirm", "The object's name, repeated.");

    private final SchemaCache schemas;
    private final SchemaChanges changes;
    private final OrganizationEpoch epoch;
    private final RecordCounts counts;

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
        var json = new Contents(List.of(), Body.JSON);
        var none = new Contents(List.of(), Body.NONE);
        var confirmed = new Contents(List.of(CONFIRM), Body.NONE);
        return List.of(
                route(Method.GET, "/schema", "List objects and their fields", none, this::list),
                route(Method.GET, OBJECT, "Get one object's schema", none, this::get),
                route(Method.POST, "/schema", "Create a custom object", json, this::createObject),
                route(Method.PATCH, OBJECT, "Relabel an object", json, this::renameObject),
                route(Method.DELETE, OBJECT, "Drop a custom object", confirmed, this::dropObject),
                route(Method.POST, OBJECT + "/fields", "Add a field", json, this::addField),
                route(Method.PATCH, FIELD, "Change a field", json, this::changeField),
                route(Method.DELETE, FIELD, "Drop a custom field", none, this::dropField));
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
        record Change(Optional<String> label, Optional<Optional<String>> icon) {}
        Function<BodyReader, Supplier<Change>> reading = body -> {
            var label = body.optional("label", NewField.labelShape());
            var icon = body.optional("icon", Shape.nullable(Shape.filledText(50)));
            return () -> new Change(label.get(), icon.get());
        };
        var change = BodyReader.read(request.bodyObject(), reading);
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
        return () -> new SchemaChanges.FieldChange(label.get(), options.get(), required.get(), indexed.get());
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
