package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.sql.CriterionSql;
import app.kasar.schema.Relation;
import java.util.List;
import java.util.UUID;

/** Links between records of a many-to-many relation, with an event on either side, as one statement. */
final class LinkSql {
    private final Write write;
    private final WriteSql parts;
    private final Relation.BelongsToMany relation;

    LinkSql(Write write, Relation.BelongsToMany relation) {
        this.write = write;
        this.parts = new WriteSql(write);
        this.relation = relation;
    }

    /**
     * Links each record with each target; those linked already stay as they are. Columns of the answer: whether the guard
     * held, the records that may be changed, and the targets found, both as arrays of texts.
     */
    Statement add(List<UUID> ids, List<UUID> targets) {
        var text = found(ids, targets);
        text.add(", linked AS (INSERT INTO ")
                .name(parts.schema(), relation.link())
                .add(" (");
        text.name(relation.near()).add(", ").name(relation.far()).add(", created_at, created_by) SELECT n.id, f.id, ");
        text.value(write.change().at(), "timestamptz").add(", ");
        text.value(write.change().schema().actor().member().id(), "uuid");
        text.add(" FROM near n CROSS JOIN far f ON CONFLICT DO NOTHING RETURNING ");
        return answer(text, "associated");
    }

    /** Takes links away; those that are not there are no fault. Columns as {@link #add}. */
    Statement remove(List<UUID> ids, List<UUID> targets) {
        var text = found(ids, targets);
        text.add(", linked AS (DELETE FROM ")
                .name(parts.schema(), relation.link())
                .add(" l USING near n, far f WHERE ");
        text.name("l", relation.near())
                .add(" = n.id AND ")
                .name("l", relation.far())
                .add(" = f.id RETURNING ");
        return answer(text, "dissociated");
    }

    private SqlText found(List<UUID> ids, List<UUID> targets) {
        var actor = write.change().schema().actor();
        var text = new SqlText();
        parts.guard(text);
        text.add(", near AS (SELECT t.id FROM ")
                .name(parts.schema(), write.object().table());
        text.add(" t CROSS JOIN guard WHERE t.id = ANY(")
                .value(ids.toArray(UUID[]::new))
                .add(") AND ");
        parts.rows(text, Action.UPDATE, "t");
        text.add(" FOR KEY SHARE OF t), far AS (SELECT t.id FROM ").name(parts.schema(), relation.target());
        text.add(" t WHERE t.id = ANY(").value(targets.toArray(UUID[]::new)).add(") AND ");
        CriterionSql.write(
                text, AccessRules.rows(write.change().schema(), relation.target(), Action.READ), parts.schema(), "t");
        return text.add(" FOR KEY SHARE OF t)");
    }

    private Statement answer(SqlText text, String kind) {
        text.name(relation.near()).add(" AS near, ").name(relation.far()).add(" AS far)");
        event(text, "nearevent", write.object().name(), "w.near, w.far", kind);
        event(text, "farevent", relation.target(), "w.far, w.near", kind);
        return text.add(" SELECT EXISTS (SELECT 1 FROM guard), ARRAY(SELECT id::text FROM near),")
                .add(" ARRAY(SELECT id::text FROM far)")
                .toStatement();
    }

    private void event(SqlText text, String name, String object, String ids, String kind) {
        text.add(", " + name + " AS (INSERT INTO ").name(parts.schema(), "events");
        text.add(" (object_name, record_id, related_id, kind, happened_at, actor_id, token_id, request_id) SELECT ");
        text.literal(object).add(", " + ids + ", ").literal(kind).add(", ");
        text.value(write.change().at(), "timestamptz").add(", ");
        parts.author(text);
        text.add(" FROM linked w)");
    }
}
