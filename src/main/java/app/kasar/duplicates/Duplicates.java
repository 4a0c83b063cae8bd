package app.kasar.duplicates;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import app.kasar.duplicates.fuzzy.Population;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import app.kasar.query.request.CursorToken;
import app.kasar.records.RecordReader;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Finding duplicates over whole objects, and what was decided about them. For administrators alone. */
public final class Duplicates {
    /** So that sorts of a million keys are made in memory, or nearly. */
    private static final Statement SORT_MEMORY = Statement.fixed("SET LOCAL work_mem = '128MB'");

    /** From so many records on. */
    private static final int LARGE = 50_000;

    private final Database database;
    private final RecordReader reader;
    private final ReentrantLock fuzzyTurn = new ReentrantLock();

    public Duplicates(Database database, RecordReader reader) {
        this.database = database;
        this.reader = reader;
    }

    /** @throws Problem PERMISSION_DENIED unless the caller is an administrator */
    static void requireAdministrator(VisibleSchema schema) {
        if (!schema.actor().isAdmin()) {
            throw Problem.denied("only administrators may look for duplicates and decide about them");
        }
    }

    /** One page of a scan, and where the next begins. */
    record Page(Scan scan, List<Group> groups, @Nullable String nextCursor) {}

    /** @throws Problem VALIDATION_ERROR for fields that cannot be compared, or a cursor whose scan has gone */
    Page detect(DetectRequest asked, VisibleSchema schema, Instant now) {
        requireAdministrator(schema);
        var object = schema.object(asked.question().object(), "object_name", Action.READ);
        if (asked.cursor() == null) {
            return page(scan(asked.question(), object, schema, now), 0, asked, schema);
        }
        var cursor = CursorToken.decode(asked.cursor(), asked.question().hash());
        var scan = new ScanStore(database, schema)
                .find(cursor.id(), asked.question(), now)
                .orElseThrow(() -> Problem.invalid(
                        "cursor", "'cursor' belongs to a scan that is no longer kept; start from the first page"));
        return page(scan, position(cursor), asked, schema);
    }

    private static int position(CursorToken cursor) {
        try {
            return Integer.parseInt(String.valueOf(cursor.keys().getFirst()));
        } catch (NumberFormatException broken) {
            throw Problem.invalid("cursor", "'cursor' is not one this server made");
        }
    }

    private Page page(Scan scan, int after, DetectRequest asked, VisibleSchema schema) {
        var found =
                new ScanStore(database, schema).groups(scan, asked.question().object(), after, asked.limit() + 1);
        if (found.size() <= asked.limit()) {
            return new Page(scan, found, null);
        }
        var shown = found.subList(0, asked.limit());
        var position = String.valueOf(shown.getLast().position());
        return new Page(
                scan,
                shown,
                new CursorToken(scan.id(), List.of(position), asked.question().hash()).encode());
    }

    private Scan scan(Question question, ObjectSchema object, VisibleSchema schema, Instant now) {
        return switch (question.mode()) {
            case EXACT -> exact(question, object, schema, now);
            case FUZZY -> fuzzy(question, object, schema, now);
        };
    }

    private Scan exact(Question question, ObjectSchema object, VisibleSchema schema, Instant now) {
        var keys = new MatchKeys(object, question.emails());
        var fields = fields(question, keys);
        var store = new ScanStore(database, schema);
        return store.findCurrent(question, now)
                .orElseGet(() -> database.inTransaction(Database.Isolation.REPEATABLE_READ, () -> {
                    reader.requireCurrent(schema);
                    database.execute(SORT_MEMORY);
                    var scanned = new ScannedCount(database, schema).of(object);
                    var opened = store.open(new Scan(newId(), scanned, 0), question, snapshot(), now);
                    return store.close(opened, new ExactScan(database, schema, object).addGroups(opened, keys, fields));
                }));
    }

    /**
     * One at a time, because of the memory a scan takes; who waited for another may find the question answered. No connection is
     * held while records are compared, unless the request as a whole is one transaction.
     */
    private Scan fuzzy(Question question, ObjectSchema object, VisibleSchema schema, Instant now) {
        var fields = ComparedFields.of(object, question.fields());
        var store = new ScanStore(database, schema);
        fuzzyTurn.lock();
        try {
            return store.findCurrent(question, now)
                    .orElseGet(() -> givingBackMemory(
                            fuzzy(question, new FuzzyScan(database, schema, object), fields, store, now)));
        } finally {
            fuzzyTurn.unlock();
        }
    }

    private Scan fuzzy(Question question, FuzzyScan scan, List<ComparedField> fields, ScanStore store, Instant now) {
        var read = database.inTransaction(Database.Isolation.REPEATABLE_READ, () -> {
            scan.requireCurrent(reader);
            return new Read(snapshot(), scan.read(fields));
        });
        var groups = scan.compare(read.population(), question.threshold());
        return database.inTransaction(() -> {
            var opened = store.open(
                    new Scan(newId(), read.population().size(), groups.size()), question, read.snapshot(), now);
            scan.addGroups(opened, groups);
            return opened;
        });
    }

    /** A scan takes far more memory than anything else, and Java would keep all of it until it is short of some. */
    private static Scan givingBackMemory(Scan scan) {
        if (scan.scanned() > LARGE) {
            System.gc();
        }
        return scan;
    }

    /** What was read, and when: {@code pg_current_snapshot()}. */
    private record Read(String snapshot, Population population) {}

    private String snapshot() {
        return database.find(Statement.fixed("SELECT pg_current_snapshot()::text"), row -> row.requiredText(1))
                .orElseThrow();
    }

    private static UUID newId() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** What an object has nothing of is not compared; what no object has is refused. */
    private static List<MatchField> fields(Question question, MatchKeys keys) {
        var asked = question.fields();
        if (asked == null) {
            return keys.fields();
        }
        var faults = new Faults();
        for (var name : asked) {
            if (!MatchField.wireNames().contains(name)) {
                faults.invalid(
                        "fields",
                        "exact detection compares %s, not '%s'%s; mode 'fuzzy' compares any field"
                                .formatted(
                                        String.join(", ", MatchField.wireNames()),
                                        name,
                                        NearestName.hint(name, MatchField.wireNames())));
            }
        }
        faults.throwIfAny();
        return keys.fields().stream()
                .filter(field -> asked.contains(field.wireName()))
                .toList();
    }

    /**
     * Remembers that every two of some records are different things.
     *
     * @return how many pairs were not known to be
     * @throws Problem RECORD_NOT_FOUND when one of them is not there
     */
    int dismiss(String objectName, List<UUID> ids, VisibleSchema schema, Instant now) {
        return decide(objectName, schema, dismissals -> {
            ids.forEach(
                    id -> reader.requireReadable(schema.object(objectName, "object_name", Action.READ), id, schema));
            return dismissals.add(ids, now);
        });
    }

    /** Forgets that they are; records may be gone meanwhile. */
    int restore(String objectName, List<UUID> ids, VisibleSchema schema) {
        return decide(objectName, schema, dismissals -> dismissals.remove(ids));
    }

    private int decide(String objectName, VisibleSchema schema, java.util.function.ToIntFunction<Dismissals> decision) {
        schema.actor().requireAdmin("decide about duplicates");
        schema.object(objectName, "object_name", Action.READ);
        return database.inTransaction(() -> {
            reader.requireCurrent(schema);
            var changed = decision.applyAsInt(new Dismissals(database, schema, objectName));
            if (changed > 0) {
                new ScanStore(database, schema).forget(objectName);
            }
            return changed;
        });
    }
}
