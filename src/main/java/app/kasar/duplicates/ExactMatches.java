package app.kasar.duplicates;

import app.kasar.db.Database;
import app.kasar.db.IndexLookup;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds for records about to be written those that are there already, any number of them in two statements: one says by
 * which keys they would be known, one finds by index who has such a key.
 */
public final class ExactMatches {
    private final Database database;

    public ExactMatches(Database database) {
        this.database = database;
    }

    /**
     * A match key of one of the rows, and a record that has it too.
     *
     * @param row the row's place among those asked about, from 0
     * @param record null when no record the caller may read has the key
     */
    public record Found(
            int row, MatchField field, String key, @Nullable UUID record) {}

    /**
     * Every match key of the rows, strongest first, so that rows can be compared with each other too. Names count only for
     * people and companies, and for rows that have nothing else to be known by. Domains do not count: that two companies cannot have the same one is for
     * its field's own rule to say.
     *
     * @param rows each row's columns in PostgreSQL's text form, as {@link app.kasar.records.RecordInput} has them; with an
     *     {@code id}, what is to become of the columns of this record, which is not found itself
     */
    public List<Found> find(ObjectSchema object, VisibleSchema schema, List<Map<String, @Nullable String>> rows) {
        var sql = new ExactMatchesSql(object, schema);
        if (rows.isEmpty() || sql.fields().isEmpty()) {
            return List.of();
        }
        var keys = database.list(
                sql.keys(rows),
                row -> new RowKey(
                        row.integer(1) - 1,
                        new Key(MatchField.of(row.requiredText(2)), row.requiredText(3), row.requiredText(4))));
        var records = records(sql, keys);
        return keys.stream().map(key -> found(key, rows, records)).toList();
    }

    /** A key, and the words by which the search index leads to records that may have it; none where another index does. */
    record Key(MatchField field, String value, String words) {
        Named named() {
            return new Named(field.wireName(), value);
        }
    }

    private record Named(String field, String value) {}

    private record RowKey(int row, Key key) {}

    private Map<Named, List<UUID>> records(ExactMatchesSql sql, List<RowKey> keys) {
        var wanted = new LinkedHashMap<Named, Key>();
        keys.forEach(key -> wanted.putIfAbsent(key.key().named(), key.key()));
        var found = new HashMap<Named, List<UUID>>();
        if (!wanted.isEmpty()) {
            database.inTransaction(() -> IndexLookup.list(
                    database,
                    sql.records(List.copyOf(wanted.values())),
                    row -> found.computeIfAbsent(
                                    new Named(row.requiredText(1), row.requiredText(2)), none -> new ArrayList<>())
                            .add(row.requiredUuid(3))));
        }
        return found;
    }

    private static Found found(RowKey key, List<Map<String, @Nullable String>> rows, Map<Named, List<UUID>> records) {
        var own = rows.get(key.row()).get(DraftSql.ID);
        var record = records.getOrDefault(key.key().named(), List.of()).stream()
                .filter(id -> !id.toString().equals(own))
                .min(Comparator.naturalOrder())
                .orElse(null);
        return new Found(key.row(), key.key().field(), key.key().value(), record);
    }
}
