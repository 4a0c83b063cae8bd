package app.kasar.records;

import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.schema.SearchDocument;
import java.util.List;

/** New records: rows and events as one statement. */
final class InsertSql {
    private InsertSql() {}

    /** Columns of the answer: whether the guard held, id, updated_at, changed, then the outputs; a row a record written. */
    static Statement of(Write write, List<RecordInput> inputs) {
        var parts = new WriteSql(write);
        var columns = WriteSql.columnsSet(inputs, parts.columns());
        var text = new SqlText();
        parts.guard(text);
        input(text, inputs, columns);
        inserted(text, write, parts, columns);
        parts.events(text, "created", "'{}'", "inserted w");
        parts.words(text, "inserted w");
        text.add(" SELECT m.current, w.id, w.updated_at, true");
        parts.outputs(text, "w");
        return text.add(" FROM (SELECT EXISTS (SELECT 1 FROM guard) AS current) m LEFT JOIN inserted w ON true")
                .toStatement();
    }

    private static void input(SqlText text, List<RecordInput> inputs, List<String> columns) {
        text.add(", input AS (SELECT * FROM unnest(");
        text.value(WriteSql.texts(inputs, input -> input.id().toString()), "text[]");
        for (var column : columns) {
            text.add(", ").value(WriteSql.texts(inputs, input -> input.columns().get(column)), "text[]");
        }
        text.add(") AS x(id");
        for (var column : columns) {
            text.add(", ").name(column);
        }
        text.add("))");
    }

    private static void inserted(SqlText text, Write write, WriteSql parts, List<String> columns) {
        text.add(", inserted AS (INSERT INTO ")
                .name(parts.schema(), write.object().table())
                .add(" (id, ");
        WriteSql.names(text, columns, null);
        text.add(columns.isEmpty() ? "" : ", ")
                .add("created_at, updated_at, created_by, search_document) SELECT x.id::uuid, ");
        for (var column : columns) {
            value(text, parts, column);
            text.add(", ");
        }
        var at = write.change().at();
        text.value(at, "timestamptz").add(", ").value(at, "timestamptz").add(", ");
        text.value(write.change().schema().actor().member().id(), "uuid").add(", ");
        SearchDocument.write(text, parts.whole(), column -> {
            if (columns.contains(column)) {
                value(text, parts, column);
            } else {
                text.add("NULL::" + parts.sqlType(column));
            }
        });
        text.add(" FROM input x, guard WHERE true");
        parts.readableReferences(text, parts.guardedReferences(columns), column -> text.name("x", column));
        text.add(" RETURNING *)");
    }

    private static void value(SqlText text, WriteSql parts, String column) {
        text.name("x", column).add("::" + parts.sqlType(column));
    }
}
