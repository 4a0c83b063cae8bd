package app.kasar.records;

import app.kasar.db.SqlText;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a statement that let records go of those in {@code doomed (id)} which their rows name, or let them name another
 * instead: a change of their own, with history and event.
 */
final class ReferringSql {
    /** The moment of the change as a scalar the history's end can be made of; the guard row carries no time of its own. */
    static final String AT = "(SELECT at FROM moment)";

    private final Write write;
    private final WriteSql parts;
    private final SqlText text;
    private final @Nullable UUID successor;
    private final List<Part> written = new ArrayList<>();

    /** @param successor whom they are to name instead; null for nobody */
    ReferringSql(Write write, SqlText text, @Nullable UUID successor) {
        this.write = write;
        this.parts = new WriteSql(write);
        this.text = text;
        this.successor = successor;
    }

    /** One object's records: {@code left<number>} are those before, {@code released<number>} the ids of those changed. */
    record Part(String object, List<String> keys, int number) {}

    /** The parts, each behind a comma; afterwards there is a {@code moment}. */
    List<Part> write() {
        text.add(", moment AS (SELECT ")
                .value(write.change().at(), "timestamptz")
                .add(" AS at)");
        for (var referring : write.change().schema().snapshot().objects().values()) {
            var keys = keysTo(referring);
            if (!keys.isEmpty()) {
                var part = new Part(referring.name(), keys, written.size() + 1);
                write(referring, part);
                written.add(part);
            }
        }
        return List.copyOf(written);
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

    private void write(ObjectSchema referring, Part part) {
        text.add(", left" + part.number() + " AS (SELECT t.* FROM ")
                .name(parts.schema(), part.object())
                .add(" t WHERE (");
        for (var index = 0; index < part.keys().size(); index++) {
            text.add(index == 0 ? "" : " OR ").name("t", part.keys().get(index)).add(" IN (SELECT id FROM doomed)");
        }
        // A record deleted or changed beside this must not be changed here as well.
        text.add(") AND t.id NOT IN (SELECT id FROM doomed)");
        if (successor != null) {
            text.add(" AND t.id <> ").value(successor);
        }
        text.add(" FOR UPDATE OF t)");
        changed(part);
        history(referring, part.number());
        events(part);
    }

    private void changed(Part part) {
        text.add(", released" + part.number() + " AS (UPDATE ")
                .name(parts.schema(), part.object())
                .add(" t SET ");
        for (var key : part.keys()) {
            text.name(key).add(" = CASE WHEN ").name("b", key).add(" IN (SELECT id FROM doomed) THEN ");
            text.value(successor, "uuid").add(" ELSE ").name("b", key).add(" END, ");
        }
        text.add(
                "updated_at = greatest(" + AT + ", b.updated_at + interval '1 millisecond') FROM left" + part.number());
        text.add(" b WHERE t.id = b.id RETURNING t.id, t.updated_at)");
    }

    private void history(ObjectSchema referring, int number) {
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
        text.add(" FROM left" + number + " b JOIN released" + number + " w ON w.id = b.id)");
    }

    private void events(Part part) {
        text.add(", leftevent" + part.number() + " AS (INSERT INTO ").name(parts.schema(), "events");
        text.add(
                " (object_name, record_id, kind, changed_fields, happened_at, actor_id, token_id, request_id) SELECT ");
        text.literal(part.object()).add(", w.id, 'updated', ").value(part.keys().toArray(String[]::new), "text[]");
        text.add(", ").add(AT).add(", ");
        parts.author(text);
        text.add(" FROM released" + part.number() + " w)");
    }
}
