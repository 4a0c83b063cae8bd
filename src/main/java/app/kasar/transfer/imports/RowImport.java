package app.kasar.transfer.imports;

import app.kasar.access.Action;
import app.kasar.db.Database;
import app.kasar.duplicates.ExactMatches;
import app.kasar.duplicates.NearRecords;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.records.Batches;
import app.kasar.records.Change;
import app.kasar.records.DuplicateCheck;
import app.kasar.records.Outcome;
import app.kasar.records.RecordInput;
import app.kasar.records.RecordInputReader;
import app.kasar.records.RecordWriter;
import app.kasar.records.Write;
import app.kasar.schema.ObjectSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Writes some rows as records, a few statements for all of them. Inside one transaction. */
final class RowImport {
    /** As PostgreSQL compares ids; Java takes their halves for signed numbers. */
    private static final Comparator<UUID> ID_ORDER = Comparator.comparing(UUID::toString);

    private final Database database;
    private final RecordWriter writer;
    private final Batches batches;
    private final ExactMatches exact;
    private final NearRecords near;

    RowImport(Database database, RecordWriter writer) {
        this.database = database;
        this.writer = writer;
        this.batches = new Batches(database, writer);
        this.exact = new ExactMatches(database);
        this.near = new NearRecords(database);
    }

    /** A row that could be read. */
    private record Ready(int index, RecordInput input, Set<MatchKey> keys) {
        Ready(int index, RecordInput input) {
            this(index, input, new LinkedHashSet<>());
        }
    }

    /** A row as the records engine reads it. */
    private record Read(Draft draft, RecordInput input, Faults faults) {
        static Read of(Draft draft, RecordInputReader reader) {
            var faults = new Faults();
            return new Read(draft, reader.forCreate(draft.body(), faults), faults);
        }
    }

    /** What all rows have in common. */
    private record Run(Terms terms, Change change, ObjectSchema object, Report report) {
        Write write() {
            return new Write(object, change, List.of());
        }
    }

    Report write(Terms terms, Change change, List<Draft> drafts) {
        var action = terms.mode() == Mode.UPDATE ? Action.UPDATE : Action.CREATE;
        var object = change.schema().object(terms.object(), action);
        var run = new Run(terms, change, object, new Report());
        var references = new References(database, writer, change, terms.object());
        var left = drafts;
        while (!left.isEmpty()) {
            references.look(left);
            var ready = ready(left, references, terms.object());
            references.resolve(ready);
            switch (terms.mode()) {
                case CREATE -> create(run, ready);
                case UPDATE, UPSERT -> upsert(run, ready);
            }
            left = left.stream().filter(draft -> !ready.contains(draft)).toList();
        }
        return run.report();
    }

    /** Rows that name other rows of their own object come after those; all, where none can come first. */
    private static List<Draft> ready(List<Draft> drafts, References references, String object) {
        var ready = drafts.stream()
                .filter(draft -> !references.awaits(draft, object))
                .toList();
        return ready.isEmpty() ? drafts : ready;
    }

    private static boolean isFit(Run run, Draft draft, Faults more) {
        var faults = new ArrayList<>(draft.faults().list());
        if (!draft.isUnreadable()) {
            faults.addAll(more.list());
        }
        if (!faults.isEmpty()) {
            run.report().refuse(draft.index(), faults);
        }
        return faults.isEmpty();
    }

    private void create(Run run, List<Draft> drafts) {
        var reader = new RecordInputReader(run.object(), run.change().schema());
        var read = drafts.parallelStream().map(draft -> Read.of(draft, reader)).toList();
        // Records made together stand in the order of their ids, and should stand in that of the rows.
        var ids = read.stream().map(each -> each.input().id()).sorted(ID_ORDER).iterator();
        var ready = new ArrayList<Ready>();
        for (var each : read) {
            var input = each.input().as(ids.next());
            if (isFit(run, each.draft(), each.faults())) {
                ready.add(new Ready(each.draft().index(), input));
            }
        }
        createOnce(run, ready);
    }

