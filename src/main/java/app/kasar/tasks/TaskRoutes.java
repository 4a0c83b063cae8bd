package app.kasar.tasks;

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
import app.kasar.json.BodyReader;
import app.kasar.json.Payload;
import app.kasar.json.Payload.View;
import app.kasar.json.Shape;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.request.ListRequestParser;
import app.kasar.query.request.ListRequestParser.Limits;
import app.kasar.query.request.SortKey;
import app.kasar.records.Change;
import app.kasar.records.ListRoutes;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordVersion;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.SystemObjects;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code /tasks} over HTTP. */
public final class TaskRoutes {
    private static final String OBJECT = SystemObjects.TASKS.name();
    private static final String TASKS = "/tasks";
    private static final String TASK = "/tasks/{id}";
    private static final Limits LIMITS = new Limits(20, 100, true, SortKey.Direction.ASC);
    private static final Parameter ASSIGNED_TO = Parameter.id("assigned_to", "Only tasks assigned to this user.");
    private static final Contents LIST = ListRoutes.contents(
            LIMITS,
            "due_date",
            Parameter.choice("mode", TaskMode.wireNames(), "Which tasks, by the caller's own day; all when absent."),
            ASSIGNED_TO,
            Parameter.choice("priority", options("priority"), "Only tasks of this priority."),
            Parameter.choice("action_type", options("action_type"), "Only tasks of this kind."),
            Parameter.id("linked_entity_id", "Only tasks linked to this record."),
            Parameter.text("linked_entity_type", "Only tasks linked to a record of this object."));

    private static final Payload STATISTICS = Payload.object(Stream.of(
                    Stream.of(Payload.with("total", Payload.count())),
                    counted(TaskStatistics.STATES),
                    Stream.of(Payload.with(
                            "by_priority",
                            Payload.object(counted(TaskStatistics.PRIORITIES).toArray(Payload.Property[]::new)))))
            .flatMap(part -> part)
            .toArray(Payload.Property[]::new));
    private static final Shape<Boolean> COMPLETION = Shape.object(body -> {
        var completed = body.optional("completed", Shape.flag());
        return () -> completed.get().orElse(true);
    });

    private final SchemaCache schemas;
    private final Tasks tasks;
    private final RecordReader reader;
    private final InstantSource clock;

    public TaskRoutes(SchemaCache schemas, Tasks tasks, RecordReader reader, InstantSource clock) {
        this.schemas = schemas;
        this.tasks = tasks;
        this.reader = reader;
        this.clock = clock;
    }

    public List<Route> routes() {
        var one = Payload.data(Payload.record(OBJECT, View.FLAT));
        var list = LIST.answering(200, Payload.page(Payload.record(OBJECT, View.LISTED)))
                .checking(this::plan);
        var update = taking(Payload.record(OBJECT, View.CHANGE)).answering(200, one);
        var complete = body(Body.OPTIONAL_JSON).taking(Payload.of(COMPLETION)).answering(200, one);
        var delete = body(Body.NONE).answering(200, Payload.deleted());
        return List.of(
                route(Method.GET, TASKS, "List tasks", needing(Action.READ, list), this::list),
                route(
                        Method.GET,
                        TASKS + "/stats",
                        "Count tasks by state and priority",
                        needing(Action.READ, statistics().answering(200, STATISTICS)),
                        this::statistics),
                route(
                        Method.GET,
                        TASK,
                        "Get a task",
                        needing(Action.READ, body(Body.NONE).answering(200, one))
                                .versioned(),
                        this::get),
                route(
                        Method.POST,
                        TASKS,
                        "Create a task",
                        needing(
                                Action.CREATE,
                                taking(Payload.record(OBJECT, View.NEW)).answering(201, one)),
                        this::create),
                route(Method.PUT, TASK, "Change a task", changing(Action.UPDATE, update), this::update),
                route(Method.PATCH, TASK, "Change a task", changing(Action.UPDATE, update), this::update),
                route(
                        Method.PUT,
                        TASK + "/complete",
                        "Complete or reopen a task",
                        changing(Action.UPDATE, complete),
                        this::complete),
                route(Method.DELETE, TASK, "Delete a task", changing(Action.DELETE, delete), this::delete));
    }

