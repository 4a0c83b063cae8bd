package app.kasar.cli;

import app.kasar.jobs.Job;
import app.kasar.jobs.JobJson;
import app.kasar.jobs.JobStatus;
import app.kasar.json.Json;
import app.kasar.records.DuplicateCheck;
import app.kasar.server.DatabaseSession;
import app.kasar.server.FileImports;
import app.kasar.transfer.imports.Imports;
import app.kasar.transfer.source.SourceAnalysis;
import app.kasar.transfer.source.SourceCharset;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Imports a file. */
@Command(
        name = "import",
        description = {
            "Import records from a CSV or NDJSON file, gzip or not, whether the server runs or not.",
            "Columns are found out by their names; what could not be is listed. See docs/import.md."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every row is in, or was there already",
            "1:nothing was done, or it ended before the end of the file",
            "2:some rows could not be taken; also a wrong command line"
        })
@SuppressWarnings("NullAway.Init") // the options are set before a command runs
public final class ImportCommand extends ResultCommand {
    private static final int SOME_FAILED = 2;
    private static final int NOTHING_DONE = 1;

    private final Opening opening;
    private int exitCode = NOTHING_DONE;

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file;

    @Option(names = "--org", required = true, description = "The organization's short name.")
    private String org;

    @Option(names = "--object", required = true, description = "What the records are, such as contacts.")
    private String object;

    @Option(names = "--mode", defaultValue = "create", description = "create, update or upsert. Default: create")
    private String mode;

    @Option(names = "--match-field", description = "By which field update and upsert find records.")
    private @Nullable String matchField;

    @Option(names = "--map", description = "COLUMN=FIELD, once for each column; an empty field leaves a column out.")
    private @Nullable Map<String, String> mapping;

    @Option(names = "--charset", description = "The file's charset. Default: found out")
    private @Nullable String charset;

    @Option(names = "--delimiter", description = "What stands between cells, one character. Default: found out")
    private @Nullable Character delimiter;

    @Option(names = "--date-format", description = "The form of dates, such as dd/MM/yyyy. Default: ISO 8601")
    private @Nullable String dateFormat;

    @Option(names = "--decimal", description = "What stands before the decimals: . or ,")
    private @Nullable Character decimal;

    @Option(
            names = "--duplicate-check",
            defaultValue = "exact",
            description = {
                "Which rows are there already and left out: exact, fuzzy (alike is enough) or off.",
                "Default: exact"
            })
    private String duplicateCheck;

    @Option(names = "--dry-run", description = "Report what would be, and change nothing.")
    private boolean isDryRun;

    @Option(
            names = "--errors",
            paramLabel = "FILE",
            description = "Write the rows that could not be taken here, as CSV.")
    private @Nullable Path errors;

    public ImportCommand(Opening opening) {
        this.opening = opening;
    }

    /** Sets up what the command works with. */
    @FunctionalInterface
    public interface Opening {
        FileImports open(DatabaseSession session);
    }

    @Override
    protected void run(DatabaseSession session) {
        requireFile();
        var imports = opening.open(session);
        var asked = new Imports.Asked(object, mode(), matchField, check());
        try (var progress = new ImportProgress(file.getFileName() + " into " + org + "/" + object)) {
            var job = imports.run(org, file, asked, terms(), progress::reached);
            progress.close();
            writeErrors(imports, job);
            exitCode = exitCode(job);
            print(json -> JobJson.write(job, json), ImportSummary.of(job, errors));
        }
    }

    @Override
    protected int exitCode() {
        return exitCode;
    }

    private static int exitCode(Job job) {
        if (job.status() != JobStatus.DONE) {
            return NOTHING_DONE;
        }
        var counts = job.counts();
        if (counts.failed() == 0) {
            return 0;
        }
        return counts.failed() == counts.processed() ? NOTHING_DONE : SOME_FAILED;
    }

    private void requireFile() {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new IllegalStateException("there is no file %s that can be read".formatted(file));
        }
    }

    private DuplicateCheck.Mode check() {
        if (!DuplicateCheck.Mode.wireNames().contains(duplicateCheck)) {
            throw new IllegalStateException(
                    "--duplicate-check must be one of " + String.join(", ", DuplicateCheck.Mode.wireNames()));
        }
        return DuplicateCheck.Mode.of(duplicateCheck);
    }

    private String mode() {
        if (!Imports.modes().contains(mode)) {
            throw new IllegalStateException("--mode must be one of " + String.join(", ", Imports.modes()));
        }
        return mode;
    }

    private Imports.FileTerms terms() {
        var said = new SourceAnalysis.Said(null, charset == null ? null : SourceCharset.named(charset), delimiter);
        return new Imports.FileTerms(said, mappingJson(), dateFormat, decimal, isDryRun);
    }

    private @Nullable JsonNode mappingJson() {
        if (mapping == null) {
            return null;
        }
        var json = Json.MAPPER.createObjectNode();
        mapping.forEach((column, field) -> json.put(column, field.isEmpty() ? null : field));
        return json;
    }

    private void writeErrors(FileImports imports, Job job) {
        if (errors == null || job.counts().failed() == 0) {
            return;
        }
        try (var out = Files.newBufferedWriter(errors)) {
            var text = new app.kasar.jobs.ErrorFile(out, imports.errorHeader(org, job.id()));
            imports.errors(org, job.id(), text::add);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
