package app.kasar.records;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.SqlText;
import app.kasar.db.StaleSnapshot;
import app.kasar.db.Statement;
import app.kasar.json.Json;
import app.kasar.problem.Problem;
import app.kasar.query.plan.AccessRules;
import app.kasar.query.plan.CountPlan;
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
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Reads records through plans: the only place where a list or a record meets the database. */
public final class RecordReader {
    private static final int EPOCH = 1;
    private static final int TOTAL_CHECK = 2;
    private static final int FIRST_LISTED = TOTAL_CHECK + Totals.COLUMNS;
    private static final int FIRST_OUTPUT = 3;

    private final Database database;
    private final Totals totals;
    private final Survivors survivors;

    public RecordReader(Database database) {
        this.database = database;
        this.totals = new Totals(database);
        this.survivors = new Survivors(database);
    }

    /**
     * Writes the page's records as one JSON array.
     *
     * @throws StaleSnapshot when the organization moved on since the plan was made
     */
    public RecordPage list(ListPlan plan, JsonGenerator json) {
        var check = totals.check(plan);
        var read = new PageRows(plan, check);
        json.writeStartArray();
        database.list(pageStatement(plan, check), row -> read.accept(row, json));
        json.writeEndArray();
        return new RecordPage(plan.page().withTotal() ? total(plan, check, read) : null, read.nextCursor());
    }

    /** The exact number of records of the whole list, without reading any. */
    public long total(ListPlan plan) {
        return totals.of(plan.total()).getFirst();
    }

    /**
     * The ids of the records of the whole list, in no order, as many as there are up to {@code most}.
     *
     * @throws StaleSnapshot when the organization moved on since the plan was made
     */
    public List<UUID> ids(ListPlan plan, int most) {
        var name = plan.schema().snapshot().schemaName();
        var text = new SqlText().add("SELECT m.epoch, p.id FROM (SELECT ");
        SnapshotSql.epoch(text, name);
        text.add(" AS epoch) m LEFT JOIN (SELECT t.id FROM ")
                .name(name, plan.object().table())
                .add(" t WHERE ");
        CriterionSql.write(text, plan.selection().criterion(), name, "t");
        text.add(" LIMIT ").value(most).add(") p ON true");
        var ids = new ArrayList<UUID>();
        var statement = text.toStatement().planned(plan.planning());
        return database.inTransaction(() -> {
            database.each(statement, row -> addId(plan, row, ids));
            return ids;
        });
    }

    private static void addId(ListPlan plan, Row row, List<UUID> ids) {
        requireCurrent(plan.schema(), row.number(EPOCH));
        var id = row.uuid(2);
        if (id != null) {
            ids.add(id);
        }
    }

    /**
     * Every record of the list, whatever its page, its outputs in columns from 1 on; a row at a time, in constant memory. Needs
     * an open transaction; in one that is {@code REPEATABLE_READ} all records are of one moment.
     *
     * @throws StaleSnapshot when the organization moved on since the plan was made; no row was read then
     */
    public void each(ListPlan plan, Consumer<Row> reader) {
        var epoch = new SqlText().add("SELECT ");
        SnapshotSql.epoch(epoch, plan.schema().snapshot().schemaName());
        database.find(epoch.toStatement(), row -> row.number(1))
                .ifPresent(current -> requireCurrent(plan.schema(), current));
        var text = new SqlText();
        PageSql.writeWhole(text, plan);
        database.each(text.toStatement().planned(Statement.Planning.EACH_TIME), reader);
    }

    private long total(ListPlan plan, Totals.Check check, PageRows read) {
        var isWhole = plan.page().after() == null && read.nextCursor() == null;
        return isWhole ? read.shown : totals.settle(check).getFirst();
    }

