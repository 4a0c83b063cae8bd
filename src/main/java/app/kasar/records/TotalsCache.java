package app.kasar.records;

import app.kasar.db.Statement;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/**
 * Exact totals already counted, each with the database snapshot it was counted in. Whether one still holds is asked of
 * the database in the statement that reads the page, so any number of nodes may keep their own.
 */
final class TotalsCache {
    private static final int MOST_ENTRIES = 10_000;

    private final Cache<Statement, Counted> counted =
            Caffeine.newBuilder().maximumSize(MOST_ENTRIES).build();

    /** @param snapshot {@code pg_current_snapshot()} of the statement that counted */
    record Counted(long total, String snapshot) {}

    Optional<Counted> find(Statement count) {
        return Optional.ofNullable(counted.getIfPresent(count));
    }

    void put(Statement count, Counted total) {
        counted.put(count, total);
    }
}
