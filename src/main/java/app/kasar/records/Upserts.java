package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.FieldType;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.value.Ids;
import app.kasar.schema.value.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Creates records or changes the ones they match. Two at once with the same key never make two records: keys are locked
 * until the transaction ends, and where a plain create came between, the record it made is found and changed.
 */
final class Upserts {
    /** Rounds in which an item that lost to another's create is tried again. */
    private static final int ROUNDS = 5;

    private final Database database;
    private final RecordWriter writer;
    private final Survivors survivors;

    Upserts(Database database, RecordWriter writer) {
        this.database = database;
        this.writer = writer;
        this.survivors = new Survivors(database);
    }

    /** An item with the value it is matched by: an id, a field's folded value, or nothing. */
    private record Keyed(
            int index,
            ObjectNode body,
            @Nullable UUID id,
            @Nullable String value) {
        boolean isKeyed() {
            return id != null || value != null;
        }

        String key() {
            return id != null ? id.toString() : "=" + value;
        }
    }

    /**
     * How records without an id are matched.
     *
     * @param field empty means not at all
     * @param isNamed whether the caller asked for that field, and not for the object's own
     */
    record Match(Optional<FieldDefinition> field, boolean isNamed) {}

    /** What all items of one upsert share. */
    private record Run(Write write, RecordInputReader reader, Match matching, boolean mayCreate, Batches.Item[] items) {
        Optional<FieldDefinition> match() {
            return matching.field();
        }

        void refuse(int index, List<Fault> faults) {
            items[index] = new Batches.Item(index, null, Batches.Kind.FAILED, new Outcome.Refused(faults, Map.of()));
        }

        void set(Keyed keyed, Batches.Kind kind, Outcome outcome) {
            var id = keyed.id() == null ? null : keyed.id().toString();
            items[keyed.index()] = new Batches.Item(
                    keyed.index(), id, outcome instanceof Outcome.Written ? kind : Batches.Kind.FAILED, outcome);
        }
    }

    /**
     * The field records without an id are matched by: the one named, else the object's unique one, else e-mail or
     * domain; empty when there is none.
     *
     * @throws Problem VALIDATION_ERROR when the named field cannot serve
     */
    static Match match(ObjectSchema object, @Nullable JsonNode named) {
        if (named == null || named.isNull()) {
            return new Match(
                    object.fields().stream()
                            .filter(field -> field.has(Rule.UNIQUE))
                            .findFirst()
                            .or(() -> object.findField("email"))
                            .or(() -> object.findField("domain")),
                    false);
        }
        if (!named.isString()) {
            throw Problem.invalid("match_field", "'match_field' must be the name of a field");
        }
        var name = named.stringValue();
        if (name.equals("id")) {
            return new Match(Optional.empty(), true);
        }
        var matchable = RecordInputReader.matchableFields(object);
        if (!matchable.contains(name)) {
            throw Problem.invalid(
                    "match_field",
                    "'match_field' cannot be '%s'%s"
                            .formatted(name, NearestName.hintOrList(name, matchable, matchable)));
        }
        return new Match(object.findField(name), true);
    }

    /** @param mayCreate whether records that match none are created; else they are refused */
    List<Batches.Item> run(Write write, List<? extends JsonNode> records, Match match, boolean mayCreate) {
        var run = new Run(
                write,
                new RecordInputReader(write.object(), write.change().schema()),
                match,
                mayCreate,
                new Batches.Item[records.size()]);
        var pending = new ArrayList<Keyed>();
        for (var index = 0; index < records.size(); index++) {
            keyed(run, index, records.get(index)).ifPresent(pending::add);
        }
        database.inTransaction(() -> {
            lock(run, pending);
            return rounds(run, pending);
        });
        return List.of(run.items());
    }

    private static Optional<Keyed> keyed(Run run, int index, JsonNode record) {
        if (!(record instanceof ObjectNode body)) {
            run.refuse(index, List.of(Fault.invalid(null, "a record must be a JSON object")));
            return Optional.empty();
        }
        var id = body.get("id");
        if (id != null && !id.isNull()) {
            return switch (Ids.read(id)) {
                case Reading.Accepted<UUID>(var read) -> Optional.of(new Keyed(index, body, read, null));
                case Reading.Refused<UUID>(var message) -> {
                    run.refuse(index, List.of(Fault.invalid("id", "'id' " + message)));
                    yield Optional.empty();
                }
            };
        }
        return Optional.of(new Keyed(index, body, null, matchValue(run, body)));
    }

