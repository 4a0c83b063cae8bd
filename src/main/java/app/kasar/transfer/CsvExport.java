package app.kasar.transfer;

import app.kasar.db.Row;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.plan.Output;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategies;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** RFC 4180 in UTF-8 without a mark. An empty cell is no value; an empty text is a pair of quotes. */
final class CsvExport implements ExportWriter {
    private final CsvWriter csv;
    private final List<Output> outputs;
    private final CsvCells cells;

    CsvExport(ListPlan plan, boolean escapesFormulas, OutputStream out) {
        this.csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .quoteStrategy(QuoteStrategies.EMPTY)
                .build(out, StandardCharsets.UTF_8);
        this.outputs = plan.outputs();
        this.cells = new CsvCells(plan.schema().snapshot(), escapesFormulas);
        csv.writeRecord(outputs.stream().map(Output::key).toArray(String[]::new));
    }

    @Override
    public void write(Row row) {
        var written = csv.writeRecord();
        for (var index = 0; index < outputs.size(); index++) {
            written.writeField(cells.cell(outputs.get(index), row, index + 1));
        }
        written.endRecord();
    }

    @Override
    public void end() throws IOException {
        csv.flush();
    }
}
