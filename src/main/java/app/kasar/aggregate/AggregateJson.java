package app.kasar.aggregate;

import app.kasar.aggregate.Grouping.Meaning;
import app.kasar.db.Row;
import app.kasar.records.RecordJson;
import app.kasar.schema.ColumnType;
import app.kasar.schema.SchemaSnapshot;
import app.kasar.schema.UserLabel;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes one answer: the plain shape of one metric in at most one group, or the wide one of several. */
final class AggregateJson {
    private final AggregatePlan plan;
    private final JsonGenerator json;
    private int written;
    private boolean isTruncated;

    private AggregateJson(AggregatePlan plan, JsonGenerator json) {
        this.plan = plan;
        this.json = json;
    }

    static AggregateJson of(AggregatePlan plan, JsonGenerator json) {
        return new AggregateJson(plan, json);
    }

    private boolean isGrouped() {
        return !plan.groups().isEmpty();
    }

    /** Writes what stands before the rows. */
    void start() {
        json.writeStartObject();
        json.writeStringProperty("object_name", plan.records().object().name());
        if (plan.isPlain()) {
            metric(plan.metrics().getFirst());
            if (isGrouped()) {
                json.writeStringProperty("group_by", plan.groups().getFirst().name());
            }
        } else if (isGrouped()) {
            groupsAndMetrics();
        }
        if (isGrouped()) {
            json.writeArrayPropertyStart("results");
        }
    }

    private void groupsAndMetrics() {
        json.writeArrayPropertyStart("group_by");
        plan.groups().forEach(group -> json.writeString(group.name()));
        json.writeEndArray();
        json.writeArrayPropertyStart("metrics");
        for (var metric : plan.metrics()) {
            json.writeStartObject();
            metric(metric);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void metric(Metric metric) {
        json.writeStringProperty("field", metric.field());
        json.writeStringProperty("function", metric.function().name());
    }

    /** Writes one group, or the one row there is without groups. */
    void row(Row row) {
        if (!isGrouped()) {
            ungrouped(row);
        } else if (written == plan.mostGroups()) {
            isTruncated = true;
        } else {
            written++;
            json.writeStartObject();
            grouped(row);
            json.writeEndObject();
        }
    }

    private void ungrouped(Row row) {
        if (plan.isPlain()) {
            json.writeName("value");
            value(row, 0);
            return;
        }
        json.writeArrayPropertyStart("metrics");
        for (var index = 0; index < plan.metrics().size(); index++) {
            json.writeStartObject();
            metric(plan.metrics().get(index));
            json.writeName("value");
            value(row, index);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void grouped(Row row) {
        if (plan.isPlain()) {
            group(row, 0, "group");
            json.writeName("value");
            value(row, 0);
            return;
        }
        json.writeArrayPropertyStart("groups");
        for (var index = 0; index < plan.groups().size(); index++) {
            json.writeStartObject();
            group(row, index, "value");
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayPropertyStart("values");
        for (var index = 0; index < plan.metrics().size(); index++) {
            value(row, index);
        }
        json.writeEndArray();
    }

    private void value(Row row, int index) {
        RecordJson.scalar(plan.metrics().get(index).resultType(), row, AggregateSql.metricColumn(plan, index), json);
    }

    private void group(Row row, int index, String key) {
        var group = plan.groups().get(index);
        var column = AggregateSql.groupColumn(index);
        json.writeName(key);
        RecordJson.scalar(typeOf(group), row, column, json);
        switch (group.meaning()) {
            case Meaning.Itself itself -> {}
            case Meaning.Bucket(var unit) -> {
                var first = row.date(column);
                display(first == null ? null : unit.label(first));
            }
            case Meaning.User user -> display(label(row, column, snapshot()::user));
            case Meaning.PipelinePlace place -> display(label(row, column, snapshot()::pipelinePlace));
            case Meaning.Related related -> display(row.text(column + 1));
            case Meaning.Unseen unseen -> display(null);
        }
    }

    private void display(@Nullable String display) {
        json.writeStringProperty("display", display);
    }

    private SchemaSnapshot snapshot() {
        return plan.records().schema().snapshot();
    }

    private static @Nullable String label(Row row, int column, Function<UUID, @Nullable UserLabel> labels) {
        var id = row.uuid(column);
        var label = id == null ? null : labels.apply(id);
        return label == null ? null : label.display();
    }

    private static ColumnType typeOf(Grouping group) {
        var type = group.value().attribute().type();
        if (group.meaning() instanceof Meaning.Bucket) {
            return ColumnType.DATE;
        }
        return type == ColumnType.TEXT_ARRAY ? ColumnType.TEXT : type;
    }

    /** Writes what stands behind the rows. */
    void end() {
        if (isGrouped()) {
            json.writeEndArray();
        }
        if (isTruncated) {
            json.writeBooleanProperty("truncated", true);
        }
        json.writeEndObject();
    }
}
