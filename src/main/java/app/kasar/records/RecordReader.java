package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.SqlText;
import app.kasar.db.StaleSnapshot;
import app.kasar.db.Statement;
import app.kasar.problem.Problem;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.FilterValues;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.plan.Output;
import app.kasar.query.plan.SortColumn;
import app.kasar.query.request.CursorToken;
import app.kasar.query.sql.CriterionSql;
import app.kasar.query.sql.OutputSql;
import app.kasar.query.sql.PageSql;
import app.kasar.query.sql.SnapshotSql;
import app.kasar.schema.ColumnType;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import app.kasar.schema.value.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Reads records through plans: the only place where a list or a record meets the database. */
public final class RecordReader {
    private static final int EPOCH = 1;
    private static final int TOTAL_CHECK = 2;
    private static final int FIRST_OUTPUT = 3;

    private final Database database;
    private final TotalsCache totals = new TotalsCache();

    public RecordReader(Database database) {
        this.database = database;
    }

    /**
     * Writes the page's records as one JSON array.
     *
     * @throws StaleSnapshot when the organization moved on since the plan was made
     */
    public RecordPage list(ListPlan plan, JsonGenerator json) {
        var count = countStatement(plan);
        var known = plan.page().withTotal() && !database.isInTransaction()
                ? totals.find(count).orElse(null)
                : null;
        var read = new PageRows(plan);
        json.writeStartArray();
        database.list(pageStatement(plan, known), row -> read.accept(row, json));
        json.writeEndArray();
        return new RecordPage(plan.page().withTotal() ? total(plan, count, known, read) : null, read.nextCursor());
    }

    /** The exact number of records of the whole list, without reading any. */
    public long total(ListPlan plan) {
        var count = countStatement(plan);
        var known = database.isInTransaction() ? null : totals.find(count).orElse(null);
        if (known == null) {
            return count(plan, count);
        }
        var schema = plan.schema().snapshot().schemaName();
        var text = new SqlText().add("SELECT ");
        SnapshotSql.epoch(text, schema);
        totalCheck(text.add(", "), plan, known);
        var check = database.find(text.toStatement(), row -> {
                    requireCurrent(plan.schema(), row.number(EPOCH));
                    return TotalCheck.read(plan, row);
                })
                .orElseThrow();
        return check.moved() ? count(plan, count) : known.total() + check.growth();
    }

    /** What became of a total since it was counted. */
    private record TotalCheck(boolean moved, long growth) {
        static final TotalCheck SAME = new TotalCheck(false, 0);

        static TotalCheck read(ListPlan plan, Row row) {
            return isUnfiltered(plan)
                    ? new TotalCheck(false, row.number(TOTAL_CHECK))
                    : new TotalCheck(row.isTrue(TOTAL_CHECK), 0);
        }
    }

    private Long total(ListPlan plan, Statement count, TotalsCache.@Nullable Counted known, PageRows read) {
        if (plan.page().after() == null && read.nextCursor() == null) {
            return (long) read.shown;
        }
        if (known != null && !read.check.moved()) {
            return known.total() + read.check.growth();
        }
        return count(plan, count);
    }

    private Long count(ListPlan plan, Statement count) {
        var counted = database.find(count, row -> {
                    requireCurrent(plan.schema(), row.number(1));
                    return new TotalsCache.Counted(row.number(2), row.requiredText(3));
                })
                .orElseThrow();
        if (!database.isInTransaction()) {
            totals.put(count, counted);
        }
        return counted.total();
    }

    private static Statement countStatement(ListPlan plan) {
        var schema = plan.schema().snapshot().schemaName();
        var text = new SqlText().add("SELECT ");
        SnapshotSql.epoch(text, schema);
        text.add(", count(*), pg_current_snapshot()::text FROM ")
                .name(schema, plan.object().name());
        text.add(" t WHERE ");
        CriterionSql.write(text, plan.selection().criterion(), schema, "t");
        return text.toStatement();
    }

    /** One round trip: the page, the epoch, and whether the total known for it still holds. */
    private static Statement pageStatement(ListPlan plan, TotalsCache.@Nullable Counted known) {
        var schema = plan.schema().snapshot().schemaName();
        var text = new SqlText().add("SELECT m.*, p.* FROM (SELECT ");
        SnapshotSql.epoch(text, schema);
        text.add(" AS epoch, ");
        if (known == null) {
            text.add("NULL");
        } else {
            totalCheck(text, plan, known);
        }
        text.add(" AS total_check) m LEFT JOIN (");
        PageSql.write(text, plan, position(plan));
        return text.add(") p ON true").toStatement();
    }

    private static void totalCheck(SqlText text, ListPlan plan, TotalsCache.Counted known) {
        var schema = plan.schema().snapshot().schemaName();
        if (isUnfiltered(plan)) {
            SnapshotSql.growth(text, schema, plan.object().name(), known.snapshot());
        } else {
            SnapshotSql.changed(text, schema, plan.selection().touched(), known.snapshot());
        }
    }

    private static boolean isUnfiltered(ListPlan plan) {
        return plan.selection().criterion() instanceof Criterion.Everything;
    }

    private static PageSql.@Nullable Position position(ListPlan plan) {
        var after = plan.page().after();
        if (after == null) {
            return null;
        }
        if (after.keys().size() != plan.order().size()) {
            throw Problem.invalid("cursor", "'cursor' was made for another sort; start from the first page");
        }
        var values = new FilterValues(plan.schema().actor().organization().settings());
        var keys = new ArrayList<@Nullable Object>();
        for (var index = 0; index < plan.order().size(); index++) {
            var key = after.keys().get(index);
            keys.add(key == null ? null : typed(values, plan.order().get(index), key));
        }
        return new PageSql.Position(keys, after.id());
    }

