package app.kasar.pipelines;

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
import app.kasar.json.Shape;
import app.kasar.query.plan.ListPlanner;
import app.kasar.records.Change;
import app.kasar.records.RecordVersion;
import app.kasar.records.Write;
import app.kasar.schema.Pipeline;
import app.kasar.schema.PipelineChanges;
import app.kasar.schema.SchemaCache;
import java.time.InstantSource;
import java.util.List;

/** {@code /pipelines} over HTTP: reading and moving for everyone, changing for administrators. */
public final class PipelineRoutes {
    private static final String PIPELINE = "/pipelines/{id}";
    private static final String RECORD = "/pipelines/{object}/{id}";
    private static final Parameter OBJECT = Parameter.text("object", "Only pipelines of this object.");

    private final SchemaCache schemas;
    private final Pipelines pipelines;
    private final PipelineChanges changes;
    private final InstantSource clock;

    public PipelineRoutes(SchemaCache schemas, Pipelines pipelines, PipelineChanges changes, InstantSource clock) {
        this.schemas = schemas;
        this.pipelines = pipelines;
        this.changes = changes;
        this.clock = clock;
    }

    public List<Route> routes() {
        var none = new Contents(List.of(), Body.NONE);
        var filtered = new Contents(List.of(OBJECT), Body.NONE);
        var one = Payload.data(PipelineJson.PIPELINE);
        var all = Payload.object(Payload.with("pipelines", Payload.listOf(PipelineJson.PIPELINE)));
        var stages = Payload.object(Payload.with("data", Payload.listOf(PipelineJson.STAGE)));
        var move = taking(PipelineBodies.moveShape())
                .answering(200, Payload.data(Payload.record(Payload.View.FLAT)))
                .needing(Needs.to(Action.UPDATE))
                .versioned();
        return List.of(
                route(
                        Method.GET,
                        "/pipelines",
                        "List pipelines and their steps",
                        filtered.answering(200, all),
                        this::list),
                route(
                        Method.POST,
                        "/pipelines",
                        "Create a pipeline",
                        byAdministrators(
                                taking(PipelineBodies.newPipelineShape()).answering(201, one)),
                        this::create),
                route(
                        Method.PATCH,
                        PIPELINE,
                        "Rename a pipeline, change its steps",
                        byAdministrators(taking(PipelineBodies.changeShape()).answering(200, one)),
                        this::change),
                route(
                        Method.DELETE,
                        PIPELINE,
                        "Delete a pipeline no record is in",
                        byAdministrators(none.answering(200, Payload.deleted())),
                        this::delete),
                route(Method.PUT, RECORD + "/move", "Move a record to a step", move, this::move),
                route(
                        Method.GET,
                        RECORD + "/history",
                        "List the steps a record stood on",
                        none.answering(200, stages).needing(Needs.to(Action.READ)),
                        this::history));
    }

    private static Contents taking(Shape<?> shape) {
        return new Contents(List.of(), Body.JSON).taking(Payload.of(shape));
    }

    private static Contents byAdministrators(Contents contents) {
        return contents.needing(Needs.ADMINISTRATOR);
    }

    private static Route route(Method method, String path, String summary, Contents contents, Route.Handler handler) {
        return new Route(method, path, Audience.API, summary, contents, handler);
    }

    private Answer list(Request request) {
        var schema = schemas.of(request.actor());
        var listed = pipelines.list(schema, request.parameter("object").orElse(null));
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("pipelines");
            listed.forEach(pipeline -> PipelineJson.pipeline(pipeline, json));
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private Answer create(Request request) {
        request.actor().requireAdmin("change pipelines");
        var asked = PipelineBodies.newPipeline(request.bodyObject());
        return one(201, changes.create(request.actor(), asked.object(), asked.name(), asked.steps()));
    }

    private Answer change(Request request) {
        request.actor().requireAdmin("change pipelines");
        var change = PipelineBodies.change(request.bodyObject());
        return one(200, changes.change(request.actor(), request.id("id"), change));
    }

    private static Answer one(int status, Pipeline pipeline) {
        return Answer.of(status, json -> {
            json.writeStartObject();
            json.writeName("data");
            PipelineJson.pipeline(pipeline, json);
            json.writeEndObject();
        });
    }

    private Answer delete(Request request) {
        request.actor().requireAdmin("change pipelines");
        var id = request.id("id");
        changes.delete(request.actor(), id);
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("data");
            json.writeStringProperty("id", id.toString());
            json.writeBooleanProperty("deleted", true);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private Answer move(Request request) {
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), Action.UPDATE);
        var id = request.id("id");
        var move = PipelineBodies.move(request.bodyObject());
        var change = new Change(schema, request.id(), clock.instant());
        var write = new Write(object, change, ListPlanner.flatOutputs(object, schema));
        var version =
                request.headers().find("If-Match").map(RecordVersion::read).orElse(null);
        var moved = pipelines.move(write, id, move, version);
        return Answer.ok(json -> {
                    json.writeStartObject();
                    json.writeName("data");
                    json.writeRawValue(moved.json());
                    json.writeEndObject();
                })
                .withHeader("ETag", RecordVersion.of(moved.updatedAt()));
    }

    private Answer history(Request request) {
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), Action.READ);
        var stages = pipelines.stages(schema, object, request.id("id"));
        var now = clock.instant();
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("data");
            stages.forEach(stage -> PipelineJson.stage(stage, schema.snapshot(), now, json));
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
