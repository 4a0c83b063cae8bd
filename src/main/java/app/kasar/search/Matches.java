package app.kasar.search;

import java.util.List;
import java.util.UUID;

/**
 * Records of one object that a query found, in order.
 *
 * @param count how many it finds in all; no more than is known when {@code isCounted} is false
 */
record Matches(List<UUID> ids, long count, boolean isCounted) {
    Matches {
        ids = List.copyOf(ids);
    }
}
