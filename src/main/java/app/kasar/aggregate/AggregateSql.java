package app.kasar.aggregate;

import app.kasar.aggregate.Grouping.Meaning;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.query.request.SortKey.Direction;
import app.kasar.query.sql.CriterionSql;
import app.kasar.query.sql.OutputSql;
import app.kasar.query.sql.SnapshotSql;
import app.kasar.schema.Attribute;
import app.kasar.schema.ColumnType;
import app.kasar.schema.FieldType;
import org.jspecify.annotations.Nullable;

/**
 * The one statement of an aggregate. Columns: the epoch, whether there is a group, a value and a name for each of what is
 * grouped by, and a value for each metric. One group more than is shown tells that there are more.
 */
final class AggregateSql {
    static final int EPOCH = 1;
    static final int IS_GROUP = 2;
    private static final int FIRST_GROUP = 3;
    private static final String ROW = "t";

    /** Decimals of averages, unless the values themselves have more. */
    private static final int AVERAGE_DECIMALS = 6;

    private final AggregatePlan plan;
    private final String schema;
    private final JoinSql joins;
    private final SqlText text = new SqlText();

    private AggregateSql(AggregatePlan plan) {
        this.plan = plan;
        this.schema = plan.records().schema().snapshot().schemaName();
        this.joins = new JoinSql(schema, ROW);
    }

    static Statement of(AggregatePlan plan) {
        return new AggregateSql(plan).statement();
    }

    static int groupColumn(int index) {
        return FIRST_GROUP + 2 * index;
    }

    static int metricColumn(AggregatePlan plan, int index) {
        return groupColumn(plan.groups().size()) + index;
    }

    private Statement statement() {
        text.add("SELECT m.epoch, p.found");
        for (var index = 0; index < plan.groups().size(); index++) {
            text.add(", p.g" + index + ", ");
            display(plan.groups().get(index).meaning(), "g" + index);
        }
        for (var index = 0; index < plan.metrics().size(); index++) {
            text.add(", p.v" + index);
        }
        SnapshotSql.epoch(text.add(" FROM (SELECT "), schema);
        text.add(" AS epoch) m LEFT JOIN (");
        groups();
        return text.add(") p ON true").toStatement().planned(Statement.Planning.EACH_TIME);
    }

    /** The name of a related record, looked up for the groups that are shown. */
    private void display(Meaning meaning, String group) {
        switch (meaning) {
            case Meaning.Related(var object, var access) -> {
                OutputSql.label(text.add("(SELECT "), object, "r");
                text.add(" FROM ").name(schema, object.table()).add(" r WHERE r.id = p." + group + " AND ");
                CriterionSql.write(text, access, schema, "r");
                text.add(")");
            }
            case Meaning.Itself itself -> text.add("NULL");
            case Meaning.Bucket bucket -> text.add("NULL");
            case Meaning.User user -> text.add("NULL");
            case Meaning.PipelinePlace place -> text.add("NULL");
            case Meaning.Unseen unseen -> text.add("NULL");
        }
    }

    private void groups() {
        text.add("SELECT true AS found");
        for (var index = 0; index < plan.groups().size(); index++) {
            text.add(", d.g" + index);
        }
        for (var index = 0; index < plan.metrics().size(); index++) {
            metric(plan.metrics().get(index), "d.c" + index);
            text.add(" AS v" + index);
        }
        values(text.add(" FROM ("));
        text.add(") d");
        if (!plan.groups().isEmpty()) {
            groupBy();
            orderBy();
            text.add(" LIMIT " + (plan.mostGroups() + 1));
        }
    }

    private void metric(Metric metric, String column) {
        var type = metric.value().attribute().type();
        text.add(", ");
        switch (metric.function()) {
            case COUNT -> text.add(metric.countsRecords() ? "count(*)" : "count(" + column + ")");
            case COUNT_DISTINCT -> text.add("count(DISTINCT " + column + ")");
            case SUM -> text.add("sum(" + column + ")");
            case AVG -> average(type, column);
            case MIN -> extreme("min", "bool_and", type, column);
            case MAX -> extreme("max", "bool_or", type, column);
        }
    }

