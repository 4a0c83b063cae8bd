package app.kasar.schema;

import app.kasar.db.Database;
import app.kasar.db.SqlText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The indexes an object's table must have, and making those that are missing. Which index serves what: {@code (value,
 * id)} an order and a range, {@code (value, created_at, id)} a filter shown in the default order, GIN a list of values.
 */
final class ObjectIndexes {
    private final Database database;

    ObjectIndexes(Database database) {
        this.database = database;
    }

    /** One index: its name and what follows {@code ON table}. */
    record Index(String name, boolean isUnique, String definition) {}

    static List<Index> of(ObjectSchema object) {
        var indexes = new ArrayList<Index>();
        object.fields().forEach(field -> indexes.addAll(ofField(object.name(), field)));
        indexes.add(gin(object.name(), "search_document"));
        indexes.addAll(overSeveral(object.name()));
        return indexes;
    }

    /** What the product's own lists ask for at once: whose, in which state, and then the order they are shown in. */
    private static List<Index> overSeveral(String object) {
        return switch (object) {
            case "tasks" ->
                List.of(
                        new Index("tasks_by_state", false, "(is_completed, due_date, id)"),
                        new Index("tasks_of_assignee", false, "(assigned_to_id, due_date, id)"),
                        new Index("tasks_of_assignee_by_state", false, "(assigned_to_id, is_completed, due_date, id)"),
                        new Index("tasks_of_creator", false, "(created_by, due_date, id)"));
            case "notifications" ->
                List.of(new Index(
                        "notifications_unread", false, "(recipient_id, created_at, id) WHERE read_at IS NULL"));
            case "threads" ->
                List.of(
                        new Index("threads_of_owner", false, "(owner_id, last_message_at, id)"),
                        new Index("threads_of_owner_by_state", false, "(owner_id, is_read, last_message_at, id)"),
                        new Index("threads_of_channel", false, "(owner_id, channel, last_message_at, id)"),
                        new Index("threads_of_owner_by_size", false, "(owner_id, message_count, id)"),
                        new Index("threads_of_mailbox", false, "(mailbox_id)"));
            case "companies" -> List.of(new Index("companies_by_folded_name", false, "(lower(name))"));
            case "contacts" ->
                List.of(new Index("contacts_by_folded_name", false, "(lower(full_name)) WHERE full_name IS NOT NULL"));
            default -> List.of();
        };
    }

    static List<Index> ofField(String object, FieldDefinition field) {
        var indexes = new ArrayList<Index>();
        if (field.has(FieldRules.Rule.UNIQUE)) {
            indexes.add(unique(object, field));
        }
        switch (field.type()) {
            case EMAILS, PHONES -> indexes.add(looked(object, FieldColumns.values(field)));
            case RELATION, USER, PIPELINE -> reference(object, field, indexes);
            case SELECT, BOOLEAN, RATING -> addIf(field, indexes, filtered(object, field.name()));
            case MULTI_SELECT -> addIf(field, indexes, gin(object, field.name()));
            case TEXT, EMAIL, PHONE, URL, NUMBER, CURRENCY, PERCENTAGE, FLOAT, INTEGER, DATE, DATETIME ->
                addIf(field, indexes, ordered(object, field.name()));
            case ID, TEXTAREA, ADDRESS, JSON -> {}
        }
        return indexes;
    }

    private static void reference(String object, FieldDefinition field, List<Index> indexes) {
        if (field.name().equals("created_by")) {
            return;
        }
        FieldColumns.stored(field).forEach(column -> indexes.add(filtered(object, column.name())));
    }

    private static void addIf(FieldDefinition field, List<Index> indexes, Index index) {
        if (field.has(FieldRules.Rule.INDEXED)) {
            indexes.add(index);
        }
    }

    private static Index ordered(String object, String column) {
        return new Index(IndexNames.of(object, column, "order"), false, "(" + quoted(column) + ", id)");
    }

    private static Index filtered(String object, String column) {
        return new Index(
                IndexNames.of(object, column, "filter"),
                false,
                "(" + quoted(column) + ", created_at, id)" + present(column));
    }

    private static Index gin(String object, String column) {
        return new Index(
                IndexNames.of(object, column, "words"), false, "USING gin (" + quoted(column) + ")" + present(column));
    }

    /** Looked up with each record that may be there already: entries waiting in a list would be gone through each time. */
    private static Index looked(String object, String column) {
        return new Index(
                IndexNames.of(object, column, "words"),
                false,
                "USING gin (" + quoted(column) + ") WITH (fastupdate = off)" + present(column));
    }

    private static Index unique(String object, FieldDefinition field) {
        var column = field.type().hasEntries() ? FieldColumns.primary(field) : field.name();
        var folded = field.type() == FieldType.EMAILS || field.type() == FieldType.EMAIL;
        return new Index(
                IndexNames.unique(object, field.name()),
                true,
                (folded ? "(lower(" + quoted(column) + "))" : "(" + quoted(column) + ")") + present(column));
    }

    /** Comparisons never find an empty value, so writing records without one need not touch the index. */
    private static String present(String column) {
        return " WHERE " + quoted(column) + " IS NOT NULL";
    }

    private static String quoted(String column) {
        return '"' + column + '"';
    }

    /** Creates the indexes of a table nobody uses yet. */
    void createAll(String schema, ObjectSchema object) {
        of(object).forEach(index -> execute(schema, object.name(), index, "INDEX"));
    }

    /** Creates the indexes of one field, holding back writes while it lasts: for use inside a transaction. */
    void createFor(String schema, String object, FieldDefinition field) {
        ofField(object, field).forEach(index -> execute(schema, object, index, "INDEX"));
    }

    /**
     * Creates what is missing while reads and writes go on; an index left half made by an earlier attempt is made anew.
     * Must not run inside a transaction.
     */
    void createMissing(String schema, String object, List<Index> wanted) {
        var present = names(schema, object, true);
        var broken = names(schema, object, false);
        for (var index : wanted) {
            if (broken.contains(index.name())) {
                drop(schema, index.name());
            }
            if (!present.contains(index.name())) {
                execute(schema, object, index, "INDEX CONCURRENTLY");
            }
        }
    }

    /** Drops an index while reads and writes go on; nothing happens when there is none. */
    void drop(String schema, String name) {
        database.execute(new SqlText()
                .add("DROP INDEX CONCURRENTLY IF EXISTS ")
                .name(schema, name)
                .toStatement());
    }

    private void execute(String schema, String table, Index index, String what) {
        database.execute(new SqlText()
                .add(index.isUnique() ? "CREATE UNIQUE " + what + " " : "CREATE " + what + " ")
                .name(index.name())
                .add(" ON ")
                .name(schema, table)
                .add(" " + index.definition())
                .toStatement());
    }

    private Set<String> names(String schema, String table, boolean valid) {
        var statement = new SqlText()
                .add("SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid"
                        + " JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace"
                        + " WHERE n.nspname = ")
                .value(schema)
                .add(" AND t.relname = ")
                .value(table)
                .add(" AND i.indisvalid = ")
                .value(valid)
                .toStatement();
        return database.list(statement, row -> row.requiredText(1)).stream().collect(Collectors.toSet());
    }
}
