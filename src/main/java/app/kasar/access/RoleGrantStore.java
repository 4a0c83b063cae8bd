package app.kasar.access;

import static java.util.Objects.requireNonNull;

import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.Statement;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The grants of an organization's roles, as far as they differ from what a role may do by default. */
public final class RoleGrantStore {
    private static final String COLUMNS =
            "role, object_name, can_read, can_create, can_update, can_delete, hidden_fields";

    private final Database database;

    public RoleGrantStore(Database database) {
        this.database = database;
    }

    /** By object, {@link Permissions#EVERY_OTHER_OBJECT} among them only where it was set. */
    public Map<String, ObjectGrants> list(String schemaName, Role role) {
        var grants = new TreeMap<String, ObjectGrants>();
        var select = "SELECT " + COLUMNS + " FROM " + table(schemaName) + " WHERE role = ?";
        database.list(Statement.fixed(select, role.wireName()), row -> grants.put(row.requiredText(2), read(row)));
        return grants;
    }

    /** Needs an open transaction. */
    public void replace(String schemaName, Role role, Map<String, ObjectGrants> grants) {
        var table = table(schemaName);
        var insert = "INSERT INTO " + table + " (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?)";
        database.execute(Statement.fixed("DELETE FROM " + table + " WHERE role = ?", role.wireName()));
        grants.forEach((object, granted) -> database.execute(Statement.fixed(
                insert,
                role.wireName(),
                object,
                granted.read().wireName(),
                granted.create().wireName(),
                granted.update().wireName(),
                granted.delete().wireName(),
                granted.hiddenFields().stream().sorted().toArray(String[]::new))));
    }

    private static String table(String schemaName) {
        return SchemaTable.of(schemaName, "role_grants");
    }

    private static ObjectGrants read(Row row) {
        return new ObjectGrants(
                grant(row, 3), grant(row, 4), grant(row, 5), grant(row, 6), Set.copyOf(requireNonNull(row.texts(7))));
    }

    private static Grant grant(Row row, int column) {
        return Grant.find(row.requiredText(column)).orElseThrow();
    }
}
