package app.kasar.duplicates;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;

/** How many records a scan compares, counted in its own transaction. */
final class ScannedCount {
    private final Database database;
    private final VisibleSchema schema;

    ScannedCount(Database database, VisibleSchema schema) {
        this.database = database;
        this.schema = schema;
    }

    long of(ObjectSchema object) {
        var name = schema.snapshot().schemaName();
        var text = new SqlText()
                .add("SELECT count(*) FROM ")
                .name(name, object.table())
                .add(" t WHERE ");
        CriterionSql.write(text, AccessRules.rows(schema, object.name(), Action.READ), name, "t");
        return database.find(text.toStatement(), row -> row.number(1)).orElseThrow();
    }
}
