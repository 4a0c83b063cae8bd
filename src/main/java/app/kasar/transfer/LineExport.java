package app.kasar.transfer;

import app.kasar.db.Row;
import app.kasar.json.Json;
import app.kasar.query.plan.ListPlan;
import app.kasar.records.RecordJson;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;

/** A JSON object a line, each ended by a line feed. */
final class LineExport implements ExportWriter {
    private final JsonGenerator json;
    private final RecordJson records;

    LineExport(ListPlan plan, OutputStream out) {
        this.json = Json.MAPPER.writer().withRootValueSeparator("").createGenerator(out);
        this.records = new RecordJson(plan.outputs(), plan.schema().snapshot(), 1);
    }

    @Override
    public void write(Row row) {
        records.write(row, json);
        json.writeRaw('\n');
    }

    @Override
    public void end() {
        json.close();
    }
}
