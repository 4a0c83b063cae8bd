package app.kasar.schema;

import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.schema.FieldColumns.StoredColumn;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes and changes the tables that hold records: an object's own, its history, and its links. */
final class ObjectTables {
    /** Orders names as people do, accents beside their letters; where PostgreSQL is built without ICU, by code point. */
    private static final String NAME_ORDER = "und-x-icu";

    /** Columns computed by the database from others of the row. */
    private static final Map<String, String> DERIVED = Map.of(
            "contacts.full_name",
            "nullif(left(btrim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), 500), '')");

    /** Rules over several columns, by object. */
    private static final Map<String, String> CHECKS = Map.of(
            "contacts",
            "CONSTRAINT contacts_name CHECK ((coalesce(first_name, '') || coalesce(last_name, '')) ~ '\\S')");

    private final Database database;
    private final boolean hasNameOrder;

    ObjectTables(Database database) {
        this.database = database;
        this.hasNameOrder = database.find(
                        new SqlText()
                                .add("SELECT 1 FROM pg_collation WHERE collname = ")
                                .literal(NAME_ORDER)
                                .toStatement(),
                        row -> true)
                .orElse(false);
    }

    static boolean isDerived(String object, String field) {
        return DERIVED.containsKey(object + "." + field);
    }

    /** Creates the tables of an object. Its relations' targets must exist. */
    void create(String schema, ObjectSchema object) {
        var columns = new ArrayList<SqlText>();
        object.fields().forEach(field -> columns.addAll(columnsOf(schema, object.name(), field)));
        columns.add(new SqlText().add("search_document tsvector"));
        var check = CHECKS.get(object.name());
        if (check != null) {
            columns.add(new SqlText().add(check));
        }
        execute(table(schema, object.name(), columns));
        execute(table(schema, object.historyTable(), historyColumns(object)));
        execute(new SqlText()
                .add("CREATE INDEX ON ")
                .name(schema, object.historyTable())
                .add(" (id, transaction_id)"));
    }

    void drop(String schema, ObjectSchema object) {
        for (var field : object.fields()) {
            if (field.relation() instanceof Relation.BelongsToMany many) {
                execute(new SqlText().add("DROP TABLE IF EXISTS ").name(schema, many.link()));
            }
        }
        for (var linking : SystemObjects.WITH_LINKS) {
            execute(new SqlText()
                    .add("DELETE FROM ")
                    .name(schema, SystemObjects.linkTable(linking))
                    .add(" WHERE object_name = ")
                    .value(object.name()));
        }
        execute(new SqlText()
                .add("DROP TABLE ")
                .name(schema, object.name())
                .add(", ")
                .name(schema, object.historyTable()));
    }

    /**
     * Adds a field's columns. Takes its lock for an instant only, whatever the size of the table.
     *
     * @param existing the value of rows that are there already, kept as a property of the column rather than by
     *     rewriting them; null leaves them empty
     */
    void addField(String schema, ObjectSchema object, FieldDefinition field, @Nullable JsonNode existing) {
        for (var column : FieldColumns.stored(field)) {
            addColumn(schema, object.historyTable(), definition(column, field));
            if (existing == null) {
                addColumn(schema, object.name(), definition(column, field));
            } else {
                addFilledColumn(schema, object.name(), definition(column, field), column, existing);
            }
        }
        addReference(schema, object.name(), field);
    }

    private void addColumn(String schema, String table, SqlText definition) {
        execute(alter(schema, table).add(" ADD COLUMN ").add(definition));
    }

    private void addFilledColumn(
            String schema, String table, SqlText definition, StoredColumn column, JsonNode existing) {
        var literal = existing.isString() ? existing.stringValue() : existing.toString();
        addColumn(
                schema,
                table,
                definition
                        .add(" DEFAULT ")
                        .literal(literal)
                        .add("::" + column.type().sqlName()));
        execute(alter(schema, table).add(" ALTER COLUMN ").name(column.name()).add(" DROP DEFAULT"));
    }

    void dropField(String schema, ObjectSchema object, FieldDefinition field) {
        if (field.relation() instanceof Relation.BelongsToMany many) {
            execute(new SqlText().add("DROP TABLE IF EXISTS ").name(schema, many.link()));
        }
        for (var column : FieldColumns.stored(field)) {
            for (var table : List.of(object.name(), object.historyTable())) {
                execute(new SqlText()
                        .add("ALTER TABLE ")
                        .name(schema, table)
                        .add(" DROP COLUMN IF EXISTS ")
                        .name(column.name()));
            }
        }
    }

    /** The table that links records of {@code object} with those of the relation's target. */
    void createLink(String schema, String object, Relation.BelongsToMany many) {
        execute(new SqlText()
                .add("CREATE TABLE ")
                .name(schema, many.link())
                .add(" (")
                .name(many.near())
                .add(" uuid NOT NULL REFERENCES ")
                .name(schema, object)
                .add(" (id) ON DELETE CASCADE, ")
                .name(many.far())
                .add(" uuid NOT NULL REFERENCES ")
                .name(schema, many.target())
                .add(" (id) ON DELETE CASCADE, created_at timestamptz NOT NULL, created_by uuid, PRIMARY KEY (")
                .name(many.near())
                .add(", ")
                .name(many.far())
                .add("))"));
        execute(new SqlText()
                .add("CREATE INDEX ON ")
                .name(schema, many.link())
                .add(" (")
                .name(many.far())
                .add(", ")
                .name(many.near())
                .add(")"));
    }

