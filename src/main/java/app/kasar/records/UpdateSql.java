package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.SearchDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Changed records: the new rows, the versions they replace, and events, as one statement. A record whose values are
 * already as asked is left alone and answered as it is.
 */
final class UpdateSql {
    /** No column of a record is named like these: field names hold no tilde. */
    private static final String INPUT_ID = "~id";

    private static final String NEW = "~new";
    private static final String IS_SET = "~set";

    private final Write write;
    private final List<RecordInput> inputs;
    private final WriteSql parts;
    private final List<String> columns;
    private final SqlText text = new SqlText();

    private UpdateSql(Write write, List<RecordInput> inputs) {
        this.write = write;
        this.inputs = inputs;
        this.parts = new WriteSql(write);
        this.columns = WriteSql.columnsSet(inputs, parts.columns());
    }

    /**
     * Columns of the answer as those of {@link InsertSql}; {@code changed} is false where nothing was written.
     *
     * @param version only records last changed at this moment are touched; null means any
     */
    static Statement of(Write write, List<RecordInput> inputs, @Nullable Instant version) {
        return new UpdateSql(write, inputs).statement(version);
    }

    private Statement statement(@Nullable Instant version) {
        parts.guard(text);
        input();
        before(version);
        changes();
        written();
        text.add(", history AS (");
        parts.history(text, "changes b JOIN written w ON w.id = b.id", "w.updated_at");
        text.add(")");
        parts.events(text, "updated", "b.\"~changes\"", "changes b JOIN written w ON w.id = b.id");
        if (isFoundOtherwise()) {
            parts.words(text, "written w");
        }
        text.add(" SELECT m.current, r.* FROM (SELECT EXISTS (SELECT 1 FROM guard) AS current) m LEFT JOIN (");
        text.add("SELECT w.id, w.updated_at AS version, true AS changed");
        parts.outputs(text, "w");
        text.add(" FROM written w UNION ALL SELECT b.id, b.updated_at, false");
        parts.outputs(text, "b");
        return text.add(" FROM changes b WHERE cardinality(b.\"~changes\") = 0) r ON true")
                .toStatement();
    }

    /** The new values, and where not every input sets a column, whether it does. */
    private void input() {
        text.add(", input AS (SELECT * FROM unnest(");
        text.value(WriteSql.texts(inputs, input -> input.id().toString()), "text[]");
        for (var column : columns) {
            text.add(", ").value(WriteSql.texts(inputs, input -> input.columns().get(column)), "text[]");
            if (!isAlwaysSet(column)) {
                text.add(", ").value(flags(column), "boolean[]");
            }
        }
        text.add(") AS x(").name(INPUT_ID);
        for (var index = 0; index < columns.size(); index++) {
            text.add(", ").name(NEW + index);
            if (!isAlwaysSet(columns.get(index))) {
                text.add(", ").name(IS_SET + index);
            }
        }
        text.add("))");
    }

    private boolean isAlwaysSet(String column) {
        return inputs.stream().allMatch(input -> input.columns().containsKey(column));
    }

    private Boolean[] flags(String column) {
        return inputs.stream().map(input -> input.columns().containsKey(column)).toArray(Boolean[]::new);
    }

    private void before(@Nullable Instant version) {
        text.add(", before AS (SELECT t.*, x.* FROM ")
                .name(parts.schema(), write.object().table());
        text.add(" t JOIN input x ON t.id = ").name("x", INPUT_ID).add("::uuid CROSS JOIN guard WHERE ");
        parts.rows(text, Action.UPDATE, "t");
        if (version != null) {
            text.add(" AND t.updated_at = ").value(version);
        }
        expected();
        parts.readableReferences(text, parts.guardedReferences(columns), this::newText);
        text.add(" FOR UPDATE OF t)");
    }

    /** What the caller repeated of columns the server sets must be so. */
    private void expected() {
        for (var input : inputs) {
            for (var entry : input.expected().entrySet()) {
                text.add(" AND (t.id <> ").value(input.id()).add(" OR ").name("t", entry.getKey());
                text.add(" IS NOT DISTINCT FROM ").value(entry.getValue(), "text::" + parts.sqlType(entry.getKey()));
                text.add(")");
            }
        }
    }

    private void newText(String column) {
        text.name("x", NEW + columns.indexOf(column));
    }

    private void changes() {
        text.add(", changes AS (SELECT b.*, array_remove(ARRAY[");
        var compared = compared();
        for (var index = 0; index < compared.size(); index++) {
            var column = compared.get(index);
            text.add(index == 0 ? "CASE WHEN " : ", CASE WHEN ")
                    .name("b", column)
                    .add(" IS DISTINCT FROM ");
            newValue(column);
            text.add(" THEN ").literal(column).add(" END");
        }
        text.add("]::text[], NULL) AS \"~changes\" FROM before b)");
    }

    /** Columns that say a field changed; those beside an EMAILS, PHONES or ADDRESS value follow it. */
    private List<String> compared() {
        var compared = new ArrayList<>(columns);
        for (var field : parts.whole().fields()) {
            switch (field.type()) {
                case EMAILS, PHONES ->
                    compared.removeAll(List.of(FieldColumns.primary(field), FieldColumns.values(field)));
                case ADDRESS -> compared.remove(FieldColumns.line(field));
                case ID,
                        TEXT,
                        TEXTAREA,
                        EMAIL,
                        PHONE,
                        URL,
                        NUMBER,
                        CURRENCY,
                        PERCENTAGE,
                        FLOAT,
                        INTEGER,
                        RATING,
                        BOOLEAN,
                        DATE,
                        DATETIME,
                        SELECT,
                        MULTI_SELECT,
                        USER,
                        RELATION,
                        PIPELINE,
                        JSON -> {}
            }
        }
        return compared;
    }

    private void newValue(String column) {
        var index = columns.indexOf(column);
        var type = "::" + parts.sqlType(column);
        if (isAlwaysSet(column)) {
            text.name("b", NEW + index).add(type);
        } else {
            text.add("CASE WHEN ")
                    .name("b", IS_SET + index)
                    .add(" THEN ")
                    .name("b", NEW + index)
                    .add(type);
            text.add(" ELSE ").name("b", column).add(" END");
        }
    }

    private void written() {
        text.add(", written AS (UPDATE ")
                .name(parts.schema(), write.object().table())
                .add(" t SET ");
        for (var column : columns) {
            text.name(column).add(" = ");
            newValue(column);
            text.add(", ");
        }
        if (isFoundOtherwise()) {
            text.name(SearchDocument.COLUMN).add(" = ");
            SearchDocument.write(text, parts.whole(), this::valueAfter);
            text.add(", ");
        }
        text.add("updated_at = greatest(").value(write.change().at(), "timestamptz");
        text.add(", b.updated_at + interval '1 millisecond') FROM changes b");
        text.add(" WHERE t.id = b.id AND cardinality(b.\"~changes\") > 0 RETURNING t.*)");
    }

    private boolean isFoundOtherwise() {
        return columns.stream().anyMatch(column -> SearchDocument.dependsOn(parts.whole(), column));
    }

    private void valueAfter(String column) {
        if (columns.contains(column)) {
            newValue(column);
        } else {
            text.name("b", column);
        }
    }
}
