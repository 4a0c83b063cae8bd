package app.kasar.notes;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.json.Json;
import app.kasar.notifications.Notice;
import app.kasar.notifications.NotificationKind;
import app.kasar.notifications.Notifications;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.plan.Output;
import app.kasar.query.request.ListRequest;
import app.kasar.query.request.SortKey;
import app.kasar.records.Change;
import app.kasar.records.EntityLinks;
import app.kasar.records.Outcome;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Notes about records. Who sees and changes which is decided by the access rules, not here. */
public final class Notes {
    private static final SortKey NEWEST_FIRST = new SortKey("created_at", SortKey.Direction.DESC, "sort_by");

    /** What mentions depend on, whatever fields the caller may see. */
    private static final List<Output> STATE = Stream.of("visibility", "created_by", "content", "mentions")
            .<Output>map(name -> new Output.Flat(
                    name, SystemObjects.NOTES.findAttribute(name).orElseThrow()))
            .toList();

    private final Database database;
    private final RecordReader reader;
    private final RecordWriter writer;
    private final EntityLinks links;
    private final Notifications notifications;

    public Notes(Database database, RecordReader reader, RecordWriter writer, Notifications notifications) {
        this.database = database;
        this.reader = reader;
        this.writer = writer;
        this.links = new EntityLinks(database);
        this.notifications = notifications;
    }

    /** Which records notes are about; null leaves it open. */
    public record About(@Nullable String object, @Nullable UUID record) {}

    /** A note as answers show it. */
    public record Stored(UUID id, RecordReader.Text text) {}

    /** @throws Problem with every fault of the request */
    public ListPlan list(ListRequest asked, About about, VisibleSchema schema) {
        var notes = schema.system(SystemObjects.NOTES, Action.READ);
        return ListPlanner.plan(asked, notes, schema, about(about, schema), NEWEST_FIRST);
    }

    private static Criterion about(About about, VisibleSchema schema) {
        if (about.object() == null && about.record() == null) {
            return new Criterion.Everything();
        }
        var object = about.object() == null ? null : schema.object(about.object(), "entity_type", Action.READ);
        return AccessRules.linked(schema, SystemObjects.NOTES, object, about.record());
    }

    /** @throws Problem RECORD_NOT_FOUND, also for a private note of someone else */
    public Stored get(UUID id, VisibleSchema schema) {
        return shown(id, schema.system(SystemObjects.NOTES, Action.READ), schema);
    }

    private Stored shown(UUID id, ObjectSchema notes, VisibleSchema schema) {
        var shown = new RecordReader.Shown(notes, ListPlanner.linkedOutputs(notes, schema));
        return new Stored(id, reader.text(shown, id, schema));
    }

    /** @throws Problem with every fault of the note; RECORD_NOT_FOUND for a record to link to */
    public Stored create(ObjectNode body, Change change) {
        var schema = change.schema();
        var notes = schema.system(SystemObjects.NOTES, Action.CREATE);
        var faults = new Faults();
        var input = NoteInput.forCreate(body, notes, schema, faults);
        input.mentions(Mentions.NONE).check(Mentions.NONE, schema.snapshot(), faults);
        faults.throwIfAny();
        return database.inTransaction(() -> {
            var written = writer.create(new Write(notes, change, STATE), List.of(input.columns()));
            return linkAndTell(input, written.getFirst().orThrow(), notes, change);
        });
    }

    /**
     * @param version when not null, the note is refused with PRECONDITION_FAILED unless it was last changed then
     * @throws Problem RECORD_NOT_FOUND; PERMISSION_DENIED unless the caller is its author or an administrator
     */
    public Stored update(UUID id, ObjectNode body, @Nullable Instant version, Change change) {
        var schema = change.schema();
        var notes = schema.system(SystemObjects.NOTES, Action.UPDATE);
        var faults = new Faults();
        var input = NoteInput.forUpdate(id, body, notes, schema, faults);
        faults.throwIfAny();
        var write = new Write(notes, change, STATE);
        return database.inTransaction(() -> {
            var before = Mentions.of(state(writer.lock(write, id, version).orThrow()));
            input.mentions(before).check(before, schema.snapshot(), faults);
            faults.throwIfAny();
            return linkAndTell(
                    input, writer.update(write, input.columns(), null).orThrow(), notes, change);
        });
    }

    private Stored linkAndTell(NoteInput input, Outcome.Written written, ObjectSchema notes, Change change) {
        input.linked().ifPresent(entities -> links.replace(notes, written.id(), entities, change));
        var state = state(written);
        if (state.path("visibility").asString().equals("workspace")) {
            tell(
                    Mentions.of(state).all(),
                    UUID.fromString(state.path("created_by").asString()),
                    written.id(),
                    change);
        }
        return shown(written.id(), notes, change.schema());
    }

    private static JsonNode state(Outcome.Written note) {
        return Json.read(note.json(), null);
    }

    /** A note has one occasion for each user it mentions, however often it is changed. */
    private void tell(Set<UUID> users, UUID author, UUID note, Change change) {
        var message = change.schema().actor().member().fullName() + " mentioned you in a note";
        var about = new EntityLinks.Entity(SystemObjects.NOTES.name(), note);
        var notices = users.stream()
                .filter(user -> !user.equals(author))
                .map(user -> new Notice(user, NotificationKind.NOTE_MENTION, about, message, ""))
                .toList();
        notifications.notify(notices, change);
    }

    /** @throws Problem RECORD_NOT_FOUND; PERMISSION_DENIED unless the caller is its author or an administrator */
    public void delete(UUID id, @Nullable Instant version, Change change) {
        var notes = change.schema().system(SystemObjects.NOTES, Action.DELETE);
        writer.delete(new Write(notes, change, List.of()), List.of(id), version)
                .getFirst()
                .orThrow();
    }
}
