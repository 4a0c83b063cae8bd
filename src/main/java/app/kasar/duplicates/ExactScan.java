package app.kasar.duplicates;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import java.util.List;

/** Finds the records of an object that have a match key in common: one statement a match field, over all of them. */
final class ExactScan {
    private final Database database;
    private final VisibleSchema schema;
    private final ObjectSchema object;

    ExactScan(Database database, VisibleSchema schema, ObjectSchema object) {
        this.database = database;
        this.schema = schema;
        this.object = object;
    }

    /**
     * Adds a scan's groups, by match field and value.
     *
     * @return how many there are
     */
    int addGroups(Scan scan, MatchKeys keys, List<MatchField> fields) {
        var added = 0;
        for (var field : fields) {
            added += database.execute(statement(scan, keys, field, added));
        }
        return added;
    }

    private Statement statement(Scan scan, MatchKeys keys, MatchField field, int before) {
        var name = schema.snapshot().schemaName();
        var text = new SqlText()
                .add("INSERT INTO ")
                .name(name, "duplicate_groups")
                .add(" (scan_id, position, match_field, match_value, record_ids) SELECT ")
                .value(scan.id(), "uuid");
        text.add(", ").value(before, "int").add(" + row_number() OVER (ORDER BY key), ");
        text.literal(field.wireName())
                .add(", key, ids FROM (SELECT key, array_agg(id ORDER BY created_at, id) AS ids FROM (");
        keyed(text, keys, field);
        text.add(") keyed GROUP BY key HAVING count(*) > 1) found WHERE ");
        Dismissals.notAll(text, name, object.name(), "ids");
        return text.toStatement();
    }

    /** Each key of each record once. */
    private void keyed(SqlText text, MatchKeys keys, MatchField field) {
        var name = schema.snapshot().schemaName();
        var columns = keys.columns(field);
        text.add(keys.mayRepeat(field) ? "SELECT DISTINCT" : "SELECT");
        text.add(" id, created_at, key COLLATE \"C\" AS key FROM (SELECT t.id, t.created_at, unnest(");
        keys.write(text, field, "t");
        text.add(") AS key FROM ").name(name, object.table()).add(" t WHERE (");
        for (var index = 0; index < columns.size(); index++) {
            text.add(index == 0 ? "" : " OR ").name("t", columns.get(index)).add(" IS NOT NULL");
        }
        text.add(") AND ");
        CriterionSql.write(text, AccessRules.rows(schema, object.name(), Action.READ), name, "t");
        text.add(") each WHERE key <> ''");
    }
}
