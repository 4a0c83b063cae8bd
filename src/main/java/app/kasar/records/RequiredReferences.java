package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.SqlText;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Relations to one that must lead somewhere: a record that one of them leads to cannot go, since nothing else would. */
final class RequiredReferences {
    private final Write write;
    private final List<Key> keys = new ArrayList<>();

    /** A column that must name a record. */
    private record Key(ObjectSchema referring, String field, String column) {}

    RequiredReferences(Write write) {
        this.write = write;
        for (var referring : write.change().schema().snapshot().objects().values()) {
            for (var field : referring.fields()) {
                if (field.has(Rule.REQUIRED)
                        && field.relation() instanceof Relation.BelongsToOne one
                        && one.target().equals(write.object().name())) {
                    keys.add(new Key(referring, field.name(), one.foreignKey()));
                }
            }
        }
    }

    /** Appends the condition that no other record needs the one known as {@code t}. */
    void writeNone(SqlText text) {
        for (var key : keys) {
            named(text.add(" AND NOT EXISTS (SELECT 1"), key);
            text.name("t", "id").add(")");
        }
    }

    private void named(SqlText text, Key key) {
        text.add(" FROM ").name(write.schemaName(), key.referring().table()).add(" r WHERE NOT (");
        // A record that names itself goes with itself.
        text.literal(key.referring().name()).add(" = ").literal(write.object().name());
        text.add(" AND r.id = ").name("r", key.column()).add(") AND ").name("r", key.column());
        text.add(" = ");
    }

    /** Why a record cannot go: what needs it, without telling of records that the caller may not see. */
    List<Fault> faults(Database database, UUID id) {
        var faults = keys.stream()
                .flatMap(key -> faults(database, key, id).stream())
                .distinct()
                .toList();
        return faults.isEmpty()
                ? List.of(new Fault(ErrorCode.CONFLICT, null, "the record was needed by another; try again"))
                : faults;
    }

    private List<Fault> faults(Database database, Key key, UUID id) {
        var schema = write.change().schema();
        var text = new SqlText().add("SELECT count(*), count(*) FILTER (WHERE ");
        CriterionSql.write(
                text, AccessRules.rows(schema, key.referring().name(), Action.READ), write.schemaName(), "r");
        named(text.add(")"), key);
        var counts = database.find(text.value(id).toStatement(), row -> new Needing(row.number(1), row.number(2)))
                .orElseThrow();
        return counts.all() == 0 ? List.of() : List.of(fault(key, isShown(key) ? counts.visible() : 0));
    }

    private boolean isShown(Key key) {
        return write.change()
                .schema()
                .findReadable(key.referring().name())
                .flatMap(object -> object.findField(key.field()))
                .isPresent();
    }

    private record Needing(long all, long visible) {}

    private static Fault fault(Key key, long visible) {
        var message = visible == 0
                ? "records that this token may not see need this one"
                : "%,d of '%s' %s this one as '%s', which must not be empty; change or delete them first"
                        .formatted(visible, key.referring().name(), visible == 1 ? "needs" : "need", key.field());
        return new Fault(ErrorCode.CONFLICT, null, message);
    }
}
