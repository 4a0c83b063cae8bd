package app.kasar.records;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One record's checked values, as columns.
 *
 * @param columns column to value in PostgreSQL's text form; null clears
 * @param expected what the caller says server-set columns hold; a record where one differs is refused
 * @param links records to be linked: relation field to the whole new set of ids
 */
public record RecordInput(
        UUID id,
        Map<String, @Nullable String> columns,
        Map<String, @Nullable String> expected,
        Map<String, List<UUID>> links) {

    public RecordInput {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
        links = Map.copyOf(links);
    }

    /** A record of which nothing is said but which it is. */
    public static RecordInput nothing(UUID id) {
        return new RecordInput(id, Map.of(), Map.of(), Map.of());
    }

    /** The same values, of another record. */
    public RecordInput as(UUID other) {
        return new RecordInput(other, columns, expected, links);
    }

    /** The same values and one more, set by the server. */
    public RecordInput with(String column, @Nullable String text) {
        var more = new LinkedHashMap<String, @Nullable String>(columns);
        more.put(column, text);
        return new RecordInput(id, more, expected, links);
    }
}
