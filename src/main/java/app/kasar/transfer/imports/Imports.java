package app.kasar.transfer.imports;

import app.kasar.access.Action;
import app.kasar.access.Actor;
import app.kasar.access.OrganizationEpoch;
import app.kasar.db.Database;
import app.kasar.jobs.Job;
import app.kasar.jobs.Jobs;
import app.kasar.jobs.NewJob;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import app.kasar.records.Batches;
import app.kasar.records.Change;
import app.kasar.records.DuplicateCheck;
import app.kasar.records.RecordWriter;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SchemaCache;
import app.kasar.transfer.source.SourceAnalysis;
import app.kasar.transfer.source.SourceFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The door to imports, for administrators alone: a few records at once, or a file as a job. */
public final class Imports {
    /** Records in one JSON body. */
    public static final int MOST = 1000;

    private final Database database;
    private final SchemaCache schemas;
    private final Jobs jobs;
    private final InstantSource clock;
    private final RowImport rows;
    private final OrganizationEpoch epoch;

    public Imports(Database database, SchemaCache schemas, RecordWriter writer, Jobs jobs, InstantSource clock) {
        this.database = database;
        this.schemas = schemas;
        this.jobs = jobs;
        this.clock = clock;
        this.rows = new RowImport(database, writer);
        this.epoch = new OrganizationEpoch(database);
    }

    /**
     * What is asked of every import.
     *
     * @param mode one of {@link #modes}
     */
    public record Asked(
            String object, String mode, @Nullable String matchField, DuplicateCheck.Mode duplicateCheck) {
        Terms terms() {
            return new Terms(object, Mode.of(mode), matchField, duplicateCheck);
        }
    }

    /**
     * What is said of a file.
     *
     * @param mapping column to field; null lets the names tell
     * @param dateFormat null means ISO 8601
     * @param decimal a point or a comma; null means that each number must tell
     */
    public record FileTerms(
            SourceAnalysis.Said said,
            @Nullable JsonNode mapping,
            @Nullable String dateFormat,
            @Nullable Character decimal,
            boolean isDryRun) {}

    /** What became of records imported at once; near duplicates are among the errors, but have not failed. */
    public record Result(long created, long updated, long duplicates, long failed, List<Refused> errors) {}

    /** A record that was not taken. */
    public record Refused(int index, List<Fault> faults) {}

    public static List<String> modes() {
        return Mode.wireNames();
    }

    static void requireAdministrator(Actor actor) {
        actor.requireAdmin("import records");
    }

    /**
     * Imports the records of a JSON body.
     *
     * @throws Problem VALIDATION_ERROR when it holds anything but at most {@link #MOST} records; PERMISSION_DENIED for
     *     anybody but administrators
     */
    public Result importNow(Actor actor, Asked asked, String requestId, ObjectNode body) {
        requireAdministrator(actor);
        var schema = schemas.of(actor);
        var object = object(actor, asked);
        var records = records(body);
        requireMatchField(object, asked);
        var reader = new JsonDrafts(object);
        var drafts = new ArrayList<Draft>();
        for (var index = 0; index < records.size(); index++) {
            drafts.add(reader.draft(index, records.get(index)));
        }
        return database.inTransaction(() -> {
            epoch.requireCurrent(actor);
            var report = rows.write(asked.terms(), new Change(schema, requestId, clock.instant()), drafts);
            return new Result(
                    report.countCreated(),
                    report.countUpdated(),
                    report.countDuplicates(),
                    report.countFailed(),
                    report.refused().stream()
                            .map(refused -> new Refused(refused.index(), refused.faults()))
                            .toList());
        });
    }

    /**
     * Looks a file through and makes a job of it.
     *
     * @param file opens the bytes as they were sent, as often as it is asked
     * @throws Problem VALIDATION_ERROR when the file cannot be read to its end or nothing in it is known
     */
    public Job importFile(Actor actor, Asked asked, FileTerms terms, Supplier<InputStream> file) {
        requireAdministrator(actor);
        var object = object(actor, asked);
        requireMatchField(object, asked);
        // What is wrong with the form of dates is to be said now.
        var unused = new CellReader(terms.decimal(), terms.dateFormat());
        var analysis = SourceAnalysis.of(file, terms.said());
        var mapping = mapping(asked, object, analysis, terms.mapping());
        var plan = new ImportPlan(
                asked.terms(), analysis.format(), mapping, terms.dateFormat(), terms.decimal(), terms.isDryRun());
        return create(actor, plan, analysis, file);
    }

