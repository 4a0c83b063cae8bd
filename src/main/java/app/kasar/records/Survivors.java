package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Problem;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Which record stands for one that was merged into it, however many merges ago. */
final class Survivors {
    private static final String TABLE = "merged_records";

    private final Database database;

    Survivors(Database database) {
        this.database = database;
    }

    void add(Write write, UUID survivor, List<UUID> gone) {
        var text = new SqlText().add("INSERT INTO ").name(write.schemaName(), TABLE);
        text.add(" (object_name, id, survivor_id) SELECT ")
                .literal(write.object().name());
        text.add(", g.id, ").value(survivor, "uuid").add(" FROM unnest(").value(gone.toArray(UUID[]::new));
        text.add(") AS g(id) ON CONFLICT (object_name, id) DO UPDATE SET survivor_id = excluded.survivor_id");
        database.execute(text.toStatement());
    }

    /** Empty when there is none that the caller may read. */
    Optional<UUID> find(VisibleSchema schema, ObjectSchema object, UUID id) {
        var name = schema.snapshot().schemaName();
        var text = new SqlText()
                .add("WITH RECURSIVE chain AS (SELECT survivor_id FROM ")
                .name(name, TABLE);
        text.add(" WHERE object_name = ").value(object.name()).add(" AND id = ").value(id);
        text.add(" UNION SELECT m.survivor_id FROM chain c JOIN ").name(name, TABLE);
        text.add(" m ON m.id = c.survivor_id AND m.object_name = ").value(object.name());
        text.add(") SELECT t.id FROM chain c JOIN ").name(name, object.table());
        text.add(" t ON t.id = c.survivor_id WHERE ");
        CriterionSql.write(text, AccessRules.rows(schema, object.name(), Action.READ), name, "t");
        return database.list(text.add(" LIMIT 1").toStatement(), row -> row.requiredUuid(1)).stream()
                .findFirst();
    }

    /** Those of some ids that were merged. */
    Set<UUID> merged(Write write, UUID[] ids) {
        var text = new SqlText().add("SELECT id FROM ").name(write.schemaName(), TABLE);
        text.add(" WHERE object_name = ").value(write.object().name()).add(" AND id = ANY(");
        return Set.copyOf(database.list(text.value(ids).add(")").toStatement(), row -> row.requiredUuid(1)));
    }

    Outcome.Refused refused(Write write, UUID id) {
        var absent = notFound(write.change().schema(), write.object(), id);
        return new Outcome.Refused(absent.faults(), absent.details());
    }

    /** RECORD_NOT_FOUND, with the record that stands for this one where there is one. */
    Problem notFound(VisibleSchema schema, ObjectSchema object, UUID id) {
        var absent = Problem.recordNotFound(object.name(), id);
        return find(schema, object, id)
                .map(survivor -> merged(absent, survivor))
                .orElse(absent);
    }

    private static Problem merged(Problem absent, UUID survivor) {
        var message = "%s; it was merged into %s".formatted(absent.getMessage(), survivor);
        var fault = new Fault(ErrorCode.RECORD_NOT_FOUND, null, message);
        return new Problem(List.of(fault), Map.of("merged_into", survivor.toString()), null);
    }
}
