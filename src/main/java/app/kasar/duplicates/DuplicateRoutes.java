package app.kasar.duplicates;

import static app.kasar.json.Payload.with;

import app.kasar.access.Action;
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
    private static final List<String> ACTIONS = List.of("detect", "dismiss", "restore", "merge");
    private static final int MOST_DISMISSED = 100;
    private static final int LONGEST_NAME = 100;

    private final SchemaCache schemas;
    private final Duplicates duplicates;
    private final Merges merges;
    private final RecordReader reader;
    private final InstantSource clock;

    public DuplicateRoutes(
            SchemaCache schemas, Duplicates duplicates, Merges merges, RecordReader reader, InstantSource clock) {
        this.schemas = schemas;
        this.duplicates = duplicates;
        this.merges = merges;
        this.reader = reader;
        this.clock = clock;
    }

    public List<Route> routes() {
        var contents = new Contents(List.of(), Body.JSON)
                .taking(bodies())
                .answering(200, answers())
                .needing(Needs.ADMINISTRATOR);
        return List.of(new Route(
                Method.POST,
                "/duplicates",
                Audience.API,
                "Find duplicates, merge them, or say what is none",
                contents,
                this::act));
    }

    private static Payload bodies() {
        var decided = body("dismiss", fields -> pairs(fields, Asked.Dismiss::new));
        return new Payload.Either(
                new Payload.Either(body("detect", DuplicateRoutes::detection), body("merge", DuplicateRoutes::merging)),
                new Payload.Either(decided, body("restore", fields -> pairs(fields, Asked.Restore::new))));
    }

    private static Payload body(String action, Function<BodyReader, Supplier<Asked>> fields) {
        return Payload.of(Shape.object(taking(action, fields)));
    }

    private static Payload answers() {
        var any = Payload.of(JsonSchema.of("object"));
        var found = Payload.object(
                with("duplicate_groups", Payload.listOf(any)),
                with("total", Payload.count()),
                with("scanned", Payload.count()),
                with("nextCursor", Payload.textOrNull()));
        var merged = Payload.object(
                with("master", any), with("merged_count", Payload.count()), with("relations_moved", Payload.count()));
        var dismissed = Payload.object(with("dismissed_pairs", Payload.count()));
        var restored = Payload.object(with("restored_pairs", Payload.count()));
        return new Payload.Either(new Payload.Either(found, merged), new Payload.Either(dismissed, restored));
    }

    private sealed interface Asked {
        record Detect(DetectRequest request) implements Asked {}

        record Dismiss(String object, List<UUID> ids) implements Asked {}

        record Restore(String object, List<UUID> ids) implements Asked {}

        record Merge(MergeRequest request) implements Asked {}
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
            case Asked.Merge(var merge) ->
                merged(merges.merge(merge, new Change(schema, request.id(), clock.instant())));
        };
    }

    private static Asked asked(ObjectNode body) {
        return switch (body.path("action").stringValue("")) {
            case "detect" -> BodyReader.read(body, taking("detect", DuplicateRoutes::detection));
            case "dismiss" -> BodyReader.read(body, taking("dismiss", fields -> pairs(fields, Asked.Dismiss::new)));
            case "restore" -> BodyReader.read(body, taking("restore", fields -> pairs(fields, Asked.Restore::new)));
            case "merge" -> BodyReader.read(body, taking("merge", DuplicateRoutes::merging));
            default -> throw unknownAction(body);
        };
    }

    private static Function<BodyReader, Supplier<Asked>> taking(
            String action, Function<BodyReader, Supplier<Asked>> fields) {
        return body -> {
            body.required("action", Shape.choice(List.of(action)));
            return fields.apply(body);
        };
    }

    private static Supplier<Asked> detection(BodyReader body) {
        var request = DetectRequest.read(body);
        return () -> new Asked.Detect(request.get());
    }

    private static Supplier<Asked> merging(BodyReader body) {
        var request = MergeRequest.read(body);
        return () -> new Asked.Merge(request.get());
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
        var object = schema.object(asked.question().object(), "object_name", Action.READ);
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
