package app.kasar.interactions;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.json.Json;
import app.kasar.problem.Problem;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.plan.Output;
import app.kasar.records.Change;
import app.kasar.records.EntityLinks;
import app.kasar.records.RecordReader;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SystemObjects;
import app.kasar.schema.VisibleSchema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Interactions one by one: what people log, and every one as it is read. */
public final class Interactions {
    /** What tells mail from what people logged, whatever fields the caller may see. */
    private static final List<Output> CHANNEL = List.of(new Output.Flat(
            "channel", SystemObjects.INTERACTIONS.findAttribute("channel").orElseThrow()));

    private final Database database;
    private final RecordReader reader;
    private final RecordWriter writer;
    private final EntityLinks links;
    private final MailDetails mails;

    public Interactions(Database database, RecordReader reader, RecordWriter writer, MailDetails mails) {
        this.mails = mails;
        this.database = database;
        this.reader = reader;
        this.writer = writer;
        this.links = new EntityLinks(database);
    }

    /** An interaction as answers show it. */
    public record Stored(UUID id, RecordReader.Text text) {}

    /**
     * The bodies of mails are hidden from tokens without the scope for them; what people logged is not mail.
     *
     * @throws Problem RECORD_NOT_FOUND unless the caller may read a record the interaction is about, and for others' mail
     */
    public Stored get(UUID id, VisibleSchema schema) {
        var interactions = schema.system(SystemObjects.INTERACTIONS, Action.READ);
        var outputs = ListPlanner.wholeLinkedOutputs(interactions, schema);
        var opened = AccessRules.openedInteractions(schema);
        var text = reader.text(new RecordReader.Shown(interactions, outputs, opened), id, schema);
        return new Stored(id, isMail(withChannel(id, schema)) ? withMail(id, text, schema) : text);
    }

    private RecordReader.Text withMail(UUID id, RecordReader.Text text, VisibleSchema schema) {
        var interaction = (ObjectNode) Json.read(text.json(), null);
        mails.addTo(interaction, id, schema);
        MailGate.close(interaction, schema.actor());
        return new RecordReader.Text(text.version(), interaction.toString());
    }

    private Stored shown(UUID id, ObjectSchema interactions, VisibleSchema schema) {
        var outputs = ListPlanner.wholeLinkedOutputs(interactions, schema);
        return new Stored(id, reader.text(new RecordReader.Shown(interactions, outputs), id, schema));
    }

    private String withChannel(UUID id, VisibleSchema schema) {
        return reader.text(new RecordReader.Shown(SystemObjects.INTERACTIONS, CHANNEL), id, schema)
                .json();
    }

    private static boolean isMail(String withChannel) {
        var channel = Json.read(withChannel, null).path("channel").asString();
        return !InteractionInput.LOGGED.contains(channel);
    }

    /**
     * Logs a call, meeting or message on records the caller may change.
     *
     * @throws Problem with every fault of the interaction; RECORD_NOT_FOUND and PERMISSION_DENIED for the records
     */
    public Stored log(ObjectNode body, Change change) {
        var interactions = change.schema().system(SystemObjects.INTERACTIONS, Action.CREATE);
        var input = InteractionInput.forCreate(body, interactions, change);
        return database.inTransaction(() -> {
            var write = new Write(interactions, change, List.of());
            var written =
                    writer.create(write, List.of(input.columns())).getFirst().orThrow();
            link(written.id(), input, change);
            return shown(written.id(), interactions, change.schema());
        });
    }

    private void link(UUID id, InteractionInput input, Change change) {
        input.linked().ifPresent(entities -> {
            links.require(entities, Action.UPDATE, change);
            links.replace(SystemObjects.INTERACTIONS, id, entities, change);
        });
    }

    /**
     * @param version when not null, the interaction is refused with PRECONDITION_FAILED unless it was last changed then
     * @throws Problem PERMISSION_DENIED for mail, and unless the caller logged it or is an administrator
     */
    public Stored update(UUID id, ObjectNode body, @Nullable Instant version, Change change) {
        var interactions = change.schema().system(SystemObjects.INTERACTIONS, Action.UPDATE);
        var input = InteractionInput.forUpdate(id, body, interactions, change);
        return database.inTransaction(() -> {
            requireLogged(writer.lock(new Write(interactions, change, CHANNEL), id, version)
                    .orThrow()
                    .json());
            writer.update(new Write(interactions, change, List.of()), input.columns(), null)
                    .orThrow();
            link(id, input, change);
            return shown(id, interactions, change.schema());
        });
    }

    private static void requireLogged(String withChannel) {
        if (isMail(withChannel)) {
            throw Problem.denied("mail is kept as it was sent; it is neither changed nor deleted here");
        }
    }

    /** @throws Problem as {@link #update} */
    public void delete(UUID id, @Nullable Instant version, Change change) {
        var interactions = change.schema().system(SystemObjects.INTERACTIONS, Action.DELETE);
        database.inTransaction(() -> {
            requireLogged(withChannel(id, change.schema()));
            var deleted = writer.delete(new Write(interactions, change, List.of()), List.of(id), version);
            return deleted.getFirst().orThrow();
        });
    }
}
