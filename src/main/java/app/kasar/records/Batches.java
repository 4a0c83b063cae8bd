package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.access.Grant;
import app.kasar.access.OrganizationEpoch;
import app.kasar.db.Database;
import app.kasar.json.Json;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.value.Ids;
import app.kasar.schema.value.Reading;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes of several records in one request: an item's fault is its own, unless all or nothing was asked for. */
public final class Batches {
    /** Records in one batch. */
    public static final int MOST = 100;

    private final Database database;
    private final RecordWriter writer;
    private final Upserts upserts;
    private final OrganizationEpoch epoch;

    public Batches(Database database, RecordWriter writer) {
        this.database = database;
        this.writer = writer;
        this.upserts = new Upserts(database, writer);
        this.epoch = new OrganizationEpoch(database);
    }

    /** What became of an item. */
    public enum Kind {
        CREATED,
        UPDATED,
        FAILED
    }

    /**
     * One record of the batch, at its place.
     *
     * @param id the id the caller gave; null when none
     */
    public record Item(int index, @Nullable String id, Kind kind, Outcome outcome) {}

    public static int count(List<Item> items, Kind kind) {
        return (int) items.stream().filter(item -> item.kind() == kind).count();
    }

    public List<Item> create(Write write, ObjectNode body, boolean atomic) {
        var records = elements(body, "records", List.of("records"));
        var reader = new RecordInputReader(write.object(), write.change().schema());
        return run(write, atomic, "records", () -> {
            var batch = new Batch(Kind.CREATED);
            for (var record : records) {
                batch.add(null, record, faults -> reader.forCreate((ObjectNode) record, faults));
            }
            return batch.written(inputs -> writer.create(write, inputs));
        });
    }

    public List<Item> update(Write write, ObjectNode body, boolean atomic) {
        var records = elements(body, "records", List.of("records"));
        var reader = new RecordInputReader(write.object(), write.change().schema());
        return run(write, atomic, "records", () -> {
            var batch = new Batch(Kind.UPDATED);
            var seen = new HashSet<UUID>();
            for (var record : records) {
                batch.add(idText(record), record, faults -> {
                    var id = id(record, seen, faults);
                    return reader.forUpdate(id, (ObjectNode) record, faults);
                });
            }
            return batch.written(inputs -> writer.update(write, inputs));
        });
    }

    public List<Item> delete(Write write, ObjectNode body, boolean atomic) {
        var ids = elements(body, "ids", List.of("ids"));
        return run(write, atomic, "ids", () -> {
            var batch = new Batch(Kind.UPDATED);
            var seen = new HashSet<UUID>();
            for (var given : ids) {
                batch.addId(given, faults -> input(read(given, "id", seen, faults)));
            }
            return batch.written(inputs ->
                    writer.delete(write, inputs.stream().map(RecordInput::id).toList(), null));
        });
    }

    /** Records with an id, or the value of a unique or named field, of one that exists change it; others are created. */
    public List<Item> upsert(Write write, ObjectNode body, boolean atomic) {
        var records = elements(body, "records", List.of("records", "match_field"));
        var permissions = write.change().schema().actor().permissions();
        if (permissions.grant(write.object().name(), Action.CREATE) == Grant.NONE
                && permissions.grant(write.object().name(), Action.UPDATE) == Grant.NONE) {
            throw Problem.denied("this token may neither create nor update records of '%s'"
                    .formatted(write.object().name()));
        }
        var match = Upserts.match(write.object(), body.get("match_field"));
        return run(write, atomic, "records", () -> upserts.run(write, records, match, true));
    }

    /**
     * As {@link #upsert}, for any number of records, without what was said of a body; not atomic.
     *
     * @param matchField null is the object's own
     * @param mayCreate whether a record that matches none is created; else it is refused
     * @throws app.kasar.problem.Problem VALIDATION_ERROR when no record can be matched by {@code matchField}
     */
    public List<Item> match(Write write, List<ObjectNode> records, @Nullable String matchField, boolean mayCreate) {
        return upserts.run(write, List.copyOf(records), match(write.object(), matchField), mayCreate);
    }

    /**
     * The field that records are matched by when {@code named} was asked for, null being the object's own; empty when it is
     * the id.
     *
     * @throws app.kasar.problem.Problem VALIDATION_ERROR when it cannot serve
     */
    public static Optional<FieldDefinition> findMatch(ObjectSchema object, @Nullable String named) {
        return match(object, named).field();
    }

    private static Upserts.Match match(ObjectSchema object, @Nullable String named) {
        return Upserts.match(
                object, named == null ? null : Json.MAPPER.getNodeFactory().stringNode(named));
    }

    private static RecordInput input(UUID id) {
        return new RecordInput(id, java.util.Map.of(), java.util.Map.of(), java.util.Map.of());
    }

