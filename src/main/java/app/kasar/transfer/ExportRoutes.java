package app.kasar.transfer;

import app.kasar.http.Answer;
import app.kasar.http.Needs;
import app.kasar.http.Parameter;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.JsonSchema;
import app.kasar.json.Payload;
import app.kasar.query.request.ListRequestParser;
import app.kasar.query.request.ListRequestParser.Limits;
import app.kasar.records.ListRoutes;
import app.kasar.schema.SchemaCache;
import java.util.ArrayList;
import java.util.List;

/** {@code /export/{object}}: records as a file. */
public final class ExportRoutes {
    private final SchemaCache schemas;
    private final Exports exports;

    public ExportRoutes(SchemaCache schemas, Exports exports) {
        this.schemas = schemas;
        this.exports = exports;
    }

    public List<Route> routes() {
        var records = Payload.object(
                Payload.with("object_name", Payload.text()),
                Payload.with("total", Payload.count()),
                Payload.with("data", Payload.listOf(Payload.of(JsonSchema.of("object")))));
        var contents = new Contents(parameters(), Body.NONE)
                .answering(200, new Payload.OrTyped(records, List.of("text/csv", "application/x-ndjson")))
                .needing(Needs.ADMINISTRATOR);
        return List.of(new Route(
                Method.GET,
                "/export/{object}",
                Audience.API,
                "Export records as JSON, CSV or NDJSON",
                contents,
                this::export));
    }

    private static List<Parameter> parameters() {
        var all = new ArrayList<Parameter>();
        all.add(Parameter.choice("format", ExportFormat.words(), "The format of the file; json when absent."));
        all.add(Parameter.choice(
                "compound",
                List.of("full", "primary"),
                "Whether e-mails, phones and addresses are written whole or as lists show them; full when absent."));
        all.add(Parameter.flag(
                "escape_formulas", "In CSV, put an apostrophe before texts that spreadsheets would run as formulas."));
        all.addAll(ListRoutes.selection(Limits.RECORDS, "created_at"));
        return all;
    }

    private Answer export(Request request) {
        var schema = schemas.of(request.actor());
        var asked = ListRequestParser.fromParameters(request.query(), Limits.RECORDS);
        var format = ExportFormat.of(request.parameter("format").orElse("json"));
        var isWhole = !request.query().getOrDefault("compound", "full").equals("primary");
        var wanted = new ExportRequest(asked, format, isWhole, request.isSet("escape_formulas"));
        var agreed = exports.agree(wanted, request.path("object"), schema);
        var file = agreed.plan().object().name() + "." + format.word();
        return Answer.streamed(format.contentType(), out -> exports.write(agreed, out, records -> {}))
                .withHeader("Content-Disposition", "attachment; filename=\"" + file + "\"");
    }
}
