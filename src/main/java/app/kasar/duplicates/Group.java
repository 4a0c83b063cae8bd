package app.kasar.duplicates;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records found to be the same.
 *
 * @param position among the groups of its scan
 * @param value what they have in common; null where they are only alike
 * @param records oldest first
 * @param details score, reasons and pairs of those that are only alike, as JSON
 */
record Group(
        int position,
        String field,
        @Nullable String value,
        List<UUID> records,
        @Nullable String details) {
    Group {
        records = List.copyOf(records);
    }
}
