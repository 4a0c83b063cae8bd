package app.kasar.duplicates;

import app.kasar.access.Action;
import app.kasar.http.Answer;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.BodyReader;
import app.kasar.json.Place;
import app.kasar.json.Shape;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import app.kasar.records.RecordReader;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.VisibleSchema;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** {@code /duplicates} over HTTP. */
public final class DuplicateRoutes {
    private static final List<String> ACTIONS = List.of("detect", "dismiss", "restore");
    private static final int MOST_DISMISSED = 100;
    private static final int LONGEST_NAME = 100;

    private final SchemaCache schemas;
    private final Duplicates duplicates;
    private final RecordReader reader;
    private final InstantSource clock;

    public DuplicateRoutes(SchemaCache schemas, Duplicates duplicates, RecordReader reader, InstantSource clock) {
        this.schemas = schemas;
        this.duplicates = duplicates;
        this.reader = reader;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(new Route(
                Method.POST,
                "/duplicates",
                Audience.API,
                "Find duplicates, or say what is none",
                new Contents(List.of(), Body.JSON),
                this::act));
    }

    private sealed interface Asked {
        record Detect(DetectRequest request) implements Asked {}

        record Dismiss(String object, List<UUID> ids) implements Asked {}

        record Restore(String object, List<UUID> ids) implements Asked {}
    }

    private Answer act(Request request) {
        var schema = schemas.of(request.actor());
        Duplicates.requireAdministrator(schema);
        return switch (asked(request.bodyObject())) {
            case Asked.Detect(var detect) -> detect(detect, schema);
            case Asked.Dismiss(var object, var ids) ->
                decided("dismissed_pairs", duplicates.dismiss(object, ids, schema, clock.instant()));
            case Asked.Restore(var object, var ids) ->
                decided("restored_pairs", duplicates.restore(object, ids, schema));
        };
    }

    private static Asked asked(ObjectNode body) {
        return switch (body.path("action").stringValue("")) {
            case "detect" -> BodyReader.read(body, taking(DuplicateRoutes::detection));
            case "dismiss" -> BodyReader.read(body, taking(fields -> pairs(fields, Asked.Dismiss::new)));
            case "restore" -> BodyReader.read(body, taking(fields -> pairs(fields, Asked.Restore::new)));
            default -> throw unknownAction(body);
        };
    }

    private static Function<BodyReader, Supplier<Asked>> taking(Function<BodyReader, Supplier<Asked>> fields) {
        return body -> {
            body.required("action", Shape.choice(ACTIONS));
            return fields.apply(body);
        };
    }

    private static Supplier<Asked> detection(BodyReader body) {
        var request = DetectRequest.read(body);
        return () -> new Asked.Detect(request.get());
    }

    private static Supplier<Asked> pairs(BodyReader body, BiFunction<String, List<UUID>, Asked> made) {
        var object = body.required("object_name", Shape.filledText(LONGEST_NAME));
        var ids = body.required(
                "ids",
                Shape.listOf(Shape.uuid(), MOST_DISMISSED)
                        .where(list -> Set.copyOf(list).size() == list.size(), "must not name a record twice")
                        .where(list -> list.size() > 1, "must name at least two records"));
        return () -> made.apply(object.get(), ids.get());
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

    private Answer detect(DetectRequest asked, VisibleSchema schema) {
        var object = schema.object(asked.question().object(), Action.READ);
        var page = duplicates.detect(asked, schema, clock.instant());
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeName("duplicate_groups");
            new GroupJson(reader, schema, object).write(page.groups(), json);
            json.writeNumberProperty("total", page.scan().groups());
            json.writeNumberProperty("scanned", page.scan().scanned());
            json.writeStringProperty("nextCursor", page.nextCursor());
            json.writeEndObject();
        });
    }

    private static Answer decided(String what, int pairs) {
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeNumberProperty(what, pairs);
            json.writeEndObject();
        });
    }
}
