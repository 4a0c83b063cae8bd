package app.kasar.transfer.imports;

import app.kasar.json.Json;
import app.kasar.problem.Problem;
import app.kasar.records.DuplicateCheck;
import app.kasar.schema.ObjectSchema;
import app.kasar.transfer.source.SourceFormat;
import java.nio.charset.Charset;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an import of a file is to do; kept as the job's details, and read from there by whoever goes on with it.
 *
 * @param mapping of the columns of a CSV file; empty for NDJSON
 * @param dateFormat null means ISO 8601
 * @param decimal what stands before the decimals of numbers; null means that each must tell
 */
record ImportPlan(
        Terms terms,
        SourceFormat format,
        ColumnMapping mapping,
        @Nullable String dateFormat,
        @Nullable Character decimal,
        boolean isDryRun) {

    ObjectNode toDetails() {
        var details = Json.MAPPER.createObjectNode();
        details.put("object_name", terms.object());
        details.put("mode", terms.mode().wireName());
        details.put("match_field", terms.matchField());
        details.put("duplicate_check", terms.duplicateCheck().wireName());
        details.put("dry_run", isDryRun);
        switch (format) {
            case SourceFormat.Csv(var charset, var delimiter) -> {
                details.put("format", "csv").put("charset", charset.name()).put("delimiter", String.valueOf(delimiter));
            }
            case SourceFormat.Ndjson(var charset) ->
                details.put("format", "ndjson").put("charset", charset.name());
        }
        details.put("date_format", dateFormat);
        details.put("decimal", decimal == null ? null : decimal.toString());
        var columns = details.putArray("columns");
        for (var column : mapping.columns()) {
            var target = column.target();
            columns.addObject().put("name", column.name()).put("field", target == null ? null : target.name());
        }
        var unmapped = details.putArray("unmapped_columns");
        mapping.unmapped().forEach(unmapped::add);
        return details;
    }

    /** @throws Problem VALIDATION_ERROR when a field it is about is there no more */
    static ImportPlan of(ObjectNode details, ObjectSchema object) {
        var terms = new Terms(
                details.path("object_name").asString(),
                Mode.of(details.path("mode").asString()),
                text(details, "match_field"),
                DuplicateCheck.Mode.of(details.path("duplicate_check").asString()));
        var decimal = text(details, "decimal");
        return new ImportPlan(
                terms,
                format(details),
                mapping(details, object),
                text(details, "date_format"),
                decimal == null ? null : decimal.charAt(0),
                details.path("dry_run").asBoolean());
    }

    private static SourceFormat format(ObjectNode details) {
        var charset = Charset.forName(details.path("charset").asString());
        return details.path("format").asString().equals("ndjson")
                ? new SourceFormat.Ndjson(charset)
                : new SourceFormat.Csv(
                        charset, details.path("delimiter").asString().charAt(0));
    }

    private static ColumnMapping mapping(ObjectNode details, ObjectSchema object) {
        var targets = new Targets(object);
        var columns = new ArrayList<ColumnMapping.Column>();
        for (var column : details.path("columns")) {
            var field = text((ObjectNode) column, "field");
            columns.add(new ColumnMapping.Column(
                    column.path("name").asString(),
                    field == null
                            ? null
                            : targets.find(field)
                                    .orElseThrow(() -> Problem.invalid(
                                            field,
                                            "'%s' has no field '%s' any more".formatted(object.name(), field)))));
        }
        return new ColumnMapping(columns);
    }

    private static @Nullable String text(ObjectNode details, String key) {
        JsonNode value = details.path(key);
        return value.isString() ? value.stringValue() : null;
    }
}
