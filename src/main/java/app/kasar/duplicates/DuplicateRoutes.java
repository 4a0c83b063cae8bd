package app.kasar.duplicates;

import static app.kasar.json.Payload.with;

import app.kasar.http.Answer;
import app.kasar.http.Needs;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.BodyReader;
import app.kasar.json.JsonSchema;
import app.kasar.json.Payload;
import app.kasar.json.Place;
import app.kasar.json.Shape;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import app.kasar.records.Change;
import app.kasar.records.Merged;
import app.kasar.schema.SchemaCache;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** {@code /duplicates} over HTTP. */
public final class DuplicateRoutes {
    private static final List<String> ACTIONS = List.of("merge");

    private final SchemaCache schemas;
    private final Merges merges;
    private final InstantSource clock;

    public DuplicateRoutes(SchemaCache schemas, Merges merges, InstantSource clock) {
        this.schemas = schemas;
        this.merges = merges;
        this.clock = clock;
    }

    private sealed interface Asked {
        record Merge(MergeRequest request) implements Asked {}
    }

    public List<Route> routes() {
        var contents = new Contents(List.of(), Body.JSON)
                .taking(Payload.of(Shape.object(taking(DuplicateRoutes::merging))))
                .answering(
                        200,
                        Payload.object(
                                with("master", Payload.of(JsonSchema.of("object"))),
                                with("merged_count", Payload.count()),
                                with("relations_moved", Payload.count())))
                .needing(Needs.ADMINISTRATOR);
        return List.of(
                new Route(Method.POST, "/duplicates", Audience.API, "Merge duplicates into one", contents, this::act));
    }

    private Answer act(Request request) {
        var change = new Change(schemas.of(request.actor()), request.id(), clock.instant());
        request.actor().requireAdminReader("find and merge duplicates");
        return switch (asked(request.bodyObject())) {
            case Asked.Merge(var merge) -> merged(merges.merge(merge, change));
        };
    }

    private static Asked asked(ObjectNode body) {
        return switch (body.path("action").stringValue("")) {
            case "merge" -> BodyReader.read(body, taking(DuplicateRoutes::merging));
            default -> throw unknownAction(body);
        };
    }

    private static Function<BodyReader, Supplier<Asked>> taking(Function<BodyReader, Supplier<Asked>> fields) {
        return body -> {
            body.required("action", Shape.choice(ACTIONS));
            return fields.apply(body);
        };
    }

    private static Supplier<Asked> merging(BodyReader body) {
        var request = MergeRequest.read(body);
        return () -> new Asked.Merge(request.get());
    }

    /** The action decides what else a body may hold, so nothing is said of the rest while it is not known. */
    private static Problem unknownAction(ObjectNode body) {
        var faults = new Faults();
        var place = new Place("action", faults);
        if (body.has("action")) {
            Shape.choice(ACTIONS).read(body.path("action"), place);
        } else {
            faults.add(Fault.missing(
                    "action", "'action' is required: one of '%s'".formatted(String.join("', '", ACTIONS))));
        }
        return new Problem(faults.list());
    }

    private static Answer merged(Merged merged) {
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeName("master");
            json.writeRawValue(merged.survivor().json());
            json.writeNumberProperty("merged_count", merged.before().size() - 1);
            json.writeNumberProperty("relations_moved", merged.relationsMoved());
            json.writeEndObject();
        });
    }
}
