package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.http.Answer;
import app.kasar.http.Needs;
import app.kasar.http.Parameter;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.JsonSchema;
import app.kasar.json.Payload;
import app.kasar.json.Payload.View;
import app.kasar.query.plan.ListPlanner;
import app.kasar.schema.SchemaCache;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;

/** {@code /records/{object}/batch/…} and batch delete over HTTP. */
public final class BatchRoutes {
    private static final Parameter ATOMIC = Parameter.flag(
            "atomic", "Whether all records are written or, where one is refused, none; false when absent.");
    private static final Parameter DUPLICATE_CHECK = Parameter.choice(
            "duplicate_check",
            DuplicateCheck.Mode.wireNames(),
            "Whether records are refused that are there already: exactly, or alike; off when absent.");
    private static final Contents CONTENTS = new Contents(List.of(ATOMIC), Body.JSON);
    private static final Contents CHECKED = new Contents(List.of(ATOMIC, DUPLICATE_CHECK), Body.JSON);
    private static final List<Payload.Property> UPSERT = List.of(Payload.maybe("match_field", Payload.text()));
    private static final Payload ERRORS = Payload.listOf(Payload.of(JsonSchema.of("object")));
    private static final String OBJECT = "/records/{object}";

    private final SchemaCache schemas;
    private final Batches batches;
    private final Function<DuplicateCheck.Mode, DuplicateCheck> checks;
    private final InstantSource clock;

    public BatchRoutes(
            SchemaCache schemas,
            Batches batches,
            Function<DuplicateCheck.Mode, DuplicateCheck> checks,
            InstantSource clock) {
        this.schemas = schemas;
        this.batches = batches;
        this.checks = checks;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                route(Method.POST, OBJECT + "/batch/create", "Create up to 100 records", Action.CREATE),
                route(Method.POST, OBJECT + "/batch/update", "Update up to 100 records", Action.UPDATE),
                RecordRoutes.route(
                        Method.POST,
                        OBJECT + "/batch/upsert",
                        "Create or update up to 100 records",
                        written(UPSERT, withId()).needing(Needs.to(Action.READ)),
                        this::upsert),
                route(Method.DELETE, OBJECT, "Delete up to 100 records", Action.DELETE));
    }

    private Route route(Method method, String path, String summary, Action action) {
        var contents = switch (action) {
            case CREATE -> written(List.of(), Payload.record(View.NEW));
            case UPDATE -> written(List.of(), withId());
            case DELETE -> deleted();
            case READ -> throw new IllegalArgumentException("no batch reads");
        };
        return RecordRoutes.route(
                method, path, summary, contents.needing(Needs.to(action)), request -> run(request, action));
    }

    private static Contents written(List<Payload.Property> more, Payload record) {
        var asked = new ArrayList<>(more);
        asked.add(Payload.with("records", Payload.listOf(record)));
        return CHECKED.taking(new Payload.Properties(asked))
                .answering(
                        200,
                        Payload.object(
                                Payload.with("created", Payload.count()),
                                Payload.with("updated", Payload.count()),
                                Payload.with("failed", Payload.count()),
                                Payload.with("data", Payload.listOf(Payload.record(View.FLAT))),
                                Payload.with("errors", ERRORS)));
    }

    /** What is changed stands beside the id, as an upsert's does beside the value it is found by. */
    private static Payload withId() {
        return Payload.record(View.CHANGE_BY_ID);
    }

    private static Contents deleted() {
        return CONTENTS.taking(Payload.object(Payload.with("ids", Payload.listOf(Payload.id()))))
                .answering(
                        200,
                        Payload.object(
                                Payload.with("deleted", Payload.count()),
                                Payload.with("failed", Payload.count()),
                                Payload.with("errors", ERRORS)));
    }

    private Answer run(Request request, Action action) {
        var write = write(request, action);
        var body = request.bodyObject();
        var atomic = request.isSet("atomic");
        return switch (action) {
            case CREATE -> answer(batches.create(write, body, atomic));
            case UPDATE -> answer(batches.update(write, body, atomic));
            case DELETE -> deleted(batches.delete(write, body, atomic));
            case READ -> throw new IllegalArgumentException("no batch reads");
        };
    }

    private Answer upsert(Request request) {
        return answer(batches.upsert(write(request, Action.READ), request.bodyObject(), request.isSet("atomic")));
    }

    private Write write(Request request, Action action) {
        var schema = schemas.of(request.actor());
        var object = schema.object(request.path("object"), action);
        var change = new Change(schema, request.id(), clock.instant());
        var check = request.parameter("duplicate_check")
                .map(DuplicateCheck.Mode::of)
                .orElse(DuplicateCheck.Mode.OFF);
        return new Write(object, change, ListPlanner.flatOutputs(object, schema)).checking(checks.apply(check));
    }

    private static Answer answer(List<Batches.Item> items) {
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeNumberProperty("created", Batches.count(items, Batches.Kind.CREATED));
            json.writeNumberProperty("updated", Batches.count(items, Batches.Kind.UPDATED));
            json.writeNumberProperty("failed", Batches.count(items, Batches.Kind.FAILED));
            json.writeArrayPropertyStart("data");
            items.forEach(item -> {
                if (item.outcome() instanceof Outcome.Written written) {
                    json.writeRawValue(written.json());
                }
            });
            json.writeEndArray();
            errors(items, json);
            json.writeEndObject();
        });
    }

    private static Answer deleted(List<Batches.Item> items) {
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeNumberProperty("deleted", items.size() - Batches.count(items, Batches.Kind.FAILED));
            json.writeNumberProperty("failed", Batches.count(items, Batches.Kind.FAILED));
            errors(items, json);
            json.writeEndObject();
        });
    }

    /** One entry a refused record, with the first of its faults on top and all of them beside. */
    private static void errors(List<Batches.Item> items, JsonGenerator json) {
        json.writeArrayPropertyStart("errors");
        for (var item : items) {
            if (item.outcome() instanceof Outcome.Refused refused) {
                error(item, refused, json);
            }
        }
        json.writeEndArray();
    }

    private static void error(Batches.Item item, Outcome.Refused refused, JsonGenerator json) {
        var first = refused.faults().getFirst();
        json.writeStartObject();
        json.writeNumberProperty("index", item.index());
        if (item.id() != null) {
            json.writeStringProperty("id", item.id());
        }
        json.writeStringProperty("code", first.code().name());
        json.writeStringProperty("message", first.message());
        json.writeStringProperty("field", first.at());
        json.writeArrayPropertyStart("errors");
        for (var fault : refused.faults()) {
            json.writeStartObject();
            json.writeStringProperty("field", fault.at());
            json.writeStringProperty("code", fault.code().name());
            json.writeStringProperty("message", fault.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        refused.details().forEach((name, value) -> json.writeStringProperty(name, String.valueOf(value)));
        json.writeEndObject();
    }
}
