package app.kasar.transfer.imports;

import app.kasar.access.Action;
import app.kasar.access.Actor;
import app.kasar.db.Contention;
import app.kasar.db.Database;
import app.kasar.db.StaleSnapshot;
import app.kasar.jobs.Job;
import app.kasar.jobs.JobCounts;
import app.kasar.jobs.JobError;
import app.kasar.jobs.JobRun;
import app.kasar.jobs.JobWork;
import app.kasar.records.Change;
import app.kasar.records.RecordWriter;
import app.kasar.schema.SchemaCache;
import app.kasar.schema.VisibleSchema;
import app.kasar.transfer.source.SourceFormat;
import app.kasar.transfer.source.SourceReader;
import app.kasar.transfer.source.SourceRecord;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Imports a file: some rows at a time, each time in one transaction with the job's own counts, so that no row is lost or
 * written twice whatever happens.
 */
public final class ImportWork implements JobWork {
    static final String KIND = "import";
    private static final int ROWS_AT_ONCE = 1000;
    private static final int ATTEMPTS = 5;

    private final Database database;
    private final SchemaCache schemas;
    private final InstantSource clock;
    private final RowImport rows;
    /** Files stay open between turns: reading one from its beginning each time would take longer and longer. */
    private final Map<UUID, SourceReader> open = new ConcurrentHashMap<>();

    public ImportWork(Database database, SchemaCache schemas, RecordWriter writer, InstantSource clock) {
        this.database = database;
        this.schemas = schemas;
        this.clock = clock;
        this.rows = new RowImport(database, writer);
    }

    /** What rows are read with, for one state of the organization. */
    private record Reading(ImportPlan plan, VisibleSchema schema, CsvDrafts csv, JsonDrafts json) {
        /** On all cores: reading cells takes a third of the server's time for an import. */
        List<Draft> drafts(List<SourceRecord> records) {
            return IntStream.range(0, records.size())
                    .parallel()
                    .mapToObj(index -> draft(index, records.get(index).cells()))
                    .toList();
        }

        private Draft draft(int index, List<String> cells) {
            return switch (plan.format()) {
                case SourceFormat.Csv format -> csv.draft(index, cells);
                case SourceFormat.Ndjson format -> json.draft(index, cells.getFirst());
            };
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public boolean run(JobRun run) {
        var reading = reading(run);
        if (!reading.plan().isDryRun()) {
            return write(run, reading, run::advance);
        }
        // All rows in one transaction, so that later ones find earlier ones as they would; then none of it has been.
        run.restart();
        ended(run.job());
        return database.inTransaction(() -> {
            database.rollBackAtEnd();
            var current = reading;
            while (!write(run, current, run::report)) {
                current = reading(run);
            }
            return true;
        });
    }

    @Override
    public void ended(Job job) {
        var reader = open.remove(job.id());
        if (reader != null) {
            reader.close();
        }
    }

    /** How the job is told what became of some rows. */
    private interface Progress {
        void moved(JobCounts step, List<JobError> errors);
    }

    private boolean write(JobRun run, Reading first, Progress progress) {
        var reading = first;
        var reader = reader(run, reading.plan());
        while (!run.isTimeUp()) {
            var records = reader.read(ROWS_AT_ONCE);
            if (records.isEmpty()) {
                return true;
            }
            reading = write(run, reading, records, progress);
        }
        return false;
    }

    /** Again with what holds now, when the organization changes meanwhile. */
    private Reading write(JobRun run, Reading first, List<SourceRecord> records, Progress progress) {
        var reading = first;
        for (var attempt = 1; ; attempt++) {
            try {
                write(run.job(), reading, records, progress);
                return reading;
            } catch (StaleSnapshot changed) {
                if (attempt == ATTEMPTS) {
                    throw reopened(run, changed);
                }
                reading = reading(run);
            } catch (Contention lost) {
                if (attempt == ATTEMPTS) {
                    throw reopened(run, lost);
                }
            } catch (RuntimeException failed) {
                throw reopened(run, failed);
            }
        }
    }

    /** What was read and not written must be read again. */
    private RuntimeException reopened(JobRun run, RuntimeException cause) {
        ended(run.job());
        return cause;
    }

    private void write(Job job, Reading reading, List<SourceRecord> records, Progress progress) {
        database.inTransaction(() -> {
            var change = new Change(reading.schema(), "job-" + job.id(), clock.instant());
            var report = rows.write(reading.plan().terms(), change, reading.drafts(records));
            var errors = report.refused().stream()
                    .map(refused -> error(refused, records.get(refused.index()), reading.plan()))
                    .toList();
            var step = JobCounts.step(
                    report.countCreated(), report.countUpdated(), report.countDuplicates(), report.countFailed());
            progress.moved(step, errors);
            return step;
        });
    }

    private static JobError error(Report.Refused refused, SourceRecord record, ImportPlan plan) {
        var text = switch (plan.format()) {
            case SourceFormat.Csv csv ->
                CsvText.row(record.cells(), plan.mapping().columns().size());
            case SourceFormat.Ndjson ndjson -> CsvText.row(record.cells(), 1);
        };
        return new JobError(record.place(), record.line(), refused.code(), refused.message(), text);
    }

    private SourceReader reader(JobRun run, ImportPlan plan) {
        var at = run.job().counts().processed();
        var known = open.get(run.job().id());
        if (known != null && known.place() == at) {
            return known;
        }
        ended(run.job());
        var reader = SourceReader.open(run.file(), plan.format());
        reader.skipTo(at);
        open.put(run.job().id(), reader);
        return reader;
    }

    private Reading reading(JobRun run) {
        for (var attempt = 1; ; attempt++) {
            try {
                return reading(run.job(), run.actor());
            } catch (StaleSnapshot changed) {
                if (attempt == ATTEMPTS) {
                    throw changed;
                }
            }
        }
    }

    private Reading reading(Job job, Actor actor) {
        Imports.requireAdministrator(actor);
        var schema = schemas.of(actor);
        var object = schema.object(job.details().path("object_name").asString(), Action.READ);
        var plan = ImportPlan.of(job.details(), object);
        var cells = new CellReader(plan.decimal(), plan.dateFormat());
        var country = actor.settings().defaultCountry();
        return new Reading(
                plan,
                schema,
                new CsvDrafts(plan.mapping(), cells, schema.snapshot(), object.name(), country),
                JsonDrafts.ofFile(object, plan.terms().mode()));
    }

    /** Cells as a line of CSV. */
    static final class CsvText {
        private CsvText() {}

        /** @param columns at least so many cells, empty ones behind those there are */
        static String row(List<String> cells, int columns) {
            var padded = new ArrayList<>(cells);
            while (padded.size() < columns) {
                padded.add("");
            }
            return padded.stream().map(CsvText::cell).collect(Collectors.joining(","));
        }

        private static String cell(String text) {
            var isPlain = text.chars().noneMatch(next -> next == ',' || next == '"' || next == '\n' || next == '\r');
            return isPlain ? text : '"' + text.replace("\"", "\"\"") + '"';
        }
    }
}
