package app.kasar.notifications;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.json.Json;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.plan.Output;
import app.kasar.query.request.ListRequest;
import app.kasar.query.request.SortKey;
import app.kasar.records.Change;
import app.kasar.records.Outcome;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordVersion;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.Attribute;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import com.github.f4b6a3.uuid.UuidCreator;
import java.io.StringWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What users are told, each thing once. Features tell; users read and mark what is theirs. */
public final class Notifications {
    private static final SortKey NEWEST_FIRST = new SortKey("created_at", SortKey.Direction.DESC, "sort_by");
    private static final Attribute READ_AT = attribute("read_at");
    private static final List<Output> SHOWN = List.of(
            shown("id", "id"),
            shown("kind", "kind"),
            shown("message", "message"),
            shown("object", "object_name"),
            shown("record_id", "record_id"),
            shown("created_at", "created_at"),
            shown("read_at", "read_at"));

    /** Notifications marked by one statement. */
    private static final int AT_ONCE = 1000;

    private final Database database;
    private final RecordReader reader;
    private final RecordWriter writer;

    public Notifications(Database database, RecordReader reader, RecordWriter writer) {
        this.database = database;
        this.reader = reader;
        this.writer = writer;
    }

    private static Output shown(String key, String name) {
        return new Output.Flat(key, attribute(name));
    }

    private static Attribute attribute(String name) {
        return SystemObjects.NOTIFICATIONS.findAttribute(name).orElseThrow();
    }

    /**
     * Tells users of what the caller does, each once for an occasion. The caller is not told of their own doings, and nobody
     * who has left. Belongs in the transaction of what happened, so that neither is there without the other.
     */
    public void notify(List<Notice> notices, Change change) {
        var byKey = new LinkedHashMap<String, Notice>();
        notices.stream()
                .filter(notice -> isToBeTold(notice.recipient(), change.schema()))
                .forEach(notice -> byKey.putIfAbsent(notice.key(), notice));
        var inputs = byKey.values().stream().map(Notifications::input).toList();
        writer.create(Write.ofNotifications(change), inputs).forEach(Notifications::requireWrittenOrKnown);
    }

    private static boolean isToBeTold(UUID user, VisibleSchema schema) {
        return !user.equals(schema.actor().member().id())
                && schema.snapshot().activeUsers().contains(user);
    }

    private static RecordInput input(Notice notice) {
        var columns = Map.<String, @Nullable String>of(
                "recipient_id", notice.recipient().toString(),
                "kind", notice.kind().wireName(),
                "object_name", notice.about().object(),
                "record_id", notice.about().id().toString(),
                "message", notice.message(),
                "occasion", notice.key());
        return new RecordInput(UuidCreator.getTimeOrderedEpochPlus1(), columns, Map.of(), Map.of());
    }

    private static void requireWrittenOrKnown(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused
                && refused.faults().stream().anyMatch(fault -> fault.code() != ErrorCode.DUPLICATE_RECORD)) {
            throw refused.toProblem();
        }
    }

    /**
     * The caller's own, newest first.
     *
     * @param isRead only those that are read, or that are not; null means both
     */
    public ListPlan list(ListRequest asked, @Nullable Boolean isRead, VisibleSchema schema) {
        var object = schema.system(SystemObjects.NOTIFICATIONS, Action.READ);
        var rest = isRead == null ? new Criterion.Everything() : new Criterion.Empty(READ_AT, isRead);
        return ListPlanner.plan(asked, object, schema, rest, NEWEST_FIRST).showing(SHOWN);
    }

    /**
     * Marks one of the caller's own; one that is so already stays as it is.
     *
     * @throws Problem RECORD_NOT_FOUND, also for somebody else's
     */
    public RecordReader.Text mark(UUID id, boolean isRead, Change change) {
        var object = change.schema().system(SystemObjects.NOTIFICATIONS, Action.UPDATE);
        var write = new Write(object, change, SHOWN);
        return database.inTransaction(() -> {
            var before = writer.lock(write, id, null).orThrow();
            var wasRead = !Json.read(before.json(), null).path("read_at").isNull();
            var after = wasRead == isRead
                    ? before
                    : writer.update(write, marked(id, isRead ? change.at() : null), null)
                            .orThrow();
            return new RecordReader.Text(RecordVersion.of(after.updatedAt()), after.json());
        });
    }

    private static RecordInput marked(UUID id, @Nullable Instant readAt) {
        return RecordInput.nothing(id).with("read_at", readAt == null ? null : readAt.toString());
    }

    /** Marks all of the caller's own as read, and says how many were not. */
    public int readAll(Change change) {
        var object = change.schema().system(SystemObjects.NOTIFICATIONS, Action.UPDATE);
        var write = new Write(object, change, List.of());
        return database.inTransaction(() -> {
            var marked = 0;
            for (var unread = unread(change.schema()); !unread.isEmpty(); unread = unread(change.schema())) {
                var inputs = unread.stream().map(id -> marked(id, change.at())).toList();
                writer.update(write, inputs).forEach(Outcome::orThrow);
                marked += inputs.size();
            }
            return marked;
        });
    }

    private List<UUID> unread(VisibleSchema schema) {
        var paging = new ListRequest.Paging(AT_ONCE, null, false);
        var asked = new ListRequest(Optional.empty(), List.of(), List.of("id"), null, paging, List.of());
        var object = schema.system(SystemObjects.NOTIFICATIONS, Action.READ);
        var plan = ListPlanner.plan(asked, object, schema, new Criterion.Empty(READ_AT, false), NEWEST_FIRST);
        var text = new StringWriter();
        try (var json = Json.MAPPER.createGenerator(text)) {
            reader.list(plan, json);
        }
        return Json.read(text.toString(), null)
                .valueStream()
                .map(row -> UUID.fromString(row.path("id").asString()))
                .toList();
    }
}
