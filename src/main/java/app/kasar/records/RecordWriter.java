package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.ConstraintViolation;
import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.StaleSnapshot;
import app.kasar.db.Statement;
import app.kasar.json.Json;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Problem;
import app.kasar.query.plan.AccessRules;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The one door for writes: the only code that changes object tables. Each call is one statement and one commit, history
 * and events included; where the database refuses a record among several, they are written one by one, so that one bad
 * record never hides the others.
 */
public final class RecordWriter {
    private static final int CURRENT = 1;
    private static final int ID = 2;
    private static final int VERSION = 3;
    private static final int CHANGED = 4;
    private static final int FIRST_OUTPUT = 5;

    private final Database database;
    private final Violations violations;
    private final Refusals refusals;
    private final Links links;
    private final Merging merging;

    public RecordWriter(Database database) {
        this.database = database;
        this.violations = new Violations(database);
        this.refusals = new Refusals(database);
        this.links = new Links(database);
        this.merging = new Merging(database);
    }

    /**
     * Creates records; outcomes come in the order of the inputs.
     *
     * @throws StaleSnapshot when the organization moved on since the caller was authenticated; nothing is written then
     */
    public List<Outcome> create(Write write, List<RecordInput> inputs) {
        return checked(write, inputs, Action.CREATE, passed -> withLinks(write, passed, ready -> insert(write, ready)));
    }

    /** As {@link #create}, for records that exist. An id may appear once only. */
    public List<Outcome> update(Write write, List<RecordInput> inputs) {
        return checked(
                write, inputs, Action.UPDATE, passed -> withLinks(write, passed, ready -> change(write, ready, null)));
    }

    /**
     * Locks a record until the transaction ends, and shows it as it then is; what is refused is refused as if it were to be
     * changed.
     *
     * @param version as for {@link #update(Write, RecordInput, Instant)}
     */
    public Outcome lock(Write write, UUID id, @Nullable Instant version) {
        return update(write, RecordInput.nothing(id), version);
    }

    /**
     * Changes one record.
     *
     * @param version when not null, the record is refused with PRECONDITION_FAILED unless it was last changed then
     */
    public Outcome update(Write write, RecordInput input, @Nullable Instant version) {
        return withLinks(write, List.of(input), ready -> change(write, ready, version))
                .getFirst();
    }

    /** Deletes records; an outcome an id, in order. */
    public List<Outcome> delete(Write write, List<UUID> ids, @Nullable Instant version) {
        var inputs = ids.stream().map(RecordInput::nothing).toList();
        return each(write, inputs, ready -> remove(write, ready, version));
    }

    /** Links one record with others over a many-to-many relation, or takes the links away. */
    public void link(Write write, String field, UUID id, List<UUID> targets, boolean linked) {
        links.set(write, field, id, targets, linked);
    }

    /**
     * Links each of many records with each of the targets, or takes these links away, all in one transaction.
     *
     * @return the records that were refused; all others are as asked
     * @throws Problem RECORD_NOT_FOUND when a target is not there for the caller; nothing is written then
     */
    public Map<UUID, Outcome.Refused> linkAll(
            Write write, String field, List<UUID> ids, List<UUID> targets, boolean linked) {
        return database.inTransaction(() -> links.setAll(write, field, ids, targets, linked));
    }

    /** As {@link #linkAll}, making the targets all that each record is linked with, as far as the caller sees. */
    public Map<UUID, Outcome.Refused> relinkAll(Write write, String field, List<UUID> ids, List<UUID> targets) {
        return database.inTransaction(() -> links.replaceAll(write, field, ids, targets));
    }

    /**
     * Makes several records one, all or nothing: the others are deleted, what named them names the survivor, and their ids
     * lead to it from then on. Who changes one of them meanwhile waits, and then finds it gone.
     *
     * @param values the survivor's new values; told all records as they are, the survivor first, then the others oldest
     *     first
     * @throws Problem with a fault for every record that is not there for the caller or that they may not change and delete
     */
    public Merged merge(
            Write write, UUID survivor, List<UUID> others, Function<List<StoredRecord>, RecordInput> values) {
        return database.inTransaction(() -> {
            var before = merging.lock(write, survivor, others);
            var input = values.apply(before);
            var moved = merging.repoint(write, survivor, others);
            // They go first, so that the survivor can have what must be unique.
            delete(write, others, null).forEach(Outcome::orThrow);
            return new Merged(update(write, input, null).orThrow(), before, moved);
        });
    }

    private static List<Outcome> checked(
            Write write, List<RecordInput> inputs, Action action, Function<List<RecordInput>, List<Outcome>> writing) {
        var refused = write.duplicateCheck().refused(write, inputs, action);
        var passed = inputs.stream()
                .filter(input -> !refused.containsKey(input.id()))
                .toList();
        var written = writing.apply(passed).iterator();
        return inputs.stream()
                .map(input -> refused.containsKey(input.id())
                        ? Objects.requireNonNull(refused.get(input.id()))
                        : written.next())
                .toList();
    }

    /** Records that bring links are written together with them in one transaction, the others as one statement. */
    private List<Outcome> withLinks(
            Write write, List<RecordInput> inputs, Function<List<RecordInput>, List<Outcome>> statement) {
        if (inputs.stream().allMatch(input -> input.links().isEmpty())) {
            return each(write, inputs, statement);
        }
        return database.inTransaction(() -> {
            var outcomes = new ArrayList<Outcome>();
            for (var input : inputs) {
                outcomes.add(withLinks(write, input, statement));
            }
            return outcomes;
        });
    }