    /** The table that links records of a system object with records of any object, which may come and go. */
    void createEntityLinks(String schema, ObjectSchema object) {
        execute(new SqlText()
                .add("CREATE TABLE ")
                .name(schema, SystemObjects.linkTable(object))
                .add(" (source_id uuid NOT NULL REFERENCES ")
                .name(schema, object.name())
                .add(" (id) ON DELETE CASCADE, object_name text NOT NULL, record_id uuid NOT NULL,"
                        + " created_at timestamptz NOT NULL, PRIMARY KEY (source_id, object_name, record_id))"));
        execute(new SqlText()
                .add("CREATE INDEX ON ")
                .name(schema, SystemObjects.linkTable(object))
                .add(" (record_id, object_name, source_id)"));
    }

    private List<SqlText> columnsOf(String schema, String object, FieldDefinition field) {
        var all = new ArrayList<SqlText>();
        for (var column : FieldColumns.stored(field)) {
            var text = definition(column, field);
            var derived = DERIVED.get(object + "." + field.name());
            if (derived != null) {
                text.add(" GENERATED ALWAYS AS (" + derived + ") STORED");
            } else {
                text.add(constraint(column, field));
            }
            var target = referenced(field, column);
            if (target != null) {
                text.add(" CONSTRAINT ").name(IndexNames.reference(object, column.name()));
                text.add(" REFERENCES ").name(schema, target).add(" (id)");
            }
            all.add(text);
        }
        return all;
    }

    private SqlText definition(StoredColumn column, FieldDefinition field) {
        var text = new SqlText().name(column.name()).add(" " + column.type().sqlName());
        if (hasNameOrder && field.type() == FieldType.TEXT) {
            text.add(" COLLATE ").name(NAME_ORDER);
        }
        return text;
    }

    private static String constraint(StoredColumn column, FieldDefinition field) {
        return switch (column.name()) {
            case "id" -> " PRIMARY KEY";
            case "created_at", "updated_at" -> " NOT NULL";
            default -> field.has(FieldRules.Rule.REQUIRED) && column.name().equals(field.name()) ? " NOT NULL" : "";
        };
    }

    private static @Nullable String referenced(FieldDefinition field, StoredColumn column) {
        return switch (field.type()) {
            case USER -> field.name().equals("created_by") ? null : "workspace_users";
            case PIPELINE -> column.name().endsWith("_step_id") ? "pipeline_steps" : "pipelines";
            case RELATION -> field.relation() instanceof Relation.BelongsToOne one ? one.target() : null;
            case ID,
                    TEXT,
                    TEXTAREA,
                    EMAIL,
                    PHONE,
                    URL,
                    NUMBER,
                    CURRENCY,
                    PERCENTAGE,
                    FLOAT,
                    INTEGER,
                    RATING,
                    BOOLEAN,
                    DATE,
                    DATETIME,
                    SELECT,
                    MULTI_SELECT,
                    EMAILS,
                    PHONES,
                    ADDRESS,
                    JSON -> null;
        };
    }

    /** Validated after it is there, so that the check of existing rows (all empty) holds no lock against writers. */
    private void addReference(String schema, String object, FieldDefinition field) {
        for (var column : FieldColumns.stored(field)) {
            var target = referenced(field, column);
            if (target != null) {
                var name = IndexNames.reference(object, column.name());
                execute(alter(schema, object)
                        .add(" ADD CONSTRAINT ")
                        .name(name)
                        .add(" FOREIGN KEY (")
                        .name(column.name())
                        .add(") REFERENCES ")
                        .name(schema, target)
                        .add(" (id) NOT VALID"));
                execute(alter(schema, object).add(" VALIDATE CONSTRAINT ").name(name));
            }
        }
    }

    private static SqlText alter(String schema, String table) {
        return new SqlText().add("ALTER TABLE ").name(schema, table);
    }

    private List<SqlText> historyColumns(ObjectSchema object) {
        var columns = new ArrayList<SqlText>();
        for (var field : object.fields()) {
            FieldColumns.stored(field).forEach(column -> columns.add(definition(column, field)));
        }
        columns.add(new SqlText().add("valid tstzrange NOT NULL"));
        columns.add(new SqlText().add("transaction_id xid8 NOT NULL DEFAULT pg_current_xact_id()"));
        columns.add(new SqlText().add("changed_by uuid"));
        columns.add(new SqlText().add("token_id uuid"));
        columns.add(new SqlText().add("request_id text"));
        return columns;
    }

    private static SqlText table(String schema, String name, List<SqlText> columns) {
        var text = new SqlText().add("CREATE TABLE ").name(schema, name).add(" (");
        for (var index = 0; index < columns.size(); index++) {
            text.add(index == 0 ? "" : ", ").add(columns.get(index));
        }
        return text.add(")");
    }

    private void execute(SqlText text) {
        database.execute(text.toStatement());
    }
}
