package app.kasar.cli;

import app.kasar.accounts.Administration;
import app.kasar.accounts.CommandLineActor;
import app.kasar.db.StaleSnapshot;
import app.kasar.json.Json;
import app.kasar.query.request.ListRequestParser;
import app.kasar.query.request.ListRequestParser.Limits;
import app.kasar.schema.SchemaCache;
import app.kasar.server.DatabaseSession;
import app.kasar.transfer.ExportFormat;
import app.kasar.transfer.ExportRequest;
import app.kasar.transfer.Exports;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.core.JsonGenerator;

/** {@code export}: records to a file or to standard output. */
@Command(
        name = "export",
        description = {
            "Export records as CSV, JSON or NDJSON, all of them as they are at one moment.",
            "A file is there when it is whole, and not before. Exit code 0: exported; 1: failed; 2: wrong command line."
        })
@SuppressWarnings("NullAway.Init") // the options are set before a command runs
public final class ExportCommand extends ResultCommand {
    private static final int ATTEMPTS = 3;

    private final Opening opening;

    @Option(names = "--org", required = true, description = "The organization's short name.")
    private String org;

    @Option(names = "--object", required = true, description = "The object, like contacts.")
    private String object;

    @Option(names = "--format", defaultValue = "CSV", description = "csv, json or ndjson. Default: csv")
    private ExportFormat format;

    @Option(names = "--output", defaultValue = "-", description = "The file to write. Default: -, standard output")
    private String output;

    @Option(names = "--fields", description = "Comma-separated fields, paths like company.name included. Default: all")
    private @Nullable String fields;

    @Option(names = "--filters", description = "A FilterGroup as JSON. Default: every record")
    private @Nullable String filters;

    @Option(names = "--search", description = "Words to find.")
    private @Nullable String search;

    @Option(
            names = "--sort",
            split = ",",
            description = "Fields to sort by, each with :asc or :desc after it. Default: created_at:desc")
    private List<String> sort = List.of();

    @Option(names = "--compound", defaultValue = "full", description = "full or primary. Default: full")
    private Compound compound;

    @Option(names = "--escape-formulas", description = "Keep spreadsheets from running texts as formulas.")
    private boolean escapesFormulas;

    @Option(names = "--gzip", description = "Compress what is written.")
    private boolean isCompressed;

    /** Sets up what exports need. */
    @FunctionalInterface
    public interface Opening {
        Parts open(DatabaseSession session);
    }

    /** What exports need. */
    public record Parts(Administration administration, SchemaCache schemas, Exports exports) {}

    private enum Compound {
        FULL,
        PRIMARY
    }

    private ExportCommand(Opening opening) {
        this.opening = opening;
    }

    /** The command with its options. */
    public static CommandLine commandLine(Opening opening) {
        return new CommandLine(new ExportCommand(opening)).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    protected void run(DatabaseSession session) {
        var parts = opening.open(session);
        for (var attempt = 1; ; attempt++) {
            try {
                export(parts);
                return;
            } catch (StaleSnapshot changed) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException(
                            "the organization's users, rights or schema keep changing; try again", changed);
                }
            }
        }
    }

    private void export(Parts parts) {
        var organization = parts.administration().organizations().getBySlug(org);
        var actor = CommandLineActor.of(organization, parts.administration(), parts.schemas());
        var agreed = parts.exports().agree(request(), object, parts.schemas().of(actor));
        var total = parts.exports().total(agreed);
        try (var file = ExportFile.open(output, isCompressed);
                var progress = new LiveProgress("Export", object, total)) {
            var written = parts.exports().write(agreed, file.out(), progress::reached);
            file.complete();
            summarize(written, progress.rate(written));
        } catch (IOException failed) {
            throw new IllegalStateException("cannot write '%s': %s".formatted(output, failed), failed);
        }
    }

    private ExportRequest request() {
        var query = new HashMap<String, String>();
        put(query, "fields", fields);
        put(query, "filters", filters);
        put(query, "search", search);
        if (!sort.isEmpty()) {
            query.put("sort", sortKeys());
        }
        var asked = ListRequestParser.fromParameters(query, Limits.RECORDS);
        return new ExportRequest(asked, format, compound == Compound.FULL, escapesFormulas);
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null) {
            query.put(name, value);
        }
    }

    private String sortKeys() {
        var keys = Json.MAPPER.createArrayNode();
        for (var key : sort) {
            var colon = key.lastIndexOf(':');
            var entry = keys.addObject().put("field", colon < 0 ? key : key.substring(0, colon));
            if (colon >= 0) {
                entry.put("direction", key.substring(colon + 1));
            }
        }
        return Json.MAPPER.writeValueAsString(keys);
    }

    private void summarize(long written, double rate) {
        var text = String.format(Locale.ROOT, "Exported %d %s, %.0f/s.", written, object, rate);
        if (output.equals("-")) {
            System.err.println(text);
        } else {
            print(json -> write(json, written), text);
        }
    }

    private void write(JsonGenerator json, long written) {
        json.writeStartObject();
        json.writeStringProperty("object_name", object);
        json.writeStringProperty("file", output);
        json.writeNumberProperty("exported", written);
        json.writeEndObject();
    }
}