    private Outcome withLinks(Write write, RecordInput input, Function<List<RecordInput>, List<Outcome>> statement) {
        try {
            return database.inSavepoint(() -> {
                var outcome = each(write, List.of(input), statement).getFirst().orThrow();
                input.links().forEach((field, ids) -> links.replace(write, field, input.id(), ids));
                return outcome;
            });
        } catch (Problem refused) {
            return new Outcome.Refused(refused.faults(), refused.details());
        }
    }

    private List<Outcome> each(
            Write write, List<RecordInput> inputs, Function<List<RecordInput>, List<Outcome>> statement) {
        if (inputs.isEmpty()) {
            return List.of();
        }
        try {
            return database.isInTransaction()
                    ? database.inSavepoint(() -> statement.apply(inputs))
                    : statement.apply(inputs);
        } catch (ConstraintViolation violation) {
            return inputs.size() == 1
                    ? List.of(violations.explain(violation, write, inputs.getFirst()))
                    : oneByOne(write, inputs, statement);
        }
    }

    private List<Outcome> oneByOne(
            Write write, List<RecordInput> inputs, Function<List<RecordInput>, List<Outcome>> statement) {
        return database.inTransaction(() -> {
            var outcomes = new ArrayList<Outcome>();
            for (var input : inputs) {
                outcomes.addAll(each(write, List.of(input), statement));
            }
            return outcomes;
        });
    }

    private List<Outcome> insert(Write write, List<RecordInput> inputs) {
        var allowed = inputs.stream().filter(input -> mayCreate(write, input)).toList();
        var written = allowed.isEmpty() ? Map.<UUID, Outcome.Written>of() : run(write, InsertSql.of(write, allowed));
        return inOrder(
                inputs,
                written,
                refused -> refused.stream()
                        .collect(Collectors.toMap(
                                RecordInput::id,
                                input -> allowed.contains(input)
                                        ? refusals.ofReferences(write, input)
                                        : Outcome.Refused.of(new Fault(
                                                ErrorCode.PERMISSION_DENIED,
                                                "owner",
                                                "this token may only create records it owns itself")),
                                (one, same) -> one)));
    }

    private static boolean mayCreate(Write write, RecordInput input) {
        var actor = write.change().schema().actor();
        var object = write.object().name();
        return switch (write.authority()) {
            case PRODUCT -> true;
            case CALLER ->
                switch (actor.permissions().grant(object, Action.CREATE)) {
                    case ALL -> true;
                    case OWN -> AccessRules.isOwnFromTheStart(actor, object, input.columns()::get);
                    case NONE -> false;
                };
        };
    }

    private List<Outcome> change(Write write, List<RecordInput> inputs, @Nullable Instant version) {
        var written = run(write, UpdateSql.of(write, inputs, version));
        return inOrder(
                inputs,
                written,
                refused -> refusals.ofChanges(write, refused, new Refusals.Wanted(Action.UPDATE, version)));
    }

    private List<Outcome> remove(Write write, List<RecordInput> inputs, @Nullable Instant version) {
        var ids = inputs.stream().map(RecordInput::id).toList();
        var deleted = new HashMap<UUID, Outcome.Written>();
        database.list(DeleteSql.of(write, ids, version), row -> {
            requireCurrent(row);
            var id = row.uuid(ID);
            return id == null
                    ? null
                    : deleted.put(id, new Outcome.Written(id, write.change().at(), true, ""));
        });
        return inOrder(
                inputs,
                deleted,
                refused -> refusals.ofChanges(write, refused, new Refusals.Wanted(Action.DELETE, version)));
    }

    private static List<Outcome> inOrder(
            List<RecordInput> inputs,
            Map<UUID, Outcome.Written> written,
            Function<List<RecordInput>, Map<UUID, Outcome.Refused>> refusing) {
        var refused = refusing.apply(inputs.stream()
                .filter(input -> !written.containsKey(input.id()))
                .toList());
        return inputs.stream()
                .<Outcome>map(input -> written.containsKey(input.id())
                        ? Objects.requireNonNull(written.get(input.id()))
                        : Objects.requireNonNull(refused.get(input.id())))
                .toList();
    }

    private Map<UUID, Outcome.Written> run(Write write, Statement statement) {
        var writer = new RecordJson(write.outputs(), write.change().schema().snapshot(), FIRST_OUTPUT);
        var written = new HashMap<UUID, Outcome.Written>();
        database.list(statement, row -> {
            requireCurrent(row);
            var id = row.uuid(ID);
            return id == null ? null : written.put(id, written(row, id, write, writer));
        });
        return written;
    }

    private static Outcome.Written written(Row row, UUID id, Write write, RecordJson writer) {
        var json = write.outputs().isEmpty() ? "" : json(row, writer);
        return new Outcome.Written(id, Objects.requireNonNull(row.instant(VERSION)), row.isTrue(CHANGED), json);
    }

    private static String json(Row row, RecordJson writer) {
        var text = new StringWriter();
        try (var json = Json.MAPPER.createGenerator(text)) {
            writer.write(row, json);
        }
        return text.toString();
    }

    private static void requireCurrent(Row row) {
        if (!row.isTrue(CURRENT)) {
            throw new StaleSnapshot("the organization's schema, users or rights changed");
        }
    }
}