    private static Object typed(FilterValues values, SortColumn column, String key) {
        return switch (values.read(column.attribute().type(), key)) {
            case Reading.Accepted<Object>(var value) -> value;
            case Reading.Refused<Object> refused ->
                throw Problem.invalid("cursor", "'cursor' is not one this server made");
        };
    }

    /**
     * Writes one record with everything there is to show of it.
     *
     * @return the record's version, for ETag and If-Match
     * @throws Problem RECORD_NOT_FOUND when there is no such record the caller may read
     */
    public String get(ObjectSchema object, UUID id, VisibleSchema schema, JsonGenerator json) {
        return get(new Shown(object, ListPlanner.enrichedOutputs(object, schema)), id, schema, json);
    }

    /** What is shown of one record. */
    public record Shown(ObjectSchema object, List<Output> outputs) {}

    /** As {@link #get(ObjectSchema, UUID, VisibleSchema, JsonGenerator)}, showing what is asked for. */
    public String get(Shown shown, UUID id, VisibleSchema schema, JsonGenerator json) {
        var object = shown.object();
        var outputs = shown.outputs();
        var name = schema.snapshot().schemaName();
        var text = new SqlText().add("SELECT ");
        SnapshotSql.epoch(text, name);
        text.add(", ").name("t", "updated_at").add(", ");
        OutputSql.write(text, outputs, name, "t");
        text.add(" FROM ")
                .name(name, object.name())
                .add(" t WHERE t.id = ")
                .value(id)
                .add(" AND ");
        CriterionSql.write(text, AccessRules.rows(schema.actor(), object.name(), Action.READ), name, "t");
        var writer = new RecordJson(outputs, schema.snapshot(), FIRST_OUTPUT);
        return database.find(text.toStatement(), row -> {
                    requireCurrent(schema, row.number(EPOCH));
                    writer.write(row, json);
                    return RecordVersion.of(Objects.requireNonNull(row.instant(2)));
                })
                .orElseThrow(() -> notFound(schema, object, id));
    }

    /**
     * How many records of an object meet each criterion, of those that meet {@code among} and the caller may read; all
     * counted in one statement.
     */
    public List<Long> counts(ObjectSchema object, VisibleSchema schema, Criterion among, List<Criterion> criteria) {
        var name = schema.snapshot().schemaName();
        var text = new SqlText().add("SELECT ");
        SnapshotSql.epoch(text, name);
        for (var criterion : criteria) {
            CriterionSql.write(text.add(", count(*) FILTER (WHERE "), criterion, name, "t");
            text.add(")");
        }
        text.add(" FROM ").name(name, object.name()).add(" t WHERE ");
        CriterionSql.write(text, AccessRules.rows(schema.actor(), object.name(), Action.READ), name, "t");
        CriterionSql.write(text.add(" AND "), among, name, "t");
        return database.find(text.toStatement(), row -> {
                    requireCurrent(schema, row.number(EPOCH));
                    return IntStream.range(0, criteria.size())
                            .mapToObj(index -> row.number(index + 2))
                            .toList();
                })
                .orElseThrow();
    }

    /** Nothing was found, so nothing has told yet whether the caller's rights are still what they were. */
    private Problem notFound(VisibleSchema schema, ObjectSchema object, UUID id) {
        requireCurrent(schema);
        return Problem.recordNotFound(object.name(), id);
    }

    /** @throws StaleSnapshot when the organization moved on since the caller was authenticated */
    void requireCurrent(VisibleSchema schema) {
        var text = new SqlText().add("SELECT ");
        SnapshotSql.epoch(text, schema.snapshot().schemaName());
        database.find(text.toStatement(), row -> row.number(1)).ifPresent(epoch -> requireCurrent(schema, epoch));
    }

    static void requireCurrent(VisibleSchema schema, long epoch) {
        if (epoch != schema.snapshot().epoch()) {
            throw new StaleSnapshot("the organization's schema, users or rights changed");
        }
    }

    /** Takes the rows of one page in turn: writes those it shows, and remembers where it ended. */
    private static final class PageRows {
        private final ListPlan plan;
        private final RecordJson writer;
        private int shown;
        private boolean hasMore;
        private TotalCheck check = TotalCheck.SAME;
        private @Nullable CursorToken last;

        PageRows(ListPlan plan) {
            this.plan = plan;
            this.writer = new RecordJson(plan.outputs(), plan.schema().snapshot(), FIRST_OUTPUT);
        }

        boolean accept(Row row, JsonGenerator json) {
            requireCurrent(plan.schema(), row.number(EPOCH));
            check = TotalCheck.read(plan, row);
            var idColumn = FIRST_OUTPUT + plan.outputs().size();
            var id = row.uuid(idColumn);
            if (id == null) {
                return false;
            }
            if (shown == plan.page().limit()) {
                hasMore = true;
                return false;
            }
            shown++;
            writer.write(row, json);
            if (shown == plan.page().limit()) {
                last = cursor(row, id, idColumn + 1);
            }
            return true;
        }

        private CursorToken cursor(Row row, UUID id, int firstKey) {
            var keys = new ArrayList<@Nullable String>();
            for (var index = 0; index < plan.order().size(); index++) {
                keys.add(key(row, plan.order().get(index).attribute().type(), firstKey + index));
            }
            return new CursorToken(id, keys, plan.page().query());
        }

        private static @Nullable String key(Row row, ColumnType type, int column) {
            if (type != ColumnType.TIMESTAMP) {
                return row.text(column);
            }
            var moment = row.instant(column);
            return moment == null ? null : moment.toString();
        }

        @Nullable
        String nextCursor() {
            return hasMore && last != null ? last.encode() : null;
        }
    }
}
