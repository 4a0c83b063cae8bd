package app.kasar.duplicates;

import app.kasar.access.SchemaTable;
import app.kasar.db.Database;
import app.kasar.db.Statement;
import app.kasar.json.Json;
import app.kasar.records.Change;
import app.kasar.records.Merged;
import app.kasar.records.MovedReference;
import app.kasar.records.StoredRecord;
import com.github.f4b6a3.uuid.UuidCreator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** What was merged, and all that is needed to take it back. */
final class MergeStore {
    private final Database database;

    MergeStore(Database database) {
        this.database = database;
    }

    /** @param decisions pairs that name the survivor now */
    void add(String object, Merged merged, List<MovedReference> decisions, Change change) {
        var id = UuidCreator.getTimeOrderedEpoch();
        var records = merged.before().stream().map(StoredRecord::id).toList();
        var actor = change.schema().actor();
        database.execute(Statement.fixed(
                """
                INSERT INTO %s (id, object_name, survivor_id, merged_ids, previous, merged_at, merged_by, token_id, request_id)
                VALUES (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?)""".formatted(table("merges", change)),
                id,
                object,
                records.getFirst(),
                records.stream().skip(1).toArray(UUID[]::new),
                previous(merged.before()),
                change.at(),
                actor.member().id(),
                actor.token().id(),
                change.requestId()));
        addMoves(id, merged.moved(), change);
        addMoves(id, decisions, change);
    }

    private void addMoves(UUID merge, List<MovedReference> moved, Change change) {
        database.execute(Statement.fixed(
                """
                INSERT INTO %s (merge_id, table_name, column_name, record_id, from_id, is_new)
                SELECT ?, * FROM unnest(?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::boolean[])""".formatted(table("merge_moves", change)),
                merge,
                column(moved, MovedReference::table).toArray(String[]::new),
                column(moved, MovedReference::column).toArray(String[]::new),
                column(moved, MovedReference::record).toArray(UUID[]::new),
                column(moved, MovedReference::from).toArray(UUID[]::new),
                column(moved, MovedReference::isNew).toArray(Boolean[]::new)));
    }

    private static <T> List<T> column(List<MovedReference> moved, Function<MovedReference, T> of) {
        return moved.stream().map(of).toList();
    }

    private static String previous(List<StoredRecord> before) {
        var previous = Json.MAPPER.createObjectNode();
        for (var record : before) {
            var columns = previous.putObject(record.id().toString());
            record.columns().forEach((column, text) -> {
                if (text != null) {
                    columns.put(column, text);
                }
            });
        }
        return previous.toString();
    }

    private static String table(String name, Change change) {
        return SchemaTable.of(change.schema().snapshot().schemaName(), name);
    }
}