    /** @throws Problem when the body holds anything but an array of at most {@link #MOST} under {@code key} */
    private static List<JsonNode> elements(ObjectNode body, String key, List<String> known) {
        var faults = new Faults();
        for (var name : body.propertyNames()) {
            if (!known.contains(name)) {
                var hint = NearestName.hintOrList(name, known, known);
                faults.invalid(name, "unknown field '%s'%s".formatted(name, hint));
            }
        }
        var array = body.get(key);
        if (array == null) {
            faults.add(Fault.missing(key, "'%s' is required".formatted(key)));
        } else if (!(array instanceof ArrayNode)) {
            faults.invalid(key, "'%s' must be an array".formatted(key));
        } else if (array.size() > MOST) {
            faults.invalid(key, "'%s' may hold at most %d, not %d".formatted(key, MOST, array.size()));
        }
        faults.throwIfAny();
        return java.util.Objects.requireNonNull(array).valueStream().toList();
    }

    private List<Item> run(Write write, boolean atomic, String key, Supplier<List<Item>> work) {
        if (!atomic) {
            return checked(write, work.get());
        }
        return database.inTransaction(() -> {
            var items = work.get();
            requireAll(items, key);
            return items;
        });
    }

    /** Items may be refused for what has changed since. A statement that wrote one has looked; without one, nobody has. */
    private List<Item> checked(Write write, List<Item> items) {
        if (!items.isEmpty() && items.stream().allMatch(item -> item.kind() == Kind.FAILED)) {
            epoch.requireCurrent(write.change().schema().actor());
        }
        return items;
    }

    /** @throws Problem with the faults of every refused item, each where it stands in the body's list {@code key} */
    private static void requireAll(List<Item> items, String key) {
        var faults = new Faults();
        for (var item : items) {
            if (item.outcome() instanceof Outcome.Refused refused) {
                refused.faults().forEach(fault -> faults.add(fault.within(key + "[" + item.index() + "]")));
            }
        }
        faults.throwIfAny();
    }

    private static @Nullable String idText(JsonNode record) {
        return record.path("id").stringValue(null);
    }

    private static UUID id(JsonNode record, HashSet<UUID> seen, Faults faults) {
        var id = record.get("id");
        if (id == null) {
            faults.add(Fault.missing("id", "'id' is required"));
            return new UUID(0, 0);
        }
        return read(id, "id", seen, faults);
    }

    private static UUID read(JsonNode given, String at, HashSet<UUID> seen, Faults faults) {
        return switch (Ids.read(given)) {
            case Reading.Accepted<UUID>(var id) -> {
                if (!seen.add(id)) {
                    faults.invalid(at, "the id %s appears more than once".formatted(id));
                }
                yield id;
            }
            case Reading.Refused<UUID>(var message) -> {
                faults.invalid(at, "'%s' %s".formatted(at, message));
                yield new UUID(0, 0);
            }
        };
    }

    /** Items as they are read, and what is to be written of them. */
    static final class Batch {
        private final Kind kind;
        private final List<Item> items = new ArrayList<>();
        private final List<Integer> ready = new ArrayList<>();
        private final List<RecordInput> inputs = new ArrayList<>();

        Batch(Kind kind) {
            this.kind = kind;
        }

        void add(@Nullable String id, JsonNode record, Function<Faults, RecordInput> reading) {
            if (record instanceof ObjectNode) {
                add(id, reading);
            } else {
                refuse(id, List.of(new Fault(ErrorCode.VALIDATION_ERROR, null, "a record must be a JSON object")));
            }
        }

        void addId(JsonNode id, Function<Faults, RecordInput> reading) {
            add(id.stringValue(null), reading);
        }

        private void add(@Nullable String id, Function<Faults, RecordInput> reading) {
            var faults = new Faults();
            var input = reading.apply(faults);
            if (!faults.isEmpty()) {
                refuse(id, faults.list());
                return;
            }
            ready.add(items.size());
            inputs.add(input);
            items.add(new Item(items.size(), id, kind, Outcome.Refused.of(Fault.invalid(null, "not written"))));
        }

        private void refuse(@Nullable String id, List<Fault> faults) {
            items.add(new Item(items.size(), id, Kind.FAILED, new Outcome.Refused(faults, java.util.Map.of())));
        }

        List<Item> written(Function<List<RecordInput>, List<Outcome>> writing) {
            var outcomes = writing.apply(inputs);
            for (var index = 0; index < outcomes.size(); index++) {
                var item = items.get(ready.get(index));
                var outcome = outcomes.get(index);
                items.set(
                        item.index(),
                        new Item(
                                item.index(),
                                item.id(),
                                outcome instanceof Outcome.Written ? kind : Kind.FAILED,
                                outcome));
            }
            return items;
        }
    }
}
