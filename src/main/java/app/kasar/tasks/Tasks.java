package app.kasar.tasks;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.json.Json;
import app.kasar.notifications.Notice;
import app.kasar.notifications.NotificationKind;
import app.kasar.notifications.Notifications;
import app.kasar.problem.Problem;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.plan.Output;
import app.kasar.query.request.ListRequest;
import app.kasar.query.request.SortKey;
import app.kasar.records.Change;
import app.kasar.records.EntityLinks;
import app.kasar.records.Outcome;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordVersion;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The rules of tasks, and their transactions. */
public final class Tasks {
    private static final SortKey DUE_FIRST = new SortKey("due_date", SortKey.Direction.ASC, "sort_by");
    private static final SortKey NEWEST_FIRST = new SortKey("created_at", SortKey.Direction.DESC, "sort_by");

    /** What decides a change, whatever fields the caller may see. */
    private static final List<Output> STATE = Stream.of("title", "assigned_to_id", "is_completed")
            .<Output>map(name -> new Output.Flat(
                    name, SystemObjects.TASKS.findAttribute(name).orElseThrow()))
            .toList();

    private final Database database;
    private final RecordReader reader;
    private final RecordWriter writer;
    private final EntityLinks links;
    private final Notifications notifications;

    public Tasks(Database database, RecordReader reader, RecordWriter writer, Notifications notifications) {
        this.database = database;
        this.reader = reader;
        this.writer = writer;
        this.links = new EntityLinks(database);
        this.notifications = notifications;
    }

    /** A task as its answer shows it. */
    public record Stored(UUID id, RecordReader.Text text) {
        static Stored of(Outcome.Written written) {
            return new Stored(
                    written.id(), new RecordReader.Text(RecordVersion.of(written.updatedAt()), written.json()));
        }
    }

    /**
     * Tasks by due date, those without one last, unless another order is asked for.
     *
     * @throws Problem with every fault of what was asked
     */
    public ListPlan list(ListRequest asked, TaskQuery query, VisibleSchema schema, Instant now) {
        var tasks = schema.system(SystemObjects.TASKS, Action.READ);
        var rest = criteria(tasks, schema, now).of(query);
        var order = tasks.findAttribute(DUE_FIRST.field()).isPresent() ? DUE_FIRST : NEWEST_FIRST;
        return ListPlanner.plan(asked, tasks, schema, rest, order);
    }

    private static TaskCriteria criteria(ObjectSchema tasks, VisibleSchema schema, Instant now) {
        return new TaskCriteria(
                tasks, schema, Day.of(now, schema.actor().settings().timeZone()));
    }

    /** Counts of the tasks the caller may read; all of one moment. */
    public TaskStatistics statistics(Optional<UUID> assignedTo, VisibleSchema schema, Instant now) {
        var tasks = schema.system(SystemObjects.TASKS, Action.READ);
        var criteria = criteria(tasks, schema, now);
        var among = assignedTo.map(criteria::assignedTo).orElseGet(Criterion.Everything::new);
        return TaskStatistics.of(reader.counts(tasks, schema, among, TaskStatistics.criteria(criteria)));
    }

    /** @throws Problem RECORD_NOT_FOUND */
    public Stored get(UUID id, VisibleSchema schema) {
        var tasks = schema.system(SystemObjects.TASKS, Action.READ);
        return new Stored(id, reader.text(new RecordReader.Shown(tasks, shown(tasks, schema)), id, schema));
    }

    private static List<Output> shown(ObjectSchema tasks, VisibleSchema schema) {
        return ListPlanner.linkedOutputs(tasks, schema);
    }

    /** @throws Problem with every fault of the task; RECORD_NOT_FOUND for a record to link to */
    public Stored create(ObjectNode body, Change change) {
        var schema = change.schema();
        var tasks = schema.system(SystemObjects.TASKS, Action.CREATE);
        var input = TaskInput.forCreate(body, tasks, schema);
        return database.inTransaction(() -> {
            var write = new Write(tasks, change, shown(tasks, schema));
            var written =
                    writer.create(write, List.of(input.columns())).getFirst().orThrow();
            input.assignee().ifPresent(user -> tell(user, written, input.title().orElse(""), change));
            return input.linked().filter(linked -> !linked.isEmpty()).isEmpty()
                    ? Stored.of(written)
                    : linked(written.id(), input, change);
        });
    }

