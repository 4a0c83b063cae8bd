package app.kasar.records;

import static app.kasar.json.Payload.with;

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
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.request.ListRequestParser;
import app.kasar.query.request.ListRequestParser.Limits;
import app.kasar.query.request.ListSchemas;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.VisibleSchema;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /records/{object}}: lists and single records over HTTP. */
public final class RecordRoutes {
    private static final String OBJECT = "/records/{object}";
    private static final String RECORD = "/records/{object}/{id}";

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
        var page = Payload.page(Payload.record(View.LISTED));
        var list = ListRoutes.contents(Limits.RECORDS, "created_at").answering(200, page);
        var search = json().taking(Payload.of(ListSchemas.body(Limits.RECORDS))).answering(200, page);
        var get = none().answering(200, Payload.data(Payload.record(View.ENRICHED)))
                .answering(301, Payload.object(with("merged_into", Payload.id()), with("location", Payload.text())));
        var flat = Payload.data(Payload.record(View.FLAT));
        var create = json().taking(Payload.record(View.NEW)).answering(201, flat);
        var update =
                json().taking(Payload.record(View.CHANGE)).answering(200, flat).checking(this::change);
        var delete = none().answering(200, Payload.deleted());
        return List.of(
                route(Method.GET, OBJECT, "List records", reading(list).checking(this::plan), this::list),
                route(
                        Method.POST,
                        OBJECT + "/search",
                        "Search with filters in the body",
                        reading(search).checking(this::searchPlan),
                        this::search),
                route(
                        Method.GET,
                        RECORD,
                        "Get one record, enriched",
                        reading(get).versioned(),
                        this::get),
                route(
                        Method.POST,
                        OBJECT,
                        "Create a record",
                        create.needing(Needs.to(Action.CREATE)).checking(this::creation),
                        this::create),
                route(Method.PUT, RECORD, "Update a record", changing(update, Action.UPDATE), this::update),
                route(Method.PATCH, RECORD, "Update a record", changing(update, Action.UPDATE), this::update),
                route(Method.DELETE, RECORD, "Delete a record", changing(delete, Action.DELETE), this::delete));
    }

    private static Contents reading(Contents contents) {
        return contents.needing(Needs.to(Action.READ));
    }

    private static Contents changing(Contents contents, Action action) {
        return contents.needing(Needs.to(action)).versioned();
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
        return page(plan(request));
    }

    private ListPlan plan(Request request) {
        var asked = ListRequestParser.fromParameters(request.query(), Limits.RECORDS);
        return ListPlanner.plan(asked, request.path("object"), schemas.of(request.actor()));
    }

    private Answer search(Request request) {
        return page(searchPlan(request));
    }

    private ListPlan searchPlan(Request request) {
        var asked = ListRequestParser.fromBody(request.bodyObject(), Limits.RECORDS);
        return ListPlanner.plan(asked, request.path("object"), schemas.of(request.actor()));
    }

    private Answer page(ListPlan plan) {
        return ListRoutes.page(reader, plan);
    }

    private Answer get(Request request) {
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), Action.READ);
        var id = request.id("id");
        var shown = new RecordReader.Shown(object, ListPlanner.enrichedOutputs(object, schema));
        return reader.find(shown, id, schema)
                .map(record -> ListRoutes.single(200, record))
                .orElseGet(() -> merged(object, reader.survivor(object, id, schema)));
    }

    /** Nobody is to keep this: a merge can be followed by another. */
    private static Answer merged(ObjectSchema object, UUID survivor) {
        var location = location(object, survivor);
        return Answer.of(301, json -> {
                    json.writeStartObject();
                    json.writeStringProperty("merged_into", survivor.toString());
                    json.writeStringProperty("location", location);
                    json.writeEndObject();
                })
                .withHeader("Location", location)
                .withHeader("Cache-Control", "no-cache");
    }

    private static String location(ObjectSchema object, UUID id) {
        return Route.ROOT + "/records/" + object.name() + "/" + id;
    }

    private Answer create(Request request) {
        var input = creation(request);
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), Action.CREATE);
        var written = writer.create(write(object, schema, request), List.of(input))
                .getFirst()
                .orThrow();
        return single(201, written).withHeader("Location", location(object, written.id()));
    }

    private RecordInput creation(Request request) {
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), Action.CREATE);
        var faults = new Faults();
        var input = new RecordInputReader(object, schema).forCreate(request.bodyObject(), faults);
        faults.throwIfAny();
        return input;
    }

    private Answer update(Request request) {
        var input = change(request);
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), Action.UPDATE);
        return single(
                200,
                writer.update(write(object, schema, request), input, version(request))
                        .orThrow());
    }

    private RecordInput change(Request request) {
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), Action.UPDATE);
        var faults = new Faults();
        var input = new RecordInputReader(object, schema).forUpdate(request.id("id"), request.bodyObject(), faults);
        faults.throwIfAny();
        return input;
    }

    private Answer delete(Request request) {
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), Action.DELETE);
        var id = request.id("id");
        writer.delete(write(object, schema, request), List.of(id), version(request))
                .getFirst()
                .orThrow();
        return ListRoutes.deleted(id);
    }

    private static Answer single(int status, Outcome.Written written) {
        return ListRoutes.single(status, new RecordReader.Text(RecordVersion.of(written.updatedAt()), written.json()));
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
