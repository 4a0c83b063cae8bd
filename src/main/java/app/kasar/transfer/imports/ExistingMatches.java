package app.kasar.transfer.imports;

import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which keys records have that are there already: one statement for all. */
final class ExistingMatches {
    private final Database database;

    ExistingMatches(Database database) {
        this.database = database;
    }

    /** @param table the object's, in the organization's schema */
    record Table(String schema, String table) {}

    Set<MatchKey> find(Table table, MatchKinds kinds, Collection<MatchKey> wanted) {
        var text = new SqlText();
        for (var kind : kinds.all()) {
            var values = wanted.stream()
                    .filter(key -> key.kind().equals(kind.name()))
                    .map(MatchKey::value)
                    .distinct()
                    .toArray(String[]::new);
            if (values.length > 0) {
                text.add(text.isEmpty() ? "" : " UNION ALL ");
                select(text, table, kind, values);
            }
        }
        var found = new HashSet<MatchKey>();
        if (!text.isEmpty()) {
            // Planned for the values at hand: an empty table soon holds a million rows.
            database.list(
                    text.toStatement().planned(Statement.Planning.EACH_TIME),
                    row -> found.add(new MatchKey(row.requiredText(1), row.requiredText(2))));
        }
        return found;
    }

    private static void select(SqlText text, Table table, MatchKinds.Kind kind, String[] values) {
        text.add("SELECT ").literal(kind.name()).add(", ");
        if (kind.isArray()) {
            text.add("v.value FROM ").name(table.schema(), table.table());
            text.add(" t, unnest(" + kind.sql() + ") AS v(value) WHERE " + kind.sql() + " && ");
            text.value(values, "text[]");
        } else {
            text.add(kind.sql() + " FROM ").name(table.schema(), table.table());
            text.add(" t WHERE " + kind.sql() + " = ANY(")
                    .value(values, "text[]")
                    .add(")");
        }
    }
}