    /**
     * Divides with ten decimals more than are kept, so that what is rounded is the exact quotient: avg alone gives up decimals
     * where there are many digits before the point. The sum has as many decimals as the value that has most.
     */
    private void average(ColumnType type, String column) {
        if (type == ColumnType.DOUBLE) {
            text.add("avg(" + column + ")");
            return;
        }
        var decimals = "greatest(" + AVERAGE_DECIMALS + ", scale(sum(" + column + ")))";
        text.add("trim_scale(round(round(sum(" + column + "), 10 + " + decimals);
        text.add(") / nullif(count(" + column + "), 0), " + decimals + "))");
    }

    /** PostgreSQL orders booleans, ids and JSON, but has no min and max of them. */
    private void extreme(String function, String ofBooleans, ColumnType type, String column) {
        switch (type) {
            case BOOLEAN -> text.add(ofBooleans + "(" + column + ")");
            case UUID, JSONB -> text.add(function + "(" + column + "::text)::").add(type.sqlName());
            case TEXT, NUMERIC, DOUBLE, BIGINT, DATE, TIMESTAMP, TEXT_ARRAY -> text.add(function + "(" + column + ")");
        }
    }

    /**
     * A row a record. Where a name grouped by has several values for one record, a row for each different combination of
     * them, so that a record counts once in each group it is in.
     */
    private void values(SqlText text) {
        text.add(plan.groups().stream().allMatch(group -> group.value().isDistinct()) ? "SELECT " : "SELECT DISTINCT ");
        text.name(ROW, "id");
        for (var index = 0; index < plan.groups().size(); index++) {
            group(text.add(", "), plan.groups().get(index));
            text.add(" AS g" + index);
        }
        for (var index = 0; index < plan.metrics().size(); index++) {
            if (!plan.metrics().get(index).countsRecords()) {
                var value = plan.metrics().get(index).value();
                value(text.add(", "), value.attribute(), joins.alias(value.hops()));
                text.add(" AS c" + index);
            }
        }
        text.add(" FROM ")
                .name(schema, plan.records().object().table())
                .add(" ")
                .name(ROW);
        text.add(joins.text()).add(" WHERE ");
        CriterionSql.write(text, plan.records().selection().criterion(), schema, ROW);
    }

    private void group(SqlText text, Grouping group) {
        var attribute = group.value().attribute();
        var alias = joins.alias(group.value().hops());
        if (group.meaning() instanceof Meaning.Bucket(var unit)) {
            bucket(text, unit, attribute, alias);
        } else if (attribute.type() == ColumnType.TEXT_ARRAY) {
            text.name(joins.elements(alias, attribute.column()), "value");
        } else {
            value(text, attribute, alias);
        }
    }

    private void bucket(SqlText text, DateUnit unit, Attribute attribute, String alias) {
        text.add("date_trunc(").literal(unit.wireName()).add(", ");
        CriterionSql.column(text, attribute, alias);
        if (attribute.type() == ColumnType.TIMESTAMP) {
            var zone = plan.records().schema().actor().settings().timeZone();
            text.add(" AT TIME ZONE ").value(PostgresZone.name(zone), "text");
        } else {
            text.add("::timestamp");
        }
        text.add(")::date");
    }

    /** An empty text or list is no value, as for filters. */
    private static void value(SqlText text, Attribute attribute, String alias) {
        var empty = empty(attribute);
        text.add(empty == null ? "" : "nullif(");
        CriterionSql.column(text, attribute, alias);
        text.add(empty == null ? "" : ", " + empty + ")");
    }

    /** Options of a SELECT are never empty, so the columns most grouped by stay as they are. */
    private static @Nullable String empty(Attribute attribute) {
        return switch (attribute.type()) {
            case TEXT -> attribute.field().type() == FieldType.SELECT ? null : "''";
            case TEXT_ARRAY -> "'{}'";
            case NUMERIC, DOUBLE, BIGINT, BOOLEAN, DATE, TIMESTAMP, UUID, JSONB -> null;
        };
    }

    private void groupBy() {
        for (var index = 0; index < plan.groups().size(); index++) {
            text.add((index == 0 ? " GROUP BY d.g" : ", d.g") + index);
        }
    }

    private void orderBy() {
        var isFirst = true;
        for (var key : plan.order()) {
            text.add(isFirst ? " ORDER BY " : ", ");
            text.add((key.by() == GroupOrder.By.METRIC ? "v" : "g") + key.index());
            text.add(key.direction() == Direction.ASC ? " ASC NULLS LAST" : " DESC NULLS LAST");
            isFirst = false;
        }
    }
}
