package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.access.Grant;
import app.kasar.db.SqlText;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.plan.Criterion;
import app.kasar.query.sql.CriterionSql;
import app.kasar.query.sql.OutputSql;
import app.kasar.schema.ColumnType;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Relation;
import app.kasar.schema.SearchDocument;
import app.kasar.schema.SystemObjects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The parts that statements writing records share. Rows arrive as one array a column, so that one text serves any number. */
final class WriteSql {
    private final Write write;
    private final ObjectSchema whole;
    private final Map<String, ColumnType> types = new LinkedHashMap<>();

    WriteSql(Write write) {
        this.write = write;
        // History, search and derived columns are of the whole object, whatever the caller may see of it.
        this.whole = write.change().schema().snapshot().any(write.object().name());
        whole.fields()
                .forEach(
                        field -> FieldColumns.stored(field).forEach(column -> types.put(column.name(), column.type())));
    }

    ObjectSchema whole() {
        return whole;
    }

    String schema() {
        return write.schemaName();
    }

    /** Every stored column, in order. */
    Set<String> columns() {
        return types.keySet();
    }

    String sqlType(String column) {
        return Objects.requireNonNull(types.get(column), column).sqlName();
    }

    /** Every column at least one input sets, in the object's order. */
    static List<String> columnsSet(List<RecordInput> inputs, Set<String> known) {
        var set = new LinkedHashSet<String>();
        for (var column : known) {
            if (inputs.stream().anyMatch(input -> input.columns().containsKey(column))) {
                set.add(column);
            }
        }
        return List.copyOf(set);
    }

    /** {@code guard AS (…)}: one row while the organization is as the caller knew it, else none. */
    void guard(SqlText text) {
        text.add("WITH guard AS (SELECT epoch FROM ").name(schema(), "state").add(" WHERE epoch = ");
        text.value(write.change().schema().snapshot().epoch()).add(")");
    }

    /** One text array with an element an input. */
    static @Nullable String[] texts(
            List<RecordInput> inputs, java.util.function.Function<RecordInput, @Nullable String> of) {
        var texts = new @Nullable String[inputs.size()];
        for (var index = 0; index < texts.length; index++) {
            texts[index] = of.apply(inputs.get(index));
        }
        return texts;
    }

    /** The list {@code a, b, c} of quoted names, each behind {@code qualifier}. */
    static void names(SqlText text, Iterable<String> names, @Nullable String qualifier) {
        var first = true;
        for (var name : names) {
            text.add(first ? "" : ", ");
            if (qualifier == null) {
                text.name(name);
            } else {
                text.name(qualifier, name);
            }
            first = false;
        }
    }

    /** Values of the change that history and events keep: who, by which token, on which request. */
    void author(SqlText text) {
        var actor = write.change().schema().actor();
        text.value(actor.member().id(), "uuid").add(", ");
        text.value(actor.token().id(), "uuid").add(", ");
        text.value(write.change().requestId(), "text");
    }

    /** {@code event AS (INSERT …)}: an event for every row of {@code from}. */
    void events(SqlText text, String kind, String changedFields, String from) {
        text.add(", event AS (INSERT INTO ").name(schema(), "events");
        text.add(
                " (object_name, record_id, kind, changed_fields, happened_at, actor_id, token_id, request_id) SELECT ");
        text.literal(write.object().name()).add(", w.id, ").literal(kind).add(", " + changedFields + ", ");
        text.value(write.change().at(), "timestamptz").add(", ");
        author(text);
        text.add(" FROM " + from + ")");
    }

    /** {@code words AS (INSERT …)}: what search has to know of the rows of {@code from} beside the rows themselves. */
    void words(SqlText text, String from) {
        if (SystemObjects.WITH_TABLES.stream().anyMatch(system -> system.name().equals(whole.name()))) {
            return;
        }
        text.add(", words AS (");
        SearchDocument.newWords(text, schema(), from);
        text.add(")");
    }

    /** {@code INSERT INTO <object>_history … SELECT}: the versions that ended. */
    void history(SqlText text, String from, String endedAt) {
        text.add("INSERT INTO ").name(schema(), whole.historyTable()).add(" (");
        names(text, columns(), null);
        text.add(", valid, changed_by, token_id, request_id) SELECT ");
        names(text, columns(), "b");
        text.add(", tstzrange(b.updated_at, " + endedAt + "), ");
        author(text);
        text.add(" FROM " + from);
    }

    /** What the answer shows of the row known as {@code alias}, each behind a comma. */
    void outputs(SqlText text, String alias) {
        if (!write.outputs().isEmpty()) {
            text.add(", ");
            OutputSql.write(text, write.outputs(), schema(), alias);
        }
    }

    /** The rows to which something may be done. */
    void rows(SqlText text, Action action, String alias) {
        var rows = switch (write.authority()) {
            case CALLER ->
                AccessRules.readableRows(write.change().schema(), write.object().name(), action);
            case PRODUCT -> new Criterion.Everything();
        };
        CriterionSql.write(text, rows, schema(), alias);
    }

    /** A relation column whose target the caller sees only in part, so that naming a record needs a look at it. */
    record GuardedReference(FieldDefinition field, String column, String target) {}

    List<GuardedReference> guardedReferences(List<String> columns) {
        var guarded = new ArrayList<GuardedReference>();
        for (var field : whole.fields()) {
            if (field.relation() instanceof Relation.BelongsToOne one
                    && columns.contains(one.foreignKey())
                    && write.change().schema().actor().permissions().grant(one.target(), Action.READ) != Grant.ALL) {
                guarded.add(new GuardedReference(field, one.foreignKey(), one.target()));
            }
        }
        return guarded;
    }

    /** Holds when every guarded reference is empty or names a record the caller may read. */
    void readableReferences(SqlText text, List<GuardedReference> references, Consumer<String> column) {
        for (var reference : references) {
            text.add(" AND (");
            column.accept(reference.column());
            text.add(" IS NULL OR EXISTS (SELECT 1 FROM ").name(schema(), reference.target());
            text.add(" r WHERE r.id = ");
            column.accept(reference.column());
            text.add("::uuid AND ");
            var actor = write.change().schema().actor();
            CriterionSql.write(
                    text, AccessRules.rows(write.change().schema(), reference.target(), Action.READ), schema(), "r");
            text.add("))");
        }
    }

    static String[] ids(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