    private static Route route(Method method, String path, String summary, Contents contents, Route.Handler handler) {
        return new Route(method, path, Audience.API, summary, contents, handler);
    }

    private static Contents body(Body body) {
        return new Contents(List.of(), body);
    }

    private static Contents taking(Payload payload) {
        return body(Body.JSON).taking(payload);
    }

    private static Contents needing(Action action, Contents contents) {
        return contents.needing(Needs.to(action, OBJECT));
    }

    private static Contents changing(Action action, Contents contents) {
        return needing(action, contents).versioned();
    }

    private static Contents statistics() {
        return new Contents(List.of(ASSIGNED_TO), Body.NONE);
    }

    private static List<String> options(String field) {
        return SystemObjects.TASKS
                .findField(field)
                .map(FieldDefinition::optionValues)
                .orElseThrow();
    }

    private Answer list(Request request) {
        return ListRoutes.page(reader, plan(request));
    }

    private ListPlan plan(Request request) {
        var asked = ListRequestParser.fromParameters(request.query(), LIMITS);
        return tasks.list(asked, query(request), schemas.of(request.actor()), clock.instant());
    }

    private static TaskQuery query(Request request) {
        return new TaskQuery(
                request.parameter("mode").flatMap(TaskMode::find).orElse(TaskMode.ALL),
                request.idParameter("assigned_to"),
                request.parameter("priority"),
                request.parameter("action_type"),
                request.idParameter("linked_entity_id"),
                request.parameter("linked_entity_type"));
    }

    private Answer statistics(Request request) {
        var assignedTo = request.idParameter("assigned_to");
        var statistics = tasks.statistics(assignedTo, schemas.of(request.actor()), clock.instant());
        return Answer.ok(json -> write(statistics, json));
    }

    private static void write(TaskStatistics statistics, JsonGenerator json) {
        json.writeStartObject();
        json.writeNumberProperty("total", statistics.total());
        counts(TaskStatistics.STATES, statistics.byMode(), json);
        json.writeObjectPropertyStart("by_priority");
        counts(TaskStatistics.PRIORITIES, statistics.byPriority(), json);
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void counts(List<String> names, List<Long> counts, JsonGenerator json) {
        for (var index = 0; index < names.size(); index++) {
            json.writeNumberProperty(names.get(index), counts.get(index));
        }
    }

    private Answer get(Request request) {
        return answer(200, tasks.get(request.id("id"), schemas.of(request.actor())));
    }

    private Answer create(Request request) {
        var task = tasks.create(request.bodyObject(), change(request));
        return answer(201, task).withHeader("Location", "/api/v1/tasks/" + task.id());
    }

    private Answer update(Request request) {
        return answer(200, tasks.update(request.id("id"), request.bodyObject(), version(request), change(request)));
    }

    private Answer complete(Request request) {
        return answer(200, tasks.complete(request.id("id"), completed(request), version(request), change(request)));
    }

    private static boolean completed(Request request) {
        return request.body() == null || BodyReader.read(request.bodyObject(), COMPLETION);
    }

    private static Stream<Payload.Property> counted(List<String> names) {
        return names.stream().map(name -> Payload.with(name, Payload.count()));
    }

    private Answer delete(Request request) {
        var id = request.id("id");
        tasks.delete(id, version(request), change(request));
        return ListRoutes.deleted(id);
    }

    private static Answer answer(int status, Tasks.Stored task) {
        return ListRoutes.single(status, task.text());
    }

    private Change change(Request request) {
        return new Change(schemas.of(request.actor()), request.id(), clock.instant());
    }

    private static @Nullable Instant version(Request request) {
        return request.headers().find("If-Match").map(RecordVersion::read).orElse(null);
    }
}
