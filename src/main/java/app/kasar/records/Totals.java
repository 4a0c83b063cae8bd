package app.kasar.records;

import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.SqlText;
import app.kasar.db.Statement;
import app.kasar.query.plan.Criterion;
import app.kasar.query.plan.ListPlan;
import app.kasar.query.sql.CriterionSql;
import app.kasar.query.sql.SnapshotSql;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
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
    private final Cache<Statement, Counted> counted =
            Caffeine.newBuilder().maximumSize(MOST_ENTRIES).build();

    Totals(Database database) {
        this.database = database;
    }

    /** @param snapshot {@code pg_current_snapshot()} of the statement in which the total was right */
    private record Counted(long total, String snapshot) {}

    /** What is known of a list's total before its page is read. Uncommitted changes of an open transaction are nobody's to keep. */
    Check check(ListPlan plan) {
        var count = countStatement(plan);
        var isKept = plan.page().withTotal() && plan.object().storage().leavesEvents() && !database.isInTransaction();
        return new Check(plan, count, isKept ? counted.getIfPresent(count) : null);
    }

    /** The exact total, without reading any record. */
    long of(ListPlan plan) {
        var check = check(plan);
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

    /** The total as of the statement that {@code check} was read from; counted now where nothing was known. */
    long settle(Check check) {
        var current = check.current;
        if (current == null
                && check.known != null
                && check.plan.selection().criterion().isOfOwnRow()) {
            current = carriedOn(check, check.known);
        }
        if (current == null) {
            return count(check);
        }
        counted.put(check.count, current);
        return current.total();
    }

    /** The total known, brought up to date by what changed since; null when counting anew is cheaper or the only way. */
    private @Nullable Counted carriedOn(Check check, Counted known) {
        var criterion = check.plan.selection().criterion();
        var text = new SqlText().add("SELECT ");
        SnapshotSql.epoch(text, schemaOf(check.plan));
        text.add(", ");
        if (criterion instanceof Criterion.Everything) {
            SnapshotSql.growth(text, schemaOf(check.plan), check.plan.object().name(), known.snapshot());
        } else if (criterion.isOfOwnRow()) {
            SnapshotSql.difference(text, check.plan, known.snapshot());
        } else {
            return null;
        }
        var statement = text.add(", pg_current_snapshot()::text").toStatement().planned(Statement.Planning.EACH_TIME);
        return database.find(statement, row -> {
                    RecordReader.requireCurrent(check.plan.schema(), row.number(1));
                    return row.isNull(2)
                            ? Optional.<Counted>empty()
                            : Optional.of(new Counted(known.total() + row.number(2), row.requiredText(3)));
                })
                .flatMap(carried -> carried)
                .orElse(null);
    }

    private long count(Check check) {
        var plan = check.plan;
        var now = database.find(check.count, row -> {
                    RecordReader.requireCurrent(plan.schema(), row.number(1));
                    return new Counted(row.number(2), row.requiredText(3));
                })
                .orElseThrow();
        if (!database.isInTransaction()) {
            counted.put(check.count, now);
        }
        return now.total();
    }

    private static Statement countStatement(ListPlan plan) {
        var text = new SqlText().add("SELECT ");
        SnapshotSql.epoch(text, schemaOf(plan));
        text.add(", count(*), pg_current_snapshot()::text FROM ")
                .name(schemaOf(plan), plan.object().table());
        CriterionSql.write(text.add(" t WHERE "), plan.selection().criterion(), schemaOf(plan), "t");
        return text.toStatement().planned(plan.planning());
    }

    private static String schemaOf(ListPlan plan) {
        return plan.schema().snapshot().schemaName();
    }

    /** One question about a total, and its answer. Belongs to one request. */
    static final class Check {
        private final ListPlan plan;
        private final Statement count;
        private final @Nullable Counted known;
        private @Nullable Counted current;

        private Check(ListPlan plan, Statement count, @Nullable Counted known) {
            this.plan = plan;
            this.count = count;
            this.known = known;
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
                current = new Counted(known.total(), row.requiredText(firstColumn + 1));
            }
        }
    }
}
