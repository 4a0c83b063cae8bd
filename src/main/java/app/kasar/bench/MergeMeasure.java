package app.kasar.bench;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.json.Json;
import app.kasar.records.Change;
import app.kasar.records.EntityLinks;
import app.kasar.records.Outcome;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SystemObjects;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** Ten contacts with a hundred links each made one, over HTTP. */
final class MergeMeasure {
    private static final int MERGES = 15;
    private static final int WARM_UP = 5;
    private static final int RECORDS = 10;
    /** Of each kind, a contact. Tags are shared, so that some links are doubled by merging. */
    private static final int LINKS = 20;

    private static final int SLOWEST_MICROS = 60_000_000;
    private static final Map<String, String> TASK =
            Map.of("title", "Call", "priority", "medium", "is_completed", "false");
    private static final Map<String, String> NOTE =
            Map.of("content", "Said", "content_text", "Said", "visibility", "workspace");
    private static final Map<String, String> CALL = Map.of("channel", "call", "occurred_at", "2026-01-31T10:00:00Z");

    private final Database database;
    private final DuplicatesOrganization organization;
    private final RecordWriter writer;
    private final EntityLinks links;
    private final Change change;

    MergeMeasure(DuplicatesOrganization organization, Database database) {
        this.database = database;
        this.organization = organization;
        this.writer = new RecordWriter(database);
        this.links = new EntityLinks(database);
        this.change = new Change(organization.schema(), "bench", Instant.now());
    }

    void measure(ServerUnderTest server, BenchReport report) {
        var merges = IntStream.range(0, MERGES).mapToObj(number -> contacts()).toList();
        var client = new BenchClient(server.address(), organization.caller().token());
        var latency = new Histogram(SLOWEST_MICROS, 3);
        for (var number = 0; number < MERGES; number++) {
            var started = System.nanoTime();
            client.post("/duplicates", body(merges.get(number)));
            if (number >= WARM_UP) {
                latency.recordValue((System.nanoTime() - started) / 1000);
            }
        }
        report.add("merge of 10 contacts with 1,000 links, p50 ms", latency.getValueAtPercentile(50) / 1000.0);
        report.add(
                "merge of 10 contacts with 1,000 links, p95 ms (wanted: 200)",
                latency.getValueAtPercentile(95) / 1000.0);
    }

    private static String body(List<UUID> contacts) {
        var body = Json.MAPPER.createObjectNode();
        body.put("action", "merge").put("object_name", "contacts");
        body.put("master_id", contacts.getFirst().toString());
        var others = body.putArray("duplicate_ids");
        contacts.stream().skip(1).forEach(id -> others.add(id.toString()));
        return body.toString();
    }

    private List<UUID> contacts() {
        return database.inTransaction(() -> {
            var contacts = create("contacts", RECORDS, Map.of("first_name", "Merge", "last_name", "Measure"));
            var tags = create("tags", LINKS, Map.of());
            for (var contact : contacts) {
                writer.link(write("contacts"), "tags", contact, tags, true);
                var deals = create("opportunities", LINKS, Map.of("name", "Deal"));
                writer.link(write("contacts"), "opportunities", contact, deals, true);
                link(contact, SystemObjects.TASKS, TASK);
                link(contact, SystemObjects.NOTES, NOTE);
                link(contact, SystemObjects.INTERACTIONS, CALL);
            }
            return contacts;
        });
    }

    private void link(UUID contact, ObjectSchema object, Map<String, String> columns) {
        var entity = List.of(new EntityLinks.Entity("contacts", contact));
        create(object.name(), LINKS, columns).forEach(id -> links.replace(object, id, entity, change));
    }

    /** The ids of new records that are all alike; tags are called after their ids. */
    private List<UUID> create(String object, int count, Map<String, String> columns) {
        var inputs = IntStream.range(0, count)
                .mapToObj(number -> new RecordInput(UuidCreator.getTimeOrderedEpoch(), columns, Map.of(), Map.of()))
                .map(input ->
                        object.equals("tags") ? input.with("name", input.id().toString()) : input)
                .toList();
        writer.create(write(object), inputs).forEach(Outcome::orThrow);
        return inputs.stream().map(RecordInput::id).toList();
    }

    private Write write(String object) {
        var system = SystemObjects.WITH_LINKS.stream()
                .filter(known -> known.name().equals(object))
                .findFirst();
        var schema = organization.schema();
        return new Write(
                system.isPresent() ? schema.system(system.get(), Action.CREATE) : schema.object(object, Action.UPDATE),
                change,
                List.of());
    }
}
