package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.schema.SystemObjects;
import java.time.Instant;
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
        new RequiredReferences(write).writeNone(text);
        if (version != null) {
            text.add(" AND t.updated_at = ").value(version);
        }
        text.add(" FOR UPDATE OF t)");
        new ReferringSql(write, text, null).write();
        unlink();
        text.add(", deleted AS (DELETE FROM ")
                .name(parts.schema(), write.object().table());
        text.add(" t USING doomed d WHERE t.id = d.id RETURNING t.id), history AS (");
        parts.history(text, "doomed b", "greatest(" + ReferringSql.AT + ", b.updated_at + interval '1 millisecond')");
        text.add(")");
        parts.events(text, "deleted", "'{}'", "deleted w");
        return text.add(" SELECT m.current, w.id FROM (SELECT EXISTS (SELECT 1 FROM guard) AS current) m")
                .add(" LEFT JOIN deleted w ON true")
                .toStatement();
    }

    /** Tasks, notes and interactions stay; only that they were about these records ends with them. */
    private void unlink() {
        for (var linking : SystemObjects.WITH_LINKS) {
            text.add(", " + linking.name() + "unlinked AS (DELETE FROM ");
            text.name(parts.schema(), SystemObjects.linkTable(linking)).add(" k USING doomed d WHERE k.object_name = ");
            text.literal(write.object().name()).add(" AND k.record_id = d.id)");
        }
    }
}
