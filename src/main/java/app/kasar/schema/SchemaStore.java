package app.kasar.schema;

import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads and writes what an organization's schema says of objects and fields. */
final class SchemaStore {
    private final Database database;

    SchemaStore(Database database) {
        this.database = database;
    }

    /** The whole shape as of one moment. */
    SchemaSnapshot load(String schema) {
        return database.inTransaction(Database.Isolation.REPEATABLE_READ, () -> {
            var epoch = epoch(schema);
            var fields = fields(schema);
            var objects = new LinkedHashMap<String, ObjectSchema>();
            for (var heading : headings(schema)) {
                objects.put(heading.name(), new ObjectSchema(heading, fields.getOrDefault(heading.name(), List.of())));
            }
            return new SchemaSnapshot(
                    epoch,
                    schema,
                    objects,
                    new PipelineStore(database).list(schema),
                    new SchemaSnapshot.Users(users(schema), activeUsers(schema)),
                    disconnectedMailboxes(schema));
        });
    }

    long epoch(String schema) {
        return database.find(select("SELECT epoch FROM ", schema, "state", ""), row -> row.number(1))
                .orElseThrow();
    }

    void insertObject(String schema, ObjectSchema.Heading heading) {
        database.execute(new SqlText()
                .add("INSERT INTO ")
                .name(schema, "objects")
                .add(" (name, label, icon, is_custom, label_fields, position) VALUES (")
                .value(heading.name())
                .add(", ")
                .value(heading.label())
                .add(", ")
                .value(heading.icon())
                .add(", ")
                .value(heading.isCustom())
                .add(", ")
                .value(heading.labelFields().toArray(String[]::new))
                .add(", ")
                .value(heading.position())
                .add(")")
                .toStatement());
    }

    /** Those of the names that a table, index or other relation of the schema has. */
    List<String> present(String schema, List<String> names) {
        var text = new SqlText()
                .add(
                        "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = ")
                .value(schema)
                .add(" AND c.relname = ANY(")
                .value(names.toArray(String[]::new), "text[]")
                .add(")");
        return database.list(text.toStatement(), row -> row.requiredText(1));
    }

    void updateObject(String schema, ObjectSchema.Heading heading) {
        database.execute(new SqlText()
                .add("UPDATE ")
                .name(schema, "objects")
                .add(" SET label = ")
                .value(heading.label())
                .add(", icon = ")
                .value(heading.icon())
                .add(", label_fields = ")
                .value(heading.labelFields().toArray(String[]::new))
                .add(" WHERE name = ")
                .value(heading.name())
                .toStatement());
    }

    void deleteObject(String schema, String object) {
        database.execute(new SqlText()
                .add("DELETE FROM ")
                .name(schema, "objects")
                .add(" WHERE name = ")
                .value(object)
                .toStatement());
    }

    /** Inserts the field, or replaces what was known of it. */
    void saveField(String schema, String object, FieldDefinition field) {
        var rules = field.rules();
        database.execute(new SqlText()
                .add("INSERT INTO ")
                .name(schema, "fields")
                .add(" (object_name, name, label, type, is_required, is_unique, is_searchable, is_indexed, is_system,"
                        + " is_read_only, default_value, options, relation, position) VALUES (")
                .value(object)
                .add(", ")
                .value(field.name())
                .add(", ")
                .value(field.label())
                .add(", ")
                .value(field.type().name())
                .add(", ")
                .value(rules.has(FieldRules.Rule.REQUIRED))
                .add(", ")
                .value(rules.has(FieldRules.Rule.UNIQUE))
                .add(", ")
                .value(rules.has(FieldRules.Rule.SEARCHABLE))
                .add(", ")
                .value(rules.has(FieldRules.Rule.INDEXED))
                .add(", ")
                .value(rules.has(FieldRules.Rule.SYSTEM))
                .add(", ")
                .value(rules.has(FieldRules.Rule.READ_ONLY))
                .add(", ")
                .value(text(field.details().defaultValue()), "jsonb")
                .add(", ")
                .value(field.options().isEmpty() ? null : Json.MAPPER.writeValueAsString(field.options()), "jsonb")
                .add(", ")
                .value(RelationJson.write(field.relation()), "jsonb")
                .add(", ")
                .value(field.position())
                .add(") ON CONFLICT (object_name, name) DO UPDATE SET label = excluded.label,"
                        + " is_required = excluded.is_required, is_searchable = excluded.is_searchable,"
                        + " is_indexed = excluded.is_indexed, default_value = excluded.default_value,"
                        + " options = excluded.options, relation = excluded.relation")
                .toStatement());
    }

    void deleteField(String schema, String object, String field) {
        database.execute(new SqlText()
                .add("DELETE FROM ")
                .name(schema, "fields")
                .add(" WHERE object_name = ")
                .value(object)
                .add(" AND name = ")
                .value(field)
                .toStatement());
    }

