package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.query.sql.OutputSql;
import app.kasar.schema.UserLabel;
import app.kasar.schema.VisibleSchema;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** What records are called, for places that name them by id alone. */
public final class RecordLabels {
    private final Database database;

    public RecordLabels(Database database) {
        this.database = database;
    }

    /** The labels of those of an object's records that are there and that the caller may read. */
    public Map<UUID, UserLabel> of(VisibleSchema schema, String objectName, Collection<UUID> ids) {
        var object = schema.findReadable(objectName);
        if (object.isEmpty() || ids.isEmpty()) {
            return Map.of();
        }
        var name = schema.snapshot().schemaName();
        var text = new SqlText().add("SELECT t.id, ");
        OutputSql.label(text, object.get(), "t");
        text.add(" FROM ")
                .name(name, object.get().table())
                .add(" t WHERE t.id = ANY(")
                .value(ids.toArray(UUID[]::new));
        CriterionSql.write(text.add(") AND "), AccessRules.rows(schema, objectName, Action.READ), name, "t");
        return database
                .list(text.toStatement(), row -> new UserLabel(row.requiredUuid(1), row.requiredText(2), null))
                .stream()
                .collect(Collectors.toMap(UserLabel::id, label -> label));
    }
}
