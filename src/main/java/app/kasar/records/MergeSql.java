package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.schema.ColumnType;
import java.util.List;
import java.util.UUID;

/**
 * The statements that make several records one, before the others are deleted. Each says first whether the organization
 * is still as the caller knew it.
 */
final class MergeSql {
    private final Write write;
    private final WriteSql parts;
    private final UUID survivor;
    private final UUID[] gone;

    MergeSql(Write write, UUID survivor, List<UUID> gone) {
        this.write = write;
        this.parts = new WriteSql(write);
        this.survivor = survivor;
        this.gone = gone.toArray(UUID[]::new);
    }

    /**
     * Locks the records against everyone who would change them or link to them, in an order all merges keep. Columns: the
     * guard, id, created_at, then every stored column as text, with its values behind it where it holds several.
     */
    Statement lock(List<UUID> ids) {
        var text = new SqlText();
        parts.guard(text);
        text.add(", found AS (SELECT t.* FROM ")
                .name(parts.schema(), write.object().table());
        text.add(" t CROSS JOIN guard WHERE t.id = ANY(")
                .value(ids.toArray(UUID[]::new))
                .add(") AND ");
        parts.rows(text, Action.UPDATE, "t");
        parts.rows(text.add(" AND "), Action.DELETE, "t");
        text.add(" ORDER BY t.id FOR UPDATE OF t) SELECT m.current, f.id, f.created_at");
        for (var column : parts.columns()) {
            text.add(", ").name("f", column).add("::text");
            if (parts.sqlType(column).equals(ColumnType.TEXT_ARRAY.sqlName())) {
                text.add(", ").name("f", column);
            }
        }
        return answer(text, "found f");
    }

    /** Lets rows that name one of the others name the survivor. Columns: the guard, table, column, record, from, isNew. */
    Statement referring() {
        var text = doomed();
        var referring = new ReferringSql(write, text, survivor).write();
        text.add(", moved AS (");
        var first = true;
        for (var part : referring) {
            for (var key : part.keys()) {
                text.add(first ? "SELECT " : " UNION ALL SELECT ")
                        .literal(part.object())
                        .add(" AS place, ");
                text.literal(key)
                        .add(" AS key, b.id AS record, ")
                        .name("b", key)
                        .add(" AS origin, true AS is_new");
                text.add(" FROM left" + part.number() + " b WHERE ")
                        .name("b", key)
                        .add(" IN (SELECT id FROM doomed)");
                first = false;
            }
        }
        text.add(first ? "SELECT ''::text AS place, ''::text AS key, id AS record, id AS origin, false AS is_new" : "");
        text.add(first ? " FROM doomed WHERE false" : "");
        text.add(") SELECT m.current, v.place, v.key, v.record, v.origin, v.is_new");
        return answer(text, "moved v");
    }

    /** Lets links of the others be the survivor's, none of them twice. Columns as {@link #referring}. */
    Statement links(LinkTable table) {
        var text = doomed();
        text.add(", old AS (DELETE FROM ").name(parts.schema(), table.name()).add(" l USING doomed d WHERE ");
        text.name("l", table.near()).add(" = d.id");
        if (table.isOfAny()) {
            text.add(" AND l.object_name = ").literal(write.object().name());
        }
        text.add(" RETURNING l.*), added AS (INSERT INTO ")
                .name(parts.schema(), table.name())
                .add(" (");
        text.name(table.near()).add(", ").name(table.far()).add(carried(table)).add(") SELECT DISTINCT ON (");
        text.name("o", table.far()).add(") ").value(survivor, "uuid").add(", ").name("o", table.far());
        text.add(carried(table))
                .add(" FROM old o WHERE ")
                .name("o", table.far())
                .add(" <> ALL (");
        text.value(gone).add(") AND ").name("o", table.far()).add(" <> ").value(survivor);
        text.add(" ORDER BY ").name("o", table.far()).add(", o.created_at ON CONFLICT DO NOTHING RETURNING ");
        text.name(table.far()).add(")");
        events(text, table);
        text.add(" SELECT m.current, ")
                .literal(table.name())
                .add(", ")
                .literal(table.near())
                .add(", v.*");
        return answer(
                text,
                new SqlText()
                        .add("(SELECT ")
                        .name("o", table.far())
                        .add(", ")
                        .name("o", table.near())
                        .add(", EXISTS (SELECT 1 FROM added a WHERE ")
                        .name("a", table.far())
                        .add(" = ")
                        .name("o", table.far())
                        .add(") FROM old o) v(record, origin, is_new)"));
    }

    private static String carried(LinkTable table) {
        return table.isOfAny() ? ", object_name, created_at" : ", created_at, created_by";
    }

    /** Links between records tell at both ends, those of tasks and their like at theirs. */
    private void events(SqlText text, LinkTable table) {
        text.add(", event AS (INSERT INTO ").name(parts.schema(), "events");
        text.add(" (object_name, record_id, related_id, kind, happened_at, actor_id, token_id, request_id)");
        text.add(" SELECT e.object_name, e.record_id, e.related_id, e.kind, ");
        text.value(write.change().at(), "timestamptz").add(", ");
        parts.author(text);
        text.add(" FROM (SELECT ").literal(table.farObject()).add(" AS object_name, ");
        text.name("o", table.far()).add(" AS record_id, ").name("o", table.near());
        text.add(" AS related_id, 'dissociated' AS kind FROM old o UNION ALL SELECT ");
        text.literal(table.farObject()).add(", ").name("a", table.far()).add(", ");
        text.value(survivor, "uuid").add(", 'associated' FROM added a");
        if (!table.isOfAny()) {
            text.add(" UNION ALL SELECT ")
                    .literal(write.object().name())
                    .add(", ")
                    .name("o", table.near());
            text.add(", ").name("o", table.far()).add(", 'dissociated' FROM old o UNION ALL SELECT ");
            text.literal(write.object().name())
                    .add(", ")
                    .value(survivor, "uuid")
                    .add(", ");
            text.name("a", table.far()).add(", 'associated' FROM added a");
        }
        text.add(") e)");
    }

    private SqlText doomed() {
        var text = new SqlText();
        parts.guard(text);
        text.add(", doomed AS (SELECT t.id FROM ")
                .name(parts.schema(), write.object().table());
        return text.add(" t CROSS JOIN guard WHERE t.id = ANY(").value(gone).add("))");
    }

    private static Statement answer(SqlText text, String from) {
        return answer(text, new SqlText().add(from));
    }

    private static Statement answer(SqlText text, SqlText from) {
        text.add(" FROM (SELECT EXISTS (SELECT 1 FROM guard) AS current) m LEFT JOIN ")
                .add(from);
        return text.add(" ON true").toStatement();
    }
}
