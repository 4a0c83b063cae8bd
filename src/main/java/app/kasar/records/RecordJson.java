package app.kasar.records;

import app.kasar.db.Row;
import app.kasar.query.plan.Output;
import app.kasar.query.sql.OutputSql;
import app.kasar.schema.ColumnType;
import app.kasar.schema.SchemaSnapshot;
import app.kasar.schema.UserLabel;
import app.kasar.schema.value.Instants;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Rows to JSON, straight from the database's answer: one key an output, in order. */
public final class RecordJson {
    private static final int ID_LENGTH = 36;

    private final List<Output> outputs;
    private final SchemaSnapshot snapshot;
    private final int firstColumn;

    /** @param firstColumn the column of the first output; columns count from 1 */
    public RecordJson(List<Output> outputs, SchemaSnapshot snapshot, int firstColumn) {
        this.outputs = outputs;
        this.snapshot = snapshot;
        this.firstColumn = firstColumn;
    }

    public void write(Row row, JsonGenerator json) {
        json.writeStartObject();
        properties(row, json);
        json.writeEndObject();
    }

    /** The properties alone, for an object that has others beside them. */
    private void properties(Row row, JsonGenerator json) {
        for (var index = 0; index < outputs.size(); index++) {
            var output = outputs.get(index);
            json.writeName(output.key());
            var hasMore = value(output, row, firstColumn + index, json);
            if (hasMore) {
                json.writeBooleanProperty(output.key() + "_has_more", true);
            }
        }
    }

    /** Whether the value is a list longer than what was written of it. */
    private boolean value(Output output, Row row, int column, JsonGenerator json) {
        switch (output) {
            case Output.Flat flat -> scalar(OutputSql.typeOf(flat), row, column, json);
            case Output.Compound compound -> scalar(ColumnType.JSONB, row, column, json);
            case Output.Path path -> scalar(OutputSql.typeOf(path), row, column, json);
            case Output.UserDisplay display -> user(row.uuid(column), json);
            case Output.PipelineDisplay display -> pipeline(row.uuid(column), json);
            case Output.RelatedDisplay display -> related(row.text(column), json);
            case Output.LinkedRecords linked -> scalar(ColumnType.JSONB, row, column, json);
            case Output.RelatedAll all -> scalar(ColumnType.TEXT_ARRAY, row, column, json);
            case Output.FurtherEntries further -> scalar(ColumnType.JSONB, row, column, json);
            case Output.RelatedMany many -> {
                return relatedMany(row.texts(column), json);
            }
        }
        return false;
    }

    /** Writes one column as JSON. */
    public static void scalar(ColumnType type, Row row, int column, JsonGenerator json) {
        switch (type) {
            case TEXT, UUID, DATE -> json.writeString(row.text(column));
            case NUMERIC, BIGINT -> number(row.text(column), json);
            case DOUBLE -> real(row.real(column), json);
            case BOOLEAN -> bool(row, column, json);
            case TIMESTAMP -> {
                var moment = row.instant(column);
                json.writeString(moment == null ? null : Instants.format(moment));
            }
            case TEXT_ARRAY -> texts(row.texts(column), json);
            case JSONB -> raw(row.text(column), json);
        }
    }

    private static void real(@Nullable Double number, JsonGenerator json) {
        if (number == null) {
            json.writeNull();
        } else {
            json.writeNumber(number.doubleValue());
        }
    }

    private static void number(@Nullable String text, JsonGenerator json) {
        if (text == null) {
            json.writeNull();
        } else {
            json.writeNumber(text);
        }
    }

    private static void bool(Row row, int column, JsonGenerator json) {
        if (row.isNull(column)) {
            json.writeNull();
        } else {
            json.writeBoolean(row.isTrue(column));
        }
    }

    private static void texts(@Nullable List<String> texts, JsonGenerator json) {
        if (texts == null) {
            json.writeNull();
            return;
        }
        json.writeStartArray();
        texts.forEach(json::writeString);
        json.writeEndArray();
    }

    private static void raw(@Nullable String text, JsonGenerator json) {
        if (text == null) {
            json.writeNull();
        } else {
            json.writeRawValue(text);
        }
    }

    private void user(@Nullable UUID id, JsonGenerator json) {
        DisplayJson.write(id, id == null ? null : snapshot.user(id), json);
    }

    private void pipeline(@Nullable UUID id, JsonGenerator json) {
        DisplayJson.write(id, id == null ? null : snapshot.pipelinePlace(id), json);
    }

    /** Null where the foreign key is empty or leads to a record the caller may not read. */
    private static void related(@Nullable String idAndLabel, JsonGenerator json) {
        if (idAndLabel == null) {
            json.writeNull();
            return;
        }
        var id = UUID.fromString(idAndLabel.substring(0, ID_LENGTH));
        DisplayJson.write(id, new UserLabel(id, idAndLabel.substring(ID_LENGTH), null), json);
    }

    /** Whether there are more related records than were written. */
    private static boolean relatedMany(@Nullable List<String> idsAndLabels, JsonGenerator json) {
        var records = Objects.requireNonNull(idsAndLabels);
        json.writeStartArray();
        for (var record : records.subList(0, Math.min(records.size(), Output.MOST_RELATED))) {
            json.writeStartObject();
            json.writeStringProperty("id", record.substring(0, ID_LENGTH));
            json.writeStringProperty("display", record.substring(ID_LENGTH));
            json.writeEndObject();
        }
        json.writeEndArray();
        return records.size() > Output.MOST_RELATED;
    }
}
