package app.kasar.transfer.imports;

import app.kasar.access.Action;
import app.kasar.access.SchemaTable;
import app.kasar.db.Database;
import app.kasar.db.IndexLookup;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.json.Json;
import app.kasar.problem.Faults;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.records.Change;
import app.kasar.records.Outcome;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordInputReader;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records that drafts name by their names, a statement for all drafts together, and makes the companies and
 * tags that are missing. For one change; inside its transaction.
 */
final class References {
    private static final Set<String> MADE_WHEN_MISSING = Set.of("companies", "tags");

    private final Database database;
    private final RecordWriter writer;
    private final Change change;
    private final String imported;
    /** Object to folded name to the ids of the records so called. */
    private final Map<String, Map<String, Set<UUID>>> found = new HashMap<>();

    /** @param imported the object the rows are */
    References(Database database, RecordWriter writer, Change change, String imported) {
        this.imported = imported;
        this.database = database;
        this.writer = writer;
        this.change = change;
    }

    /** Whether the draft names a record of this object that is not there, and may be another row's. */
    boolean awaits(Draft draft, String object) {
        return draft.wanted().stream()
                .filter(wanted -> target(wanted.field()).equals(object))
                .flatMap(wanted -> wanted.names().stream())
                .anyMatch(name -> !CsvDrafts.isId(name)
                        && !found.getOrDefault(object, Map.of()).containsKey(folded(name)));
    }

    /** Looks up what drafts name; needed before anything else is asked, and again when records were made since. */
    void look(List<Draft> drafts) {
        var names = new LinkedHashMap<String, Set<String>>();
        drafts.forEach(draft -> draft.wanted()
                .forEach(wanted -> names.computeIfAbsent(target(wanted.field()), target -> new LinkedHashSet<>())
                        .addAll(wanted.names())));
        names.forEach(this::find);
    }

    /** Puts ids into the drafts' bodies, and into their faults what cannot be found. */
    void resolve(List<Draft> drafts) {
        drafts.forEach(this::resolve);
    }

    private static String target(FieldDefinition field) {
        return field.relation() == null ? "users" : field.relation().target();
    }

    private void resolve(Draft draft) {
        for (var wanted : draft.wanted()) {
            var ids = new ArrayList<UUID>();
            wanted.names().forEach(name -> one(draft, wanted, name, ids));
            if (ids.size() == wanted.names().size()) {
                put(draft, wanted.field(), ids);
            }
        }
    }

    private void one(Draft draft, Draft.Wanted wanted, String name, List<UUID> ids) {
        if (CsvDrafts.isId(name)) {
            ids.add(UUID.fromString(name));
            return;
        }
        var target = target(wanted.field());
        var known = found.getOrDefault(target, Map.of()).getOrDefault(folded(name), Set.of());
        switch (known.size()) {
            case 0 ->
                draft.faults()
                        .invalid(
                                wanted.field().name(),
                                "'%s' names none of the %s: '%s'".formatted(wanted.key(), target, name));
            case 1 -> ids.add(known.iterator().next());
            default ->
                draft.faults()
                        .invalid(
                                wanted.field().name(),
                                "'%s' names %d of the %s: '%s'; give the id of the one that is meant"
                                        .formatted(wanted.key(), known.size(), target, name));
        }
    }

    private static void put(Draft draft, FieldDefinition field, List<UUID> ids) {
        if (field.relation() instanceof Relation.BelongsToMany) {
            var array = draft.body().putArray(field.name());
            ids.stream().distinct().forEach(id -> array.add(id.toString()));
        } else {
            draft.body().put(field.name(), ids.getFirst().toString());
        }
    }

    private void find(String target, Set<String> wanted) {
        var names = wanted.stream()
                .filter(name -> !CsvDrafts.isId(name))
                .collect(
                        Collectors.toMap(References::folded, name -> name, (first, same) -> first, LinkedHashMap::new));
        if (names.isEmpty()) {
            return;
        }
        var byName = found.computeIfAbsent(target, none -> new HashMap<>());
        if (target.equals("users")) {
            findUsers(byName);
            return;
        }
        var object = change.schema().findReadable(target);
        if (object.isEmpty()) {
            return;
        }
        findRecords(object.get(), new ArrayList<>(names.keySet()), byName);
        // One that another row may be is not made: it would be in that row's way.
        if (MADE_WHEN_MISSING.contains(target) && !target.equals(imported)) {
            make(object.get(), names, byName);
        }
    }

