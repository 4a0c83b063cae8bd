package app.kasar.transfer;

import app.kasar.db.Row;
import app.kasar.json.Json;
import app.kasar.query.plan.Output;
import app.kasar.query.sql.OutputSql;
import app.kasar.schema.ColumnType;
import app.kasar.schema.SchemaSnapshot;
import app.kasar.schema.UserLabel;
import app.kasar.schema.value.Instants;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Values as the text of one cell, in the form imports read back. */
final class CsvCells {
    private static final int ID_LENGTH = 36;
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final SchemaSnapshot snapshot;
    private final boolean escapesFormulas;

    CsvCells(SchemaSnapshot snapshot, boolean escapesFormulas) {
        this.snapshot = snapshot;
        this.escapesFormulas = escapesFormulas;
    }

    /** Null where there is no value. */
    @Nullable
    String cell(Output output, Row row, int column) {
        return switch (output) {
            case Output.Flat flat -> scalar(flat.attribute().type(), row, column);
            case Output.Path path ->
                path.leadsToMany() ? values(row.text(column)) : scalar(OutputSql.typeOf(path), row, column);
            case Output.Compound compound -> row.text(column);
            case Output.FurtherEntries further -> row.text(column);
            case Output.LinkedRecords linked -> row.text(column);
            case Output.RelatedAll all -> list(row.texts(column));
            case Output.RelatedMany many -> list(row.texts(column));
            case Output.UserDisplay display -> user(row.uuid(column));
            case Output.PipelineDisplay display -> place(row.uuid(column));
            case Output.RelatedDisplay display -> label(row.text(column));
        };
    }

    private @Nullable String scalar(ColumnType type, Row row, int column) {
        return switch (type) {
            case TEXT -> safe(row.text(column));
            case UUID, DATE, NUMERIC, BIGINT, JSONB -> row.text(column);
            case DOUBLE -> {
                var number = row.real(column);
                yield number == null ? null : number.toString();
            }
            case BOOLEAN -> row.isNull(column) ? null : String.valueOf(row.isTrue(column));
            case TIMESTAMP -> {
                var moment = row.instant(column);
                yield moment == null ? null : Instants.format(moment);
            }
            case TEXT_ARRAY -> list(row.texts(column));
        };
    }

    private @Nullable String list(@Nullable List<String> texts) {
        return texts == null || texts.isEmpty() ? null : safe(CellList.write(texts));
    }

    /** The values a path over a to-many relation found, out of their JSON array. */
    private @Nullable String values(@Nullable String json) {
        if (json == null) {
            return null;
        }
        var texts = new ArrayList<String>();
        for (var value : Json.MAPPER.readTree(json)) {
            if (!value.isNull()) {
                texts.add(text(value));
            }
        }
        return list(texts);
    }

    private static String text(JsonNode value) {
        return value.isString() ? value.stringValue() : value.toString();
    }

    private @Nullable String user(@Nullable UUID id) {
        if (id == null) {
            return null;
        }
        return display(id, snapshot.user(id));
    }

    private @Nullable String place(@Nullable UUID id) {
        return id == null ? null : display(id, snapshot.pipelinePlace(id));
    }

    private @Nullable String display(UUID id, @Nullable UserLabel label) {
        return safe(label == null ? id.toString() : label.display());
    }

    private @Nullable String label(@Nullable String idAndLabel) {
        return idAndLabel == null ? null : safe(idAndLabel.substring(ID_LENGTH));
    }

    private @Nullable String safe(@Nullable String text) {
        var isFormula =
                escapesFormulas && text != null && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return isFormula ? "'" + text : text;
    }
}
