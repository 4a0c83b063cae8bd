package app.kasar.records;

import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.query.plan.CountPlan;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.sql.CountSql;
import app.kasar.query.sql.SnapshotSql;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Exact totals without counting each time. A total is kept with the database snapshot it was counted in; the statement
 * that reads a page also asks what became of it since, so any number of nodes may keep their own and each is exact.
 */
final class Totals {
    /** Columns that {@link Check#write} adds. */
    static final int COLUMNS = 2;

    private static final int MOST_ENTRIES = 10_000;

    private final Database database;
    private final Cache<Key, Counted> counted =
            Caffeine.newBuilder().maximumSize(MOST_ENTRIES).build();

    Totals(Database database) {
        this.database = database;
    }

    /** @param epoch 0 unless the counts may change with it while no record does */
    private record Key(Statement count, long epoch) {
        static Key of(CountPlan plan, Statement count) {
            var findsByWords = plan.selection().criterion().findsByWords()
                    || plan.criteria().stream().anyMatch(Criterion::findsByWords);
            return new Key(count, findsByWords ? plan.schema().snapshot().epoch() : 0);
        }
    }

    /** @param snapshot {@code pg_current_snapshot()} of the statement in which the counts were right */
    private record Counted(List<Long> counts, String snapshot) {}

    /** What is known of a list's total before its page is read. */
    Check check(ListPlan plan) {
        return check(plan.total(), plan.page().withTotal());
    }

    /** Uncommitted changes of an open transaction are nobody's to keep. */
    private Check check(CountPlan plan, boolean isWanted) {
        var count = CountSql.of(plan);
        var isKept = isWanted && plan.object().storage().leavesEvents() && !database.isInTransaction();
        return new Check(plan, count, isKept ? counted.getIfPresent(Key.of(plan, count)) : null);
    }

    /** The exact counts, without reading any record. */
    List<Long> of(CountPlan plan) {
        var check = check(plan, true);
        if (check.known != null) {
            var text = new SqlText().add("SELECT ");
            SnapshotSql.epoch(text, schemaOf(plan));
            check.write(text.add(", "));
            database.find(text.toStatement(), row -> {
                RecordReader.requireCurrent(plan.schema(), row.number(1));
                check.read(row, 2);
                return true;
            });
        }
        return settle(check);
    }

    /** The counts as of the statement that {@code check} was read from; counted now where nothing was known. */
    List<Long> settle(Check check) {
        var current = check.current;
        if (current == null && check.known != null && check.plan.isOfOwnRow()) {
            current = carriedOn(check.plan, check.known);
        }
        if (current == null) {
            return count(check);
        }
        counted.put(Key.of(check.plan, check.count), current);
        return current.counts();
    }

    /** The counts known, brought up to date by what changed since; null when counting anew is cheaper. */
    private @Nullable Counted carriedOn(CountPlan plan, Counted known) {
        var text = new SqlText();
        if (plan.isOfEverything()) {
            SnapshotSql.epoch(text.add("SELECT "), schemaOf(plan));
            text.add(", pg_current_snapshot()::text, ");
            SnapshotSql.growth(text, schemaOf(plan), plan.object().name(), known.snapshot());
        } else {
            SnapshotSql.differences(text, plan, known.snapshot());
        }
        var statement = text.toStatement().planned(Statement.Planning.EACH_TIME);
        return database.find(statement, row -> {
                    RecordReader.requireCurrent(plan.schema(), row.number(1));
                    return row.isNull(3) ? Optional.<Counted>empty() : Optional.of(grown(plan, known, row));
                })
                .flatMap(carried -> carried)
                .orElse(null);
    }

    private static Counted grown(CountPlan plan, Counted known, Row row) {
        var isOneGrowth = plan.isOfEverything();
        var counts = new ArrayList<Long>();
        for (var index = 0; index < known.counts().size(); index++) {
            counts.add(known.counts().get(index) + row.number(isOneGrowth ? 3 : index + 3));
        }
        return new Counted(counts, row.requiredText(2));
    }

    private List<Long> count(Check check) {
        var plan = check.plan;
        var now = database.find(check.count, row -> {
                    RecordReader.requireCurrent(plan.schema(), row.number(1));
                    var counts = IntStream.range(0, plan.criteria().size())
                            .mapToObj(index -> row.number(index + 3))
                            .toList();
                    return new Counted(counts, row.requiredText(2));
                })
                .orElseThrow();
        if (!database.isInTransaction()) {
            counted.put(Key.of(plan, check.count), now);
        }
        return now.counts();
    }

    private static String schemaOf(CountPlan plan) {
        return plan.schema().snapshot().schemaName();
    }

    /** One question about a total, and its answer. Belongs to one request. */
    static final class Check {
        private final CountPlan plan;
        private final Statement count;
        private final @Nullable Counted known;
        private @Nullable Counted current;

        private Check(CountPlan plan, Statement count, @Nullable Counted known) {
            this.plan = plan;
            this.count = count;
            this.known = known;
        }

        /** How many there were when they were last counted; 0 where that is not known. */
        long matches() {
            return known == null ? 0 : known.counts().getFirst();
        }

        /** Appends two columns: what became of the total known, and the snapshot of the statement they stand in. */
        void write(SqlText text) {
            if (known == null) {
                text.add("NULL AS total_check, NULL AS total_snapshot");
                return;
            }
            SnapshotSql.changed(text, schemaOf(plan), plan.selection().touched(), known.snapshot());
            text.add(" AS total_check, pg_current_snapshot()::text AS total_snapshot");
        }

        /** Reads the columns; the snapshot kept moves along, so that the next question looks at few events. */
        void read(Row row, int firstColumn) {
            if (known != null && current == null && !row.isTrue(firstColumn)) {
                current = new Counted(known.counts(), row.requiredText(firstColumn + 1));
            }
        }
    }
}
