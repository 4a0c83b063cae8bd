package app.kasar.records;

import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.StaleSnapshot;
import app.kasar.problem.Problem;
import app.kasar.schema.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What making several records one does beside changing and deleting them; only {@link RecordWriter} calls it. */
final class Merging {
    private static final int FIRST_COLUMN = 4;

    private final Database database;
    private final Refusals refusals;

    Merging(Database database) {
        this.database = database;
        this.refusals = new Refusals(database);
    }

    /**
     * Locks the records until the transaction ends.
     *
     * @return the survivor first, then the others oldest first
     * @throws Problem with a fault for every record that is not there for the caller
     */
    List<StoredRecord> lock(Write write, UUID survivor, List<UUID> gone) {
        var ids = new ArrayList<>(gone);
        ids.addFirst(survivor);
        var columns = new WriteSql(write);
        var found = new LinkedHashMap<UUID, StoredRecord>();
        database.list(new MergeSql(write, survivor, gone).lock(ids), row -> {
            requireCurrent(row);
            var id = row.uuid(2);
            return id == null ? null : found.put(id, stored(row, id, columns));
        });
        requireAll(write, ids, found);
        var order = Comparator.comparing((StoredRecord record) -> !record.id().equals(survivor))
                .thenComparing(StoredRecord::createdAt)
                .thenComparing(StoredRecord::id);
        return found.values().stream().sorted(order).toList();
    }

    private void requireAll(Write write, List<UUID> ids, Map<UUID, StoredRecord> found) {
        var refused = ids.stream()
                .filter(id -> !found.containsKey(id))
                .map(id -> refusals.ofMerge(write, id))
                .filter(each -> !each.faults().isEmpty())
                .toList();
        if (!refused.isEmpty()) {
            var faults =
                    refused.stream().flatMap(each -> each.faults().stream()).toList();
            throw new Problem(faults, refused.getFirst().details(), null);
        }
        if (found.size() < ids.size()) {
            throw Problem.recordNotFound(write.object().name(), ids.getFirst());
        }
    }

    private static StoredRecord stored(Row row, UUID id, WriteSql parts) {
        var columns = new LinkedHashMap<String, @Nullable String>();
        var choices = new LinkedHashMap<String, List<String>>();
        var position = FIRST_COLUMN;
        for (var column : parts.columns()) {
            columns.put(column, row.text(position++));
            if (parts.sqlType(column).equals(ColumnType.TEXT_ARRAY.sqlName())) {
                var values = row.texts(position++);
                choices.put(column, values == null ? List.of() : values);
            }
        }
        return new StoredRecord(id, Objects.requireNonNull(row.instant(3)), columns, choices);
    }

    /** Lets everything that names one of the others name the survivor, and remembers who came to stand for them. */
    List<MovedReference> repoint(Write write, UUID survivor, List<UUID> gone) {
        var sql = new MergeSql(write, survivor, gone);
        var moved = new ArrayList<MovedReference>();
        var statements = new ArrayList<>(List.of(sql.referring()));
        var objects = write.change().schema().snapshot().objects().values();
        LinkTable.of(write.object().name(), objects).forEach(table -> statements.add(sql.links(table)));
        for (var statement : statements) {
            database.list(statement, row -> {
                requireCurrent(row);
                return row.uuid(4) == null || moved.add(moved(row));
            });
        }
        new Survivors(database).add(write, survivor, gone);
        return moved;
    }

    private static MovedReference moved(Row row) {
        return new MovedReference(
                row.requiredText(2), row.requiredText(3), row.requiredUuid(4), row.requiredUuid(5), row.isTrue(6));
    }

    private static void requireCurrent(Row row) {
        if (!row.isTrue(1)) {
            throw new StaleSnapshot("the organization's schema, users or rights changed");
        }
    }
}