    private Job create(Actor actor, ImportPlan plan, SourceAnalysis analysis, Supplier<InputStream> file) {
        var header = switch (analysis.format()) {
            case SourceFormat.Csv csv -> ImportWork.CsvText.row(ownColumns(analysis), 1);
            case SourceFormat.Ndjson ndjson -> "record";
        };
        try (var bytes = file.get()) {
            return jobs.create(actor, new NewJob(ImportWork.KIND, plan.toDetails(), analysis.records(), header, bytes));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<String> ownColumns(SourceAnalysis analysis) {
        return analysis.columns();
    }

    private ObjectSchema object(Actor actor, Asked asked) {
        var mode = Mode.of(asked.mode());
        var schema = schemas.of(actor);
        return schema.object(asked.object(), mode == Mode.UPDATE ? Action.UPDATE : Action.CREATE);
    }

    private static ColumnMapping mapping(
            Asked asked, ObjectSchema object, SourceAnalysis analysis, @Nullable JsonNode given) {
        if (!(analysis.format() instanceof SourceFormat.Csv)) {
            if (given != null) {
                throw Problem.invalid("mapping", "'mapping' is for CSV; the keys of JSON records are field names");
            }
            return new ColumnMapping(List.of());
        }
        var faults = new Faults();
        var mapping =
                new ColumnMapper(object, !asked.mode().equals(Mode.CREATE.wireName()), faults).map(analysis, given);
        faults.throwIfAny();
        requireRequired(asked, object, mapping);
        requireMatchColumn(asked, object, mapping);
        return mapping;
    }

    /** Where no column is a field that every record needs, no row could be taken. */
    private static void requireRequired(Asked asked, ObjectSchema object, ColumnMapping mapping) {
        if (asked.mode().equals(Mode.UPDATE.wireName())) {
            return;
        }
        var faults = new Faults();
        for (var field : object.fields()) {
            var isGiven = mapping.hasField(field.name()) || field.details().defaultValue() != null;
            if (field.has(Rule.REQUIRED) && !field.has(Rule.READ_ONLY) && !isGiven) {
                faults.add(Fault.missing(
                        "mapping",
                        "no column is '%s', which every record needs; say with 'mapping' which is"
                                .formatted(field.name())));
            }
        }
        var names = List.of("first_name", "last_name", "full_name");
        if (object.name().equals("contacts") && names.stream().noneMatch(mapping::hasField)) {
            faults.add(Fault.missing(
                    "mapping", "no column is 'first_name', 'last_name' or 'full_name'; say with 'mapping' which is"));
        }
        faults.throwIfAny();
    }

    /** Rows that change records must say which. */
    private static void requireMatchColumn(Asked asked, ObjectSchema object, ColumnMapping mapping) {
        if (asked.mode().equals(Mode.CREATE.wireName()) || mapping.has("id")) {
            return;
        }
        var match = Batches.findMatch(object, asked.matchField());
        if (match.isEmpty() || !mapping.has(match.get().name())) {
            var name = match.map(field -> field.name()).orElse("id");
            throw Problem.missing(
                    "match_field",
                    "no column is '%s', by which records would be found, and none is 'id' and holds their ids"
                            .formatted(name));
        }
    }

    private static void requireMatchField(ObjectSchema object, Asked asked) {
        if (asked.mode().equals(Mode.CREATE.wireName())) {
            if (asked.matchField() != null) {
                throw Problem.invalid("match_field", "'match_field' is for mode=update and mode=upsert");
            }
            return;
        }
        var unused = Batches.findMatch(object, asked.matchField());
    }

    private static List<JsonNode> records(ObjectNode body) {
        var faults = new Faults();
        for (var name : body.propertyNames()) {
            if (!name.equals("records")) {
                faults.invalid(
                        name, "unknown field '%s'%s".formatted(name, NearestName.hint(name, List.of("records"))));
            }
        }
        var records = body.get("records");
        if (records == null) {
            faults.add(Fault.missing("records", "'records' is required"));
        } else if (!(records instanceof ArrayNode)) {
            faults.invalid("records", "'records' must be an array");
        } else if (records.size() > MOST) {
            faults.invalid(
                    "records",
                    "'records' may hold at most %,d, not %,d; send more as text/csv or application/x-ndjson"
                            .formatted(MOST, records.size()));
        }
        faults.throwIfAny();
        return java.util.Objects.requireNonNull(records).valueStream().toList();
    }
}