    /** One round trip: the page, the epoch, and what became of the total known for it. */
    private static Statement pageStatement(ListPlan plan, Totals.Check check) {
        var text = new SqlText().add("SELECT m.*, p.* FROM (SELECT ");
        SnapshotSql.epoch(text, plan.schema().snapshot().schemaName());
        check.write(text.add(" AS epoch, "));
        PageSql.write(text.add(") m LEFT JOIN ("), plan, position(plan), check.matches());
        return text.add(") p ON true").toStatement().planned(plan.planning());
    }

    private static PageSql.@Nullable Position position(ListPlan plan) {
        var after = plan.page().after();
        if (after == null) {
            return null;
        }
        if (after.keys().size() != plan.order().size()) {
            throw Problem.invalid("cursor", "'cursor' was made for another sort; start from the first page");
        }
        var values = new FilterValues(plan.schema().actor().settings());
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

    /**
     * What is shown of one record.
     *
     * @param among the records that count, of those the caller may read
     */
    public record Shown(ObjectSchema object, List<Output> outputs, Criterion among) {
        /** Of any record the caller may read. */
        public Shown(ObjectSchema object, List<Output> outputs) {
            this(object, outputs, new Criterion.Everything());
        }
    }

    /** As {@link #get(ObjectSchema, UUID, VisibleSchema, JsonGenerator)}, showing what is asked for. */
    public String get(Shown shown, UUID id, VisibleSchema schema, JsonGenerator json) {
        return find(shown, id, schema, json).orElseThrow(() -> notFound(schema, shown.object(), id));
    }

    private Optional<String> find(Shown shown, UUID id, VisibleSchema schema, JsonGenerator json) {
        var object = shown.object();
        var outputs = shown.outputs();
        var name = schema.snapshot().schemaName();
        var text = new SqlText().add("SELECT ");
        SnapshotSql.epoch(text, name);
        text.add(", ").name("t", "updated_at").add(", ");
        OutputSql.write(text, outputs, name, "t");
        text.add(" FROM ")
                .name(name, object.table())
                .add(" t WHERE t.id = ")
                .value(id)
                .add(" AND ");
        var rows = Criterion.both(AccessRules.rows(schema, object.name(), Action.READ), shown.among());
        CriterionSql.write(text, rows, name, "t");
        var writer = new RecordJson(outputs, schema.snapshot(), FIRST_OUTPUT);
        return database.find(text.toStatement(), row -> {
            requireCurrent(schema, row.number(EPOCH));
            writer.write(row, json);
            return RecordVersion.of(Objects.requireNonNull(row.instant(2)));
        });
    }

    /** @throws Problem RECORD_NOT_FOUND when there is no such record the caller may read */
    public void requireReadable(ObjectSchema object, UUID id, VisibleSchema schema) {
        var name = schema.snapshot().schemaName();
        var text = new SqlText().add("SELECT ");
        SnapshotSql.epoch(text, name);
        text.add(" FROM ").name(name, object.table()).add(" t WHERE t.id = ").value(id);
        CriterionSql.write(text.add(" AND "), AccessRules.rows(schema, object.name(), Action.READ), name, "t");
        var epoch =
                database.find(text.toStatement(), row -> row.number(1)).orElseThrow(() -> notFound(schema, object, id));
        requireCurrent(schema, epoch);
    }

    /**
     * One record as its answer shows it.
     *
     * @param version for ETag and If-Match
     */
    public record Text(String version, String json) {}

    /**
     * Those of some records that are there and that the caller may read, as JSON; one statement.
     *
     * @throws StaleSnapshot when the organization moved on since the caller was authenticated
     */
    public Map<UUID, String> texts(Shown shown, Collection<UUID> ids, VisibleSchema schema) {
        var name = schema.snapshot().schemaName();
        var text = new SqlText().add("SELECT ");
        SnapshotSql.epoch(text, name);
        text.add(", ").name("t", "id").add(", ");
        OutputSql.write(text, shown.outputs(), name, "t");
        text.add(" FROM ").name(name, shown.object().table()).add(" t WHERE t.id = ANY(");
        text.value(ids.toArray(UUID[]::new)).add(") AND ");
        CriterionSql.write(text, AccessRules.rows(schema, shown.object().name(), Action.READ), name, "t");
        var writer = new RecordJson(shown.outputs(), schema.snapshot(), FIRST_OUTPUT);
        var found = new HashMap<UUID, String>();
        database.list(text.toStatement(), row -> {
            requireCurrent(schema, row.number(EPOCH));
            return found.put(row.requiredUuid(2), text(row, writer));
        });
        return found;
    }

    private static String text(Row row, RecordJson writer) {
        var text = new StringWriter();
        try (var json = Json.MAPPER.createGenerator(text)) {
            writer.write(row, json);
        }
        return text.toString();
    }

    /** As {@link #get(Shown, UUID, VisibleSchema, JsonGenerator)}, as a text to be put into an answer. */
    public Text text(Shown shown, UUID id, VisibleSchema schema) {
        return find(shown, id, schema).orElseThrow(() -> notFound(schema, shown.object(), id));
    }

    /** As {@link #text}; empty when there is no such record the caller may read. */
    Optional<Text> find(Shown shown, UUID id, VisibleSchema schema) {
        var text = new StringWriter();
        try (var json = Json.MAPPER.createGenerator(text)) {
            return find(shown, id, schema, json).map(version -> {
                json.flush();
                return new Text(version, text.toString());
            });
        }
    }

    /**
     * The record that one which is no longer there was merged into.
     *
     * @throws Problem RECORD_NOT_FOUND when there is none that the caller may read
     */
    UUID survivor(ObjectSchema object, UUID id, VisibleSchema schema) {
        requireCurrent(schema);
        return survivors.find(schema, object, id).orElseThrow(() -> notFound(schema, object, id));
    }

    /**
     * How many records of an object meet each criterion, of those that meet {@code among} and the caller may read; all
     * counted in one statement, and afterwards carried on by what changed.
     *
     * @param criteria of the object itself, without relations and links
     */
    public List<Long> counts(ObjectSchema object, VisibleSchema schema, Criterion among, List<Criterion> criteria) {
        var selected = Criterion.both(AccessRules.rows(schema, object.name(), Action.READ), among);
        var selection = new ListPlan.Selection(selected, Set.of(object.name()));
        return totals.of(new CountPlan(schema, object, selection, criteria));
    }

    /** Nothing was found, so nothing has told yet whether the caller's rights are still what they were. */
    private Problem notFound(VisibleSchema schema, ObjectSchema object, UUID id) {
        requireCurrent(schema);
        return survivors.notFound(schema, object, id);
    }

    /** @throws StaleSnapshot when the organization moved on since the caller was authenticated */
    public void requireCurrent(VisibleSchema schema) {
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
        private final Totals.Check check;
        private final RecordJson writer;
        private int shown;
        private boolean hasMore;
        private @Nullable CursorToken last;

        PageRows(ListPlan plan, Totals.Check check) {
            this.plan = plan;
            this.check = check;
            this.writer = new RecordJson(plan.outputs(), plan.schema().snapshot(), FIRST_LISTED);
        }

        boolean accept(Row row, JsonGenerator json) {
            requireCurrent(plan.schema(), row.number(EPOCH));
            check.read(row, TOTAL_CHECK);
            var idColumn = FIRST_LISTED + plan.outputs().size();
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
            if (row.isNull(column)) {
                return null;
            }
            return switch (type) {
                case TIMESTAMP -> Objects.requireNonNull(row.instant(column)).toString();
                case BOOLEAN -> String.valueOf(row.isTrue(column));
                case TEXT, TEXT_ARRAY, NUMERIC, BIGINT, DOUBLE, DATE, UUID, JSONB -> row.text(column);
            };
        }

        @Nullable
        String nextCursor() {
            return hasMore && last != null ? last.encode() : null;
        }
    }
}