    /** Rows that are the same as an earlier one wait for what becomes of it: it may be refused yet. */
    private void createOnce(Run run, List<Ready> ready) {
        var taken = taken(run, ready);
        var left = ready;
        while (!left.isEmpty()) {
            var now = new ArrayList<Ready>();
            var later = new ArrayList<Ready>();
            var claimed = new HashSet<MatchKey>();
            for (var row : left) {
                if (row.keys().stream().anyMatch(taken::contains)) {
                    there(run, row, taken);
                } else if (row.keys().stream().anyMatch(claimed::contains)) {
                    later.add(row);
                } else {
                    claimed.addAll(row.keys());
                    now.add(row);
                }
            }
            taken.addAll(
                    run.terms().duplicateCheck() == DuplicateCheck.Mode.FUZZY ? unlike(run, now) : written(run, now));
            left = later;
        }
    }

    /** Gives the rows their keys; those of them that records have. */
    private Set<MatchKey> taken(Run run, List<Ready> rows) {
        var schema = run.change().schema();
        var unique = new UniqueFields(schema.snapshot().schemaName(), run.object());
        rows.forEach(row -> row.keys().addAll(unique.keys(row.input())));
        var taken = unique.taken(
                database, rows.stream().flatMap(row -> row.keys().stream()).toList());
        if (run.terms().detectsDuplicates()) {
            var inputs = rows.stream().map(row -> row.input().columns()).toList();
            for (var found : exact.find(run.object(), schema, inputs)) {
                var key = MatchKey.of(found.field(), found.key());
                rows.get(found.row()).keys().add(key);
                if (found.record() != null) {
                    taken.add(key);
                }
            }
        }
        return taken;
    }

    /** One by one, so that each is compared with those before it too. */
    private Set<MatchKey> unlike(Run run, List<Ready> rows) {
        var keys = new HashSet<MatchKey>();
        for (var row : rows) {
            var like =
                    near.find(run.object(), run.change().schema(), row.input().columns());
            if (like.isEmpty()) {
                keys.addAll(written(run, List.of(row)));
            } else {
                var message = like.getFirst().message();
                run.report().nearDuplicate(row.index(), new Fault(ErrorCode.DUPLICATE_RECORD, null, message));
            }
        }
        return keys;
    }

    private static void there(Run run, Ready row, Set<MatchKey> taken) {
        if (run.terms().detectsDuplicates()) {
            run.report().duplicate();
            return;
        }
        var key = row.keys().stream().filter(taken::contains).findFirst().orElseThrow();
        var field = key.uniqueField();
        run.report()
                .refuse(
                        row.index(),
                        List.of(new Fault(
                                ErrorCode.DUPLICATE_RECORD,
                                field,
                                "a record with this value of '%s' exists already".formatted(field))));
    }

    /** The keys of those that were written. Records with links are written one by one, so they do not hold up the others. */
    private Set<MatchKey> written(Run run, List<Ready> rows) {
        var keys = new HashSet<MatchKey>();
        for (var linked : List.of(false, true)) {
            var part = rows.stream()
                    .filter(row -> row.input().links().isEmpty() != linked)
                    .toList();
            var outcomes =
                    writer.create(run.write(), part.stream().map(Ready::input).toList());
            for (var index = 0; index < part.size(); index++) {
                if (wasWritten(run, part.get(index), outcomes.get(index))) {
                    keys.addAll(part.get(index).keys());
                }
            }
        }
        return keys;
    }

    private static boolean wasWritten(Run run, Ready row, Outcome outcome) {
        switch (outcome) {
            case Outcome.Written written -> {
                run.report().created();
                return true;
            }
            case Outcome.Refused(var faults, var details) -> {
                var isThere = faults.getFirst().code() == ErrorCode.DUPLICATE_RECORD;
                if (isThere && run.terms().detectsDuplicates()) {
                    run.report().duplicate();
                } else {
                    run.report().refuse(row.index(), faults);
                }
                return false;
            }
        }
    }

    private void upsert(Run run, List<Draft> drafts) {
        var fit =
                drafts.stream().filter(draft -> isFit(run, draft, new Faults())).toList();
        var bodies = fit.stream().map(Draft::body).toList();
        var mayCreate = run.terms().mode() == Mode.UPSERT;
        var items = batches.match(run.write(), bodies, run.terms().matchField(), mayCreate);
        for (var item : items) {
            var index = fit.get(item.index()).index();
            switch (item.outcome()) {
                case Outcome.Refused(var faults, var details) -> run.report().refuse(index, faults);
                case Outcome.Written written -> count(run.report(), item.kind());
            }
        }
    }

    private static void count(Report report, Batches.Kind kind) {
        switch (kind) {
            case CREATED -> report.created();
            case UPDATED -> report.updated();
            case FAILED -> throw new IllegalStateException("a written record cannot have failed");
        }
    }
}