    /** Takes back what roles were granted on an object that is no more. */
    void forgetGrants(String schema, String object) {
        database.execute(new SqlText()
                .add("DELETE FROM ")
                .name(schema, "role_grants")
                .add(" WHERE object_name = ")
                .value(object)
                .toStatement());
    }

    void forgetHidden(String schema, String object, String field) {
        database.execute(new SqlText()
                .add("UPDATE ")
                .name(schema, "role_grants")
                .add(" SET hidden_fields = array_remove(hidden_fields, ")
                .value(field, "text")
                .add(") WHERE object_name = ")
                .value(object)
                .toStatement());
    }

    /** The numbers PostgreSQL gave the columns of a field; a column made anew has another. */
    List<Integer> columnNumbers(String schema, String object, FieldDefinition field) {
        var names = FieldColumns.stored(field).stream()
                .map(FieldColumns.StoredColumn::name)
                .toArray(String[]::new);
        var statement = new SqlText()
                .add("SELECT a.attnum FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid"
                        + " JOIN pg_namespace n ON n.oid = c.relnamespace WHERE NOT a.attisdropped AND n.nspname = ")
                .value(schema)
                .add(" AND c.relname = ")
                .value(object)
                .add(" AND a.attname = ANY(")
                .value(names, "text[]")
                .add(") ORDER BY a.attnum")
                .toStatement();
        return database.list(statement, row -> row.integer(1));
    }

    private List<ObjectSchema.Heading> headings(String schema) {
        var columns = "SELECT name, label, icon, is_custom, label_fields, position FROM ";
        return database.list(
                select(columns, schema, "objects", " ORDER BY position, name"),
                row -> new ObjectSchema.Heading(
                        row.requiredText(1),
                        row.requiredText(2),
                        row.text(3),
                        row.isTrue(4),
                        java.util.Objects.requireNonNull(row.texts(5)),
                        row.integer(6)));
    }

    private Map<String, List<FieldDefinition>> fields(String schema) {
        var columns = "SELECT object_name, name, label, type, is_required, is_unique, is_searchable, is_indexed,"
                + " is_system, is_read_only, default_value, options, relation, position FROM ";
        record Owned(String object, FieldDefinition field) {}
        return database
                .list(
                        select(columns, schema, "fields", " ORDER BY position, name"),
                        row -> new Owned(row.requiredText(1), field(row)))
                .stream()
                .collect(Collectors.groupingBy(
                        Owned::object, Collectors.mapping(Owned::field, Collectors.toUnmodifiableList())));
    }

    private static FieldDefinition field(Row row) {
        var rules = new ArrayList<FieldRules.Rule>();
        addIf(rules, row, 5, FieldRules.Rule.REQUIRED);
        addIf(rules, row, 6, FieldRules.Rule.UNIQUE);
        addIf(rules, row, 7, FieldRules.Rule.SEARCHABLE);
        addIf(rules, row, 8, FieldRules.Rule.INDEXED);
        addIf(rules, row, 9, FieldRules.Rule.SYSTEM);
        addIf(rules, row, 10, FieldRules.Rule.READ_ONLY);
        var details = new FieldDefinition.Details(
                document(row.text(11)), options(document(row.text(12))), RelationJson.read(document(row.text(13))));
        return new FieldDefinition(
                row.requiredText(2),
                row.requiredText(3),
                FieldType.valueOf(row.requiredText(4)),
                FieldRules.of(rules.toArray(FieldRules.Rule[]::new)),
                details,
                row.integer(14));
    }

    private static void addIf(List<FieldRules.Rule> rules, Row row, int column, FieldRules.Rule rule) {
        if (row.isTrue(column)) {
            rules.add(rule);
        }
    }

    private static List<Option> options(@Nullable JsonNode document) {
        return document == null
                ? List.of()
                : document.valueStream()
                        .map(option -> Json.MAPPER.treeToValue(option, Option.class))
                        .toList();
    }

    private Map<UUID, UserLabel> users(String schema) {
        return database
                .list(
                        select("SELECT id, full_name, avatar_url FROM ", schema, "workspace_users", ""),
                        row -> new UserLabel(row.requiredUuid(1), row.requiredText(2), row.text(3)))
                .stream()
                .collect(Collectors.toMap(UserLabel::id, label -> label));
    }

    private Set<UUID> activeUsers(String schema) {
        return Set.copyOf(database.list(
                select("SELECT id FROM ", schema, "workspace_users", " WHERE is_active"), row -> row.requiredUuid(1)));
    }

    private List<UUID> disconnectedMailboxes(String schema) {
        return database.list(
                select("SELECT id FROM ", schema, "mailboxes", " WHERE disconnected_at IS NOT NULL ORDER BY id"),
                row -> row.requiredUuid(1));
    }

    private static Statement select(String columns, String schema, String table, String rest) {
        return new SqlText().add(columns).name(schema, table).add(rest).toStatement();
    }

    private static @Nullable JsonNode document(@Nullable String text) {
        return text == null ? null : Json.MAPPER.readTree(text);
    }

    private static @Nullable String text(@Nullable JsonNode document) {
        return document == null ? null : document.toString();
    }
}