    private void findUsers(Map<String, Set<UUID>> byName) {
        var select = "SELECT id, lower(user_email), lower(full_name) FROM %s WHERE is_active"
                .formatted(SchemaTable.of(change.schema().snapshot().schemaName(), "workspace_users"));
        database.list(Statement.fixed(select), row -> {
            add(byName, row.requiredText(2), row.requiredUuid(1));
            add(byName, row.requiredText(3), row.requiredUuid(1));
            return true;
        });
    }

    private void findRecords(ObjectSchema object, List<String> names, Map<String, Set<UUID>> byName) {
        var text = new SqlText();
        for (var field : namingFields(object)) {
            if (!text.isEmpty()) {
                text.add(" UNION ALL ");
            }
            select(text, object, field, names);
        }
        if (!text.isEmpty()) {
            IndexLookup.list(database, text, row -> {
                add(byName, row.text(1), row.requiredUuid(2));
                return true;
            });
        }
    }

    /** What names a record to people, and what no two records share. */
    private static List<FieldDefinition> namingFields(ObjectSchema object) {
        var names = new LinkedHashSet<>(object.heading().labelFields());
        object.fields().stream()
                .filter(field -> field.has(Rule.UNIQUE))
                .map(FieldDefinition::name)
                .forEach(names::add);
        return names.stream()
                .flatMap(name -> object.findField(name).stream())
                .filter(field -> switch (field.type()) {
                    case TEXT, EMAIL, PHONE, URL, EMAILS, PHONES -> true;
                    default -> false;
                })
                .toList();
    }

    private void select(SqlText text, ObjectSchema object, FieldDefinition field, List<String> names) {
        var schema = change.schema().snapshot().schemaName();
        if (field.type().hasEntries()) {
            text.add("SELECT v.value, t.id FROM ").name(schema, object.table()).add(" t, unnest(t.");
            text.name(FieldColumns.values(field)).add(") AS v(value) WHERE t.").name(FieldColumns.values(field));
            text.add(" && ").value(names.toArray(String[]::new), "text[]");
        } else {
            text.add("SELECT lower(t.").name(field.name()).add("), t.id FROM ").name(schema, object.table());
            text.add(" t WHERE lower(t.").name(field.name()).add(") = ANY(");
            text.value(names.toArray(String[]::new), "text[]").add(")");
        }
        text.add(" AND ");
        CriterionSql.write(text, AccessRules.rows(change.schema(), object.name(), Action.READ), schema, "t");
    }

    private void make(ObjectSchema object, Map<String, String> names, Map<String, Set<UUID>> byName) {
        var inputs = new LinkedHashMap<String, RecordInput>();
        var creatable = change.schema().object(object.name(), Action.CREATE);
        var reader = new RecordInputReader(creatable, change.schema());
        names.forEach((folded, name) -> {
            var faults = new Faults();
            var input = reader.forCreate(Json.MAPPER.createObjectNode().put("name", name), faults);
            if (!byName.containsKey(folded) && faults.isEmpty()) {
                inputs.put(folded, input);
            }
        });
        var outcomes = writer.create(new Write(creatable, change, List.of()), List.copyOf(inputs.values()));
        var folded = List.copyOf(inputs.keySet());
        for (var index = 0; index < outcomes.size(); index++) {
            if (outcomes.get(index) instanceof Outcome.Written written) {
                add(byName, folded.get(index), written.id());
            }
        }
    }

    private static void add(Map<String, Set<UUID>> byName, @Nullable String name, UUID id) {
        if (name != null) {
            byName.computeIfAbsent(name, none -> new TreeSet<>()).add(id);
        }
    }

    private static String folded(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