    /** The value as it is compared; null when the record has none or it cannot be read, which writing it will tell. */
    private static @Nullable String matchValue(Run run, ObjectNode body) {
        if (run.match().isEmpty()) {
            return null;
        }
        var field = run.match().get();
        var given = body.get(field.name());
        if (given == null || given.isNull()) {
            return null;
        }
        var settings = run.write().change().schema().actor().settings();
        return switch (new FieldInput(run.write().object(), settings).read(field, given)) {
            case Reading.Accepted<ColumnTexts>(var texts) ->
                folded(field, texts.byColumn().get(Violations.uniqueColumn(field)));
            case Reading.Refused<ColumnTexts> refused -> null;
        };
    }

    private static @Nullable String folded(FieldDefinition field, @Nullable String text) {
        return text == null || !isFolded(field) ? text : text.toLowerCase(Locale.ROOT);
    }

    private static boolean isFolded(FieldDefinition field) {
        return field.type() == FieldType.EMAIL || field.type() == FieldType.EMAILS;
    }

    /** In one order for everybody, so that two batches with the same keys wait for each other instead of locking up. */
    private void lock(Run run, List<Keyed> pending) {
        var scope = run.write().schemaName() + "/" + run.write().object().name() + "/"
                + run.match().map(FieldDefinition::name).orElse("id") + "/";
        var keys = pending.stream()
                .filter(Keyed::isKeyed)
                .map(keyed -> scope + keyed.key())
                .toArray(String[]::new);
        if (keys.length > 0) {
            var text = new SqlText()
                    .add("SELECT count(pg_advisory_xact_lock(k)) FROM (SELECT DISTINCT"
                            + " hashtextextended(key, 0) AS k FROM unnest(");
            text.value(keys, "text[]").add(") AS key ORDER BY k) AS keys");
            database.find(text.toStatement(), row -> row.number(1));
        }
    }

    /** A key that appears twice is written twice, in order: each round takes the first item of every key. */
    private boolean rounds(Run run, List<Keyed> pending) {
        var left = pending;
        var lostRounds = 0;
        while (!left.isEmpty()) {
            var later = new ArrayList<Keyed>();
            var seen = new HashSet<String>();
            var now = new ArrayList<Keyed>();
            for (var keyed : left) {
                (keyed.isKeyed() && !seen.add(keyed.key()) ? later : now).add(keyed);
            }
            var lost = round(run, now, lostRounds < ROUNDS);
            lostRounds += lost.isEmpty() ? 0 : 1;
            later.addAll(0, lost);
            left = later;
        }
        return true;
    }

    /**
     * The items left for another round: those that lost to a create of another, when {@code mayTryAgain}, and those that
     * change a record an item before them changes in this one.
     */
    private List<Keyed> round(Run run, List<Keyed> now, boolean mayTryAgain) {
        var existing = find(run, now);
        var updates = new Pending();
        var creates = new Pending();
        var merged = merged(run, now);
        var changed = new HashSet<UUID>();
        var later = new ArrayList<Keyed>();
        for (var keyed : now) {
            var ids = existing.getOrDefault(keyed.key(), List.of());
            if (ids.size() == 1 && !changed.add(ids.getFirst())) {
                later.add(keyed);
            } else if (ids.size() > 1) {
                run.refuse(
                        keyed.index(),
                        List.of(Fault.invalid(
                                run.match().map(FieldDefinition::name).orElse("id"),
                                "%d records have this value; name the one to change by its id".formatted(ids.size()))));
            } else if (ids.isEmpty() && keyed.id() != null && merged.contains(keyed.id())) {
                run.set(keyed, Batches.Kind.FAILED, survivors.refused(run.write(), keyed.id()));
            } else if (ids.isEmpty() && !run.mayCreate()) {
                run.refuse(keyed.index(), List.of(absent(run)));
            } else if (ids.isEmpty()) {
                creates.add(run, keyed, faults -> forCreate(run, keyed, faults));
            } else {
                updates.add(run, keyed, faults -> run.reader().forUpdate(ids.getFirst(), keyed.body(), faults));
            }
        }
        updates.write(writer.update(run.write(), updates.inputs), run, Batches.Kind.UPDATED, false);
        later.addAll(creates.write(create(run, creates.inputs), run, Batches.Kind.CREATED, mayTryAgain));
        return later;
    }

    private static RecordInput forCreate(Run run, Keyed keyed, Faults faults) {
        var input = run.reader().forCreate(newId(keyed), keyed.body(), faults);
        if (run.matching().isNamed() && !keyed.isKeyed() && faults.isEmpty()) {
            run.match().ifPresent(field -> faults.add(unmatched(field)));
        }
        return input;
    }

    /** Such a record would be made anew each time it is sent. */
    private static Fault unmatched(FieldDefinition field) {
        return Fault.invalid(
                field.name(), "'%s' is required, because records are matched by it".formatted(field.name()));
    }

