package app.kasar.records;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A record as its row holds it.
 *
 * @param columns column to value in PostgreSQL's text form
 * @param choices of columns that hold several values, the values again, apart
 */
public record StoredRecord(
        UUID id, Instant createdAt, Map<String, @Nullable String> columns, Map<String, List<String>> choices) {
    public StoredRecord {
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        choices = Map.copyOf(choices);
    }
}
