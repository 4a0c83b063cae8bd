package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.http.Answer;
import app.kasar.http.Parameter;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.request.ListRequestParser;
import app.kasar.query.request.ListRequestParser.Limits;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.VisibleSchema;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** {@code /records/{object}}: lists and single records over HTTP. */
public final class RecordRoutes {
    private static final String OBJECT = "/records/{object}";
    private static final String RECORD = "/records/{object}/{id}";

    /** The parameters every list of records takes. */
    static final List<Parameter> LIST = List.of(
            Parameter.whole("limit", 1, Limits.RECORDS.maxLimit(), Limits.RECORDS.defaultLimit(), "Records a page."),
            Parameter.text("cursor", "The nextCursor of the page before."),
            Parameter.text("filter_field", "The field of a filter on one field."),
            Parameter.text("filter_operator", "Its operator."),
            Parameter.text("filter_value", "Its value; comma-separated for operators that take several."),
            Parameter.json("filters", "A FilterGroup as JSON."),
            Parameter.text("sort_by", "The field to sort by; created_at when absent."),
            Parameter.choice("sort_dir", List.of("asc", "desc"), "The direction of sort_by; desc when absent."),
            Parameter.json("sort", "Several sort keys: a JSON array of {field, direction}."),
            Parameter.text("fields", "Comma-separated fields to show, paths through relations included."),
            Parameter.text("search", "Words to find, each the beginning of a word of the record."),
            Parameter.choice(
                    "total", List.of("exact", "none"), "Whether the exact total is counted; exact when absent."));

    private final SchemaCache schemas;
    private final RecordReader reader;
    private final RecordWriter writer;
    private final InstantSource clock;

    public RecordRoutes(SchemaCache schemas, RecordReader reader, RecordWriter writer, InstantSource clock) {
        this.schemas = schemas;
        this.reader = reader;
        this.writer = writer;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                route(Method.GET, OBJECT, "List records", new Contents(LIST, Body.NONE), this::list),
                route(Method.POST, OBJECT + "/search", "Search with filters in the body", json(), this::search),
                route(Method.GET, RECORD, "Get one record, enriched", none(), this::get),
                route(Method.POST, OBJECT, "Create a record", json(), this::create),
                route(Method.PUT, RECORD, "Update a record", json(), this::update),
                route(Method.PATCH, RECORD, "Update a record", json(), this::update),
                route(Method.DELETE, RECORD, "Delete a record", none(), this::delete));
    }

    static Route route(Method method, String path, String summary, Contents contents, Route.Handler handler) {
        return new Route(method, path, Audience.API, summary, contents, handler);
    }

    static Contents json(Parameter... parameters) {
        return new Contents(List.of(parameters), Body.JSON);
    }

    static Contents none(Parameter... parameters) {
        return new Contents(List.of(parameters), Body.NONE);
    }

    private Answer list(Request request) {
        var asked = ListRequestParser.fromParameters(request.query(), Limits.RECORDS);
        return page(ListPlanner.plan(asked, request.path("object"), schemas.of(request.actor())));
    }

    private Answer search(Request request) {
        var asked = ListRequestParser.fromBody(request.bodyObject(), Limits.RECORDS);
        return page(ListPlanner.plan(asked, request.path("object"), schemas.of(request.actor())));
    }

    private Answer page(ListPlan plan) {
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeName("data");
            var page = reader.list(plan, json);
            if (page.total() != null) {
                json.writeNumberProperty("total", page.total());
            }
            json.writeStringProperty("nextCursor", page.nextCursor());
            json.writeEndObject();
        });
    }

    private Answer get(Request request) {
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), Action.READ);
        var id = request.id("id");
        var version = new AtomicReference<String>();
        var answer = Answer.ok(json -> {
            json.writeStartObject();
            json.writeName("data");
            version.set(reader.get(object, id, schema, json));
            json.writeEndObject();
        });
        return answer.withHeader("ETag", Objects.requireNonNull(version.get()));
    }

    private Answer create(Request request) {
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), Action.CREATE);
        var faults = new Faults();
        var input = new RecordInputReader(object, schema).forCreate(request.bodyObject(), faults);
        faults.throwIfAny();
        var written = writer.create(write(object, schema, request), List.of(input))
                .getFirst()
                .orThrow();
        return single(201, written).withHeader("Location", "/api/v1/records/" + object.name() + "/" + written.id());
    }

    private Answer update(Request request) {
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), Action.UPDATE);
        var faults = new Faults();
        var input = new RecordInputReader(object, schema).forUpdate(request.id("id"), request.bodyObject(), faults);
        faults.throwIfAny();
        return single(
                200,
                writer.update(write(object, schema, request), input, version(request))
                        .orThrow());
    }

    private Answer delete(Request request) {
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), Action.DELETE);
        var id = request.id("id");
        writer.delete(write(object, schema, request), List.of(id), version(request))
                .getFirst()
                .orThrow();
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeObjectPropertyStart("data");
            json.writeStringProperty("id", id.toString());
            json.writeBooleanProperty("deleted", true);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    private static Answer single(int status, Outcome.Written written) {
        return Answer.of(status, json -> {
                    json.writeStartObject();
                    json.writeName("data");
                    json.writeRawValue(written.json());
                    json.writeEndObject();
                })
                .withHeader("ETag", RecordVersion.of(written.updatedAt()));
    }

    private Write write(ObjectSchema object, VisibleSchema schema, Request request) {
        return new Write(
                object, new Change(schema, request.id(), clock.instant()), ListPlanner.flatOutputs(object, schema));
    }

    /** @throws Problem PRECONDITION_FAILED when If-Match names something that is no version of ours */
    private static @Nullable Instant version(Request request) {
        return request.headers().find("If-Match").map(RecordVersion::read).orElse(null);
    }
}
