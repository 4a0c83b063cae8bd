package app.kasar.access;

import app.kasar.db.Database;
import app.kasar.db.Statement;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When each token was last used: kept in memory and written for all tokens in one statement now and then, so that a
 * request costs no write. What is stored may be a minute old.
 */
public final class LastUses implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LastUses.class);
    private static final long FLUSH_SECONDS = 60;
    // The tokens are locked in the order of their ids, so that two nodes writing the same ones wait and never deadlock.
    private static final String WRITE = """
            WITH used AS (SELECT id::uuid, at::timestamptz FROM unnest(?, ?) AS given (id, at)),
                 locked AS (SELECT id FROM kasar.tokens WHERE id IN (SELECT id FROM used) ORDER BY id FOR UPDATE)
            UPDATE kasar.tokens t SET last_used_at = greatest(t.last_used_at, used.at)
            FROM used JOIN locked USING (id) WHERE t.id = used.id
            """;

    private final Database database;
    private final Map<UUID, Instant> unwritten = new ConcurrentHashMap<>();
    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("last-uses").factory());

    public LastUses(Database database) {
        this.database = database;
    }

    /** Begins to write about every minute. */
    @SuppressWarnings("FutureReturnValueIgnored") // the work itself lets no exception out
    public void start() {
        schedule.scheduleWithFixedDelay(this::flushOrLog, FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
    }

    public void note(UUID tokenId, Instant usedAt) {
        unwritten.put(tokenId, usedAt);
    }

    /** Writes what has been noted; what cannot be written now stays noted. */
    public void flush() {
        var writing = new HashMap<>(unwritten);
        if (writing.isEmpty()) {
            return;
        }
        var ids = writing.keySet().stream().map(UUID::toString).toArray(String[]::new);
        var moments = writing.values().stream().map(Instant::toString).toArray(String[]::new);
        database.execute(Statement.fixed(WRITE, ids, moments));
        writing.forEach(unwritten::remove);
    }

    @Override
    public void close() {
        schedule.shutdownNow();
        flushOrLog();
    }

    private void flushOrLog() {
        try {
            flush();
        } catch (RuntimeException failed) {
            LOG.warn("the last use of {} tokens could not be written; trying again later", unwritten.size(), failed);
        }
    }
}