    private Stored linked(UUID id, TaskInput input, Change change) {
        links.replace(SystemObjects.TASKS, id, input.linked().orElseThrow(), change);
        return get(id, change.schema());
    }

    /**
     * @param version when not null, the task is refused with PRECONDITION_FAILED unless it was last changed then
     * @throws Problem with every fault of the change; RECORD_NOT_FOUND for the task or a record to link to
     */
    public Stored update(UUID id, ObjectNode body, @Nullable Instant version, Change change) {
        var schema = change.schema();
        var tasks = schema.system(SystemObjects.TASKS, Action.UPDATE);
        var input = TaskInput.forUpdate(id, body, tasks, schema);
        var write = new Write(tasks, change, shown(tasks, schema));
        if (input.linked().isEmpty() && !input.setsAssignee()) {
            return Stored.of(writer.update(write, input.columns(), version).orThrow());
        }
        return database.inTransaction(() -> {
            var before = lock(id, version, write);
            input.linked().ifPresent(linked -> links.replace(SystemObjects.TASKS, id, linked, change));
            var written = writer.update(write, input.columns(), null).orThrow();
            input.assignee()
                    .filter(user -> !user.toString()
                            .equals(before.path("assigned_to_id").asString("")))
                    .ifPresent(user -> tell(
                            user,
                            written,
                            input.title().orElse(before.path("title").asString()),
                            change));
            return Stored.of(written);
        });
    }

    /** The task as it stands, and stays until the transaction ends. */
    private JsonNode lock(UUID id, @Nullable Instant version, Write write) {
        var locking = new Write(write.object(), write.change(), STATE);
        return Json.read(writer.lock(locking, id, version).orThrow().json(), null);
    }

    /** Only a change of assignee comes here, and the task's version makes each an occasion of its own. */
    private void tell(UUID assignee, Outcome.Written task, String title, Change change) {
        var caller = change.schema().actor().member().fullName();
        var notice = new Notice(
                assignee,
                NotificationKind.TASK_ASSIGNED,
                new EntityLinks.Entity(SystemObjects.TASKS.name(), task.id()),
                "%s assigned you the task '%s'".formatted(caller, title),
                RecordVersion.of(task.updatedAt()));
        notifications.notify(List.of(notice), change);
    }

    /**
     * Completes a task or opens it again; one that is so already stays as it is.
     *
     * @throws Problem RECORD_NOT_FOUND; PERMISSION_DENIED
     */
    public Stored complete(UUID id, boolean completed, @Nullable Instant version, Change change) {
        var schema = change.schema();
        var tasks = schema.system(SystemObjects.TASKS, Action.UPDATE);
        var write = new Write(tasks, change, shown(tasks, schema));
        return database.inTransaction(() -> {
            var isChange = lock(id, version, write).path("is_completed").asBoolean() != completed;
            var input = isChange ? completion(id, completed, change) : RecordInput.nothing(id);
            return Stored.of(writer.update(write, input, null).orThrow());
        });
    }

    private static RecordInput completion(UUID id, boolean completed, Change change) {
        var me = change.schema().actor().member().id();
        return RecordInput.nothing(id)
                .with("is_completed", String.valueOf(completed))
                .with("completed_at", completed ? change.at().toString() : null)
                .with("completed_by", completed ? me.toString() : null);
    }

    /** @throws Problem RECORD_NOT_FOUND; PERMISSION_DENIED */
    public void delete(UUID id, @Nullable Instant version, Change change) {
        var tasks = change.schema().system(SystemObjects.TASKS, Action.DELETE);
        writer.delete(new Write(tasks, change, List.of()), List.of(id), version)
                .getFirst()
                .orThrow();
    }
}
