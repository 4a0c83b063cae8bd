package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import app.kasar.schema.SystemObjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deleted records: their last versions go to the history, records that name them let go of them (a change of their own,
 * with history and event), links vanish; all as one statement.
 */
final class DeleteSql {
    private final Write write;
    private final WriteSql parts;
    private final SqlText text = new SqlText();

    private DeleteSql(Write write) {
        this.write = write;
        this.parts = new WriteSql(write);
    }

    /** Columns of the answer: whether the guard held, then the id; a row a record deleted. */
    static Statement of(Write write, List<UUID> ids, @Nullable Instant version) {
        return new DeleteSql(write).statement(ids, version);
    }

    private Statement statement(List<UUID> ids, @Nullable Instant version) {
        parts.guard(text);
        text.add(", doomed AS (SELECT t.* FROM ")
                .name(parts.schema(), write.object().table());
        text.add(" t CROSS JOIN guard WHERE t.id = ANY(")
                .value(ids.toArray(UUID[]::new))
                .add(") AND ");
        parts.rows(text, Action.DELETE, "t");
        if (version != null) {
            text.add(" AND t.updated_at = ").value(version);
        }
        text.add(" FOR UPDATE OF t)");
        letGo();
        unlink();
        text.add(", deleted AS (DELETE FROM ")
                .name(parts.schema(), write.object().table());
        text.add(" t USING doomed d WHERE t.id = d.id RETURNING t.id), history AS (");
        parts.history(text, "doomed b", "greatest(" + AT + ", b.updated_at + interval '1 millisecond')");
        text.add(")");
        parts.events(text, "deleted", "'{}'", "deleted w");
        return text.add(" SELECT m.current, w.id FROM (SELECT EXISTS (SELECT 1 FROM guard) AS current) m")
                .add(" LEFT JOIN deleted w ON true")
                .toStatement();
    }

    /** The moment of the change as a scalar the history's end can be made of; the guard row carries no time of its own. */
    private static final String AT = "(SELECT at FROM moment)";

    private void letGo() {
        text.add(", moment AS (SELECT ")
                .value(write.change().at(), "timestamptz")
                .add(" AS at)");
        var number = 0;
        for (var referring : write.change().schema().snapshot().objects().values()) {
            var keys = keysTo(referring);
            if (!keys.isEmpty()) {
                letGo(referring, keys, ++number);
            }
        }
    }

    /** Tasks, notes and interactions stay; only that they were about these records ends with them. */
    private void unlink() {
        for (var linking : SystemObjects.WITH_LINKS) {
            text.add(", " + linking.name() + "unlinked AS (DELETE FROM ");
            text.name(parts.schema(), SystemObjects.linkTable(linking)).add(" k USING doomed d WHERE k.object_name = ");
            text.literal(write.object().name()).add(" AND k.record_id = d.id)");
        }
    }

    private List<String> keysTo(ObjectSchema referring) {
        var keys = new ArrayList<String>();
        for (var field : referring.fields()) {
            if (field.relation() instanceof Relation.BelongsToOne one
                    && one.target().equals(write.object().name())) {
                keys.add(one.foreignKey());
            }
        }
        return keys;
    }

    private void letGo(ObjectSchema referring, List<String> keys, int number) {
        var left = "left" + number;
        text.add(", " + left + " AS (SELECT t.* FROM ")
                .name(parts.schema(), referring.name())
                .add(" t WHERE (");
        for (var index = 0; index < keys.size(); index++) {
            text.add(index == 0 ? "" : " OR ").name("t", keys.get(index)).add(" IN (SELECT id FROM doomed)");
        }
        // A record deleted in the same statement must not be changed by it as well.
        text.add(") AND t.id NOT IN (SELECT id FROM doomed) FOR UPDATE OF t)");
        released(referring, keys, number, left);
        leftHistory(referring, number, left);
        leftEvents(referring, keys, number);
    }

    private void released(ObjectSchema referring, List<String> keys, int number, String left) {
        text.add(", released" + number + " AS (UPDATE ")
                .name(parts.schema(), referring.name())
                .add(" t SET ");
        for (var key : keys) {
            text.name(key).add(" = CASE WHEN ").name("b", key).add(" IN (SELECT id FROM doomed) THEN NULL ELSE ");
            text.name("b", key).add(" END, ");
        }
        text.add("updated_at = greatest(" + AT + ", b.updated_at + interval '1 millisecond') FROM " + left + " b");
        text.add(" WHERE t.id = b.id RETURNING t.id, t.updated_at)");
    }

    private void leftHistory(ObjectSchema referring, int number, String left) {
        var columns = referring.fields().stream()
                .flatMap(field -> FieldColumns.stored(field).stream())
                .map(FieldColumns.StoredColumn::name)
                .toList();
        text.add(", lefthistory" + number + " AS (INSERT INTO ")
                .name(parts.schema(), referring.historyTable())
                .add(" (");
        WriteSql.names(text, columns, null);
        text.add(", valid, changed_by, token_id, request_id) SELECT ");
        WriteSql.names(text, columns, "b");
        text.add(", tstzrange(b.updated_at, w.updated_at), ");
        parts.author(text);
        text.add(" FROM " + left + " b JOIN released" + number + " w ON w.id = b.id)");
    }

    private void leftEvents(ObjectSchema referring, List<String> keys, int number) {
        text.add(", leftevent" + number + " AS (INSERT INTO ").name(parts.schema(), "events");
        text.add(
                " (object_name, record_id, kind, changed_fields, happened_at, actor_id, token_id, request_id) SELECT ");
        text.literal(referring.name()).add(", w.id, 'updated', ").value(keys.toArray(String[]::new), "text[]");
        text.add(", ").add(AT).add(", ");
        parts.author(text);
        text.add(" FROM released" + number + " w)");
    }
}
