package app.kasar.transfer;

import app.kasar.db.Row;
import app.kasar.json.Json;
import app.kasar.query.plan.ListPlan;
import app.kasar.records.RecordJson;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;

/** {@code {"object_name", "total", "data"}}. */
final class JsonExport implements ExportWriter {
    private final JsonGenerator json;
    private final RecordJson records;

    JsonExport(ListPlan plan, long total, OutputStream out) {
        this.json = Json.MAPPER.createGenerator(out);
        this.records = new RecordJson(plan.outputs(), plan.schema().snapshot(), 1);
        json.writeStartObject();
        json.writeStringProperty("object_name", plan.object().name());
        json.writeNumberProperty("total", total);
        json.writeArrayPropertyStart("data");
    }

    @Override
    public void write(Row row) {
        records.write(row, json);
    }

    @Override
    public void end() {
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }
}