    private static Fault absent(Run run) {
        var by = run.match().map(FieldDefinition::name).orElse("id");
        return new Fault(ErrorCode.RECORD_NOT_FOUND, by, "no record has this '%s'".formatted(by));
    }

    private List<Outcome> create(Run run, List<RecordInput> inputs) {
        return inputs.isEmpty() ? List.of() : writer.create(run.write(), inputs);
    }

    private static UUID newId(Keyed keyed) {
        return keyed.id() != null ? keyed.id() : com.github.f4b6a3.uuid.UuidCreator.getTimeOrderedEpochPlus1();
    }

    /** The ids that were merged into other records: nothing else is ever made under them. */
    private Set<UUID> merged(Run run, List<Keyed> keyed) {
        var ids = keyed.stream().map(Keyed::id).filter(Objects::nonNull).toArray(UUID[]::new);
        return ids.length == 0 ? Set.of() : survivors.merged(run.write(), ids);
    }

    private Map<String, List<UUID>> find(Run run, List<Keyed> keyed) {
        var found = new HashMap<String, List<UUID>>();
        var ids = keyed.stream().map(Keyed::id).filter(Objects::nonNull).toArray(UUID[]::new);
        var values = keyed.stream().map(Keyed::value).filter(Objects::nonNull).toArray(String[]::new);
        if (ids.length > 0) {
            var text = select(run, "t.id::text").add("t.id = ANY(").value(ids).add(")");
            collect(text, "", found);
        }
        if (values.length > 0) {
            var field = run.match().orElseThrow();
            var compared = compared(run.write().object(), field);
            var text = select(run, compared)
                    .add(compared + " = ANY(")
                    .value(values, "text[]")
                    .add(")");
            collect(text, "=", found);
        }
        return found;
    }

    private static String compared(ObjectSchema object, FieldDefinition field) {
        var column = object.findAttribute(field.name()).orElseThrow().column();
        var quoted = "t.\"" + column + "\"";
        if (isFolded(field)) {
            return "lower(" + quoted + ")";
        }
        return switch (field.type().columnType()) {
            case TEXT, JSONB -> quoted;
            case NUMERIC, DOUBLE, BIGINT, BOOLEAN, DATE, TIMESTAMP, UUID, TEXT_ARRAY -> quoted + "::text";
        };
    }

    private static SqlText select(Run run, String key) {
        var write = run.write();
        var text = new SqlText().add("SELECT " + key + ", t.id FROM ");
        text.name(write.schemaName(), write.object().table()).add(" t WHERE ");
        CriterionSql.write(
                text,
                AccessRules.rows(write.change().schema(), write.object().name(), Action.READ),
                write.schemaName(),
                "t");
        return text.add(" AND ");
    }

    private void collect(SqlText text, String prefix, Map<String, List<UUID>> found) {
        database.list(
                text.toStatement(),
                row -> found.computeIfAbsent(prefix + row.requiredText(1), key -> new ArrayList<>())
                        .add(row.requiredUuid(2)));
    }

    /** Items of one kind that could be read, and their inputs. */
    private static final class Pending {
        private final List<Keyed> items = new ArrayList<>();
        private final List<RecordInput> inputs = new ArrayList<>();

        void add(Run run, Keyed keyed, java.util.function.Function<Faults, RecordInput> reading) {
            var faults = new Faults();
            var input = reading.apply(faults);
            if (faults.isEmpty()) {
                items.add(keyed);
                inputs.add(input);
            } else {
                run.refuse(keyed.index(), faults.list());
            }
        }

        List<Keyed> write(List<Outcome> outcomes, Run run, Batches.Kind kind, boolean mayTryAgain) {
            var lost = new ArrayList<Keyed>();
            for (var index = 0; index < outcomes.size(); index++) {
                var keyed = items.get(index);
                if (mayTryAgain && isLost(keyed, outcomes.get(index), run)) {
                    lost.add(keyed);
                } else {
                    run.set(keyed, kind, outcomes.get(index));
                }
            }
            return lost;
        }

        /** Whether a record with this item's key appeared since it was looked for. */
        private static boolean isLost(Keyed keyed, Outcome outcome, Run run) {
            if (!keyed.isKeyed() || !(outcome instanceof Outcome.Refused refused)) {
                return false;
            }
            var fault = refused.faults().getFirst();
            var field = run.match().map(FieldDefinition::name).orElse(null);
            return fault.code() == ErrorCode.DUPLICATE_RECORD
                    && (fault.at() == null || fault.at().equals(field))
                    && (keyed.id() != null || refused.details().containsKey("existing_id"));
        }
    }
}
