package app.kasar.transfer.imports;

import app.kasar.http.Answer;
import app.kasar.http.Needs;
import app.kasar.http.Parameter;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.UploadedFile;
import app.kasar.jobs.JobJson;
import app.kasar.json.Payload;
import app.kasar.problem.Problem;
import app.kasar.records.DuplicateCheck;
import app.kasar.transfer.source.SourceAnalysis;
import app.kasar.transfer.source.SourceCharset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** {@code POST /import/{object}} over HTTP. */
public final class ImportRoutes {
    private static final List<Parameter> PARAMETERS = List.of(
            Parameter.choice("mode", Imports.modes(), "What becomes of a record: create when absent."),
            Parameter.text("match_field", "By which field mode=update and mode=upsert find records."),
            Parameter.choice(
                    "duplicate_check",
                    DuplicateCheck.Mode.wireNames(),
                    "Which records are there already, and are counted and left out: the same, or alike; exact when absent."),
            Parameter.json("mapping", "Column to field, null leaves a column out; without it names tell."),
            Parameter.text("charset", "The file's charset; found out when absent."),
            Parameter.choice(
                    "delimiter",
                    List.of("comma", "semicolon", "tab", "pipe"),
                    "What stands between cells; found out when absent."),
            Parameter.text("date_format", "The form of dates, such as dd/MM/yyyy; ISO 8601 when absent."),
            Parameter.choice(
                    "decimal",
                    List.of("point", "comma"),
                    "What stands before the decimals of numbers; each number must tell when absent."));
    private static final List<String> OF_FILES = List.of("mapping", "charset", "delimiter", "date_format", "decimal");

    private static final Payload FAULT = Payload.object(
            Payload.with("field", Payload.textOrNull()),
            Payload.with("code", Payload.text()),
            Payload.with("message", Payload.text()));
    private static final Payload RESULT = Payload.object(
            Payload.with("object_name", Payload.text()),
            Payload.with("created", Payload.count()),
            Payload.with("updated", Payload.count()),
            Payload.with("duplicates", Payload.count()),
            Payload.with("failed", Payload.count()),
            Payload.with(
                    "errors",
                    Payload.listOf(Payload.object(
                            Payload.with("index", Payload.count()),
                            Payload.with("code", Payload.text()),
                            Payload.with("message", Payload.text()),
                            Payload.with("field", Payload.textOrNull()),
                            Payload.with("errors", Payload.listOf(FAULT))))));

    private final Imports imports;

    public ImportRoutes(Imports imports) {
        this.imports = imports;
    }

    public List<Route> routes() {
        return List.of(new Route(
                Route.Method.POST,
                "/import/{object}",
                Route.Audience.API,
                "Import records: up to 1,000 as JSON, or a file of any size as a job",
                new Route.Contents(PARAMETERS, Route.Body.JSON_OR_FILE)
                        .taking(Payload.object(
                                Payload.with("records", Payload.listOf(Payload.record(Payload.View.NEW)))))
                        .answering(200, RESULT)
                        .answering(202, Payload.data(JobJson.JOB))
                        .needing(Needs.ADMINISTRATOR),
                this::run));
    }

    private Answer run(Request request) {
        return request.file().map(file -> file(request, file)).orElseGet(() -> now(request));
    }

    private static Imports.Asked asked(Request request) {
        return new Imports.Asked(
                request.path("object"),
                request.parameter("mode").orElse("create"),
                request.parameter("match_field").orElse(null),
                DuplicateCheck.Mode.of(request.parameter("duplicate_check").orElse("exact")));
    }

    private Answer now(Request request) {
        for (var name : OF_FILES) {
            if (request.parameter(name).isPresent()) {
                throw Problem.invalid(name, "'%s' is for files; JSON needs none".formatted(name));
            }
        }
        var asked = asked(request);
        var result = imports.importNow(request.actor(), asked, request.id(), request.bodyObject());
        return Answer.ok(json -> write(json, asked.object(), result));
    }

    private static void write(JsonGenerator json, String object, Imports.Result result) {
        json.writeStartObject();
        json.writeStringProperty("object_name", object);
        json.writeNumberProperty("created", result.created());
        json.writeNumberProperty("updated", result.updated());
        json.writeNumberProperty("duplicates", result.duplicates());
        json.writeNumberProperty("failed", result.failed());
        json.writeArrayPropertyStart("errors");
        for (var refused : result.errors()) {
            var first = refused.faults().getFirst();
            json.writeStartObject();
            json.writeNumberProperty("index", refused.index());
            json.writeStringProperty("code", first.code().name());
            json.writeStringProperty("message", first.message());
            json.writeStringProperty("field", first.at());
            json.writeArrayPropertyStart("errors");
            for (var fault : refused.faults()) {
                json.writeStartObject();
                json.writeStringProperty("field", fault.at());
                json.writeStringProperty("code", fault.code().name());
                json.writeStringProperty("message", fault.message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private Answer file(Request request, UploadedFile file) {
        var terms = new Imports.FileTerms(
                said(request, file),
                request.jsonParameter("mapping").orElse(null),
                request.parameter("date_format").orElse(null),
                request.parameter("decimal")
                        .map(word -> word.equals("comma") ? ',' : '.')
                        .orElse(null),
                request.isSet("dry_run"));
        var job = imports.importFile(request.actor(), asked(request), terms, file::open);
        return Answer.of(202, json -> {
            json.writeStartObject();
            json.writeName("data");
            JobJson.write(job, json);
            json.writeEndObject();
        });
    }

    private static SourceAnalysis.Said said(Request request, UploadedFile file) {
        var charset = request.parameter("charset").orElse(file.charset());
        return new SourceAnalysis.Said(
                isNdjson(file.mediaType()),
                charset == null ? null : SourceCharset.named(charset),
                request.parameter("delimiter").map(ImportRoutes::delimiter).orElseGet(() -> ofType(file.mediaType())));
    }

    private static @Nullable Boolean isNdjson(String mediaType) {
        return switch (mediaType) {
            case "text/csv", "text/tab-separated-values" -> false;
            case "application/x-ndjson", "application/ndjson", "application/jsonl" -> true;
            default -> null;
        };
    }

    private static @Nullable Character ofType(String mediaType) {
        return mediaType.equals("text/tab-separated-values") ? '\t' : null;
    }

    private static char delimiter(String word) {
        return switch (word) {
            case "semicolon" -> ';';
            case "tab" -> '\t';
            case "pipe" -> '|';
            default -> ',';
        };
    }
}
