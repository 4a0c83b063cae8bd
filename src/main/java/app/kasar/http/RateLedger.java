package app.kasar.http;

import app.kasar.db.Database;
import app.kasar.db.Statement;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The counts all nodes share. A node takes requests in blocks, so that one write of the database covers many. */
final class RateLedger {
    private static final int LEASES_A_CLEANING = 500;

    private final Database database;

    RateLedger(Database database) {
        this.database = database;
    }

    /**
     * What a node asks for.
     *
     * @param slot the present one
     * @param returnedSlot the slot an earlier lease was charged to
     * @param returned what of it was not used
     */
    record Demand(String key, long slot, int limit, long returnedSlot, int returned) {
        private static final int BLOCKS_A_LIMIT = 16;

        int block() {
            return Math.max(1, limit / BLOCKS_A_LIMIT);
        }
    }

    /**
     * Requests a node may let pass while {@code slot} lasts.
     *
     * @param room what is left of the limit for everyone
     * @param oldestLeavesAt in epoch milliseconds
     */
    record Lease(long slot, int granted, int room, long oldestLeavesAt) {}

    /** @throws app.kasar.problem.Problem UNAVAILABLE while the database is away */
    Lease lease(Demand demand) {
        var lease = database.inTransaction(() -> leaseLocked(demand));
        if (ThreadLocalRandom.current().nextInt(LEASES_A_CLEANING) == 0) {
            forgetBefore(demand.slot() - SlotCounts.SLOTS);
        }
        return lease;
    }

    private Lease leaseLocked(Demand demand) {
        var counts = lock(demand).advancedTo(demand.slot()).changed(demand.returnedSlot(), -demand.returned());
        var free = Math.max(0, demand.limit() - counts.total());
        var granted = Math.min(demand.block(), free);
        var charged = counts.changed(counts.newest(), granted);
        store(demand.key(), charged);
        return new Lease(charged.newest(), granted, free - granted, charged.oldestLeavesAt());
    }

    /** The row comes into being or is locked by the same statement. */
    private SlotCounts lock(Demand demand) {
        return database.find(
                        Statement.fixed("""
                                INSERT INTO kasar.rate_windows (key, newest, counts) VALUES (?, ?, '{}')
                                ON CONFLICT (key) DO UPDATE SET key = excluded.key
                                RETURNING newest, counts::text[]""", demand.key(), demand.slot()),
                        row -> new SlotCounts(row.number(1), numbers(row.texts(2))))
                .orElseThrow();
    }

    private void store(String key, SlotCounts counts) {
        database.execute(Statement.fixed(
                "UPDATE kasar.rate_windows SET newest = ?, counts = ? WHERE key = ?",
                counts.newest(),
                counts.counts().toArray(Integer[]::new),
                key));
    }

    private void forgetBefore(long slot) {
        database.execute(Statement.fixed("DELETE FROM kasar.rate_windows WHERE newest < ?", slot));
    }

    private static List<Integer> numbers(@Nullable List<String> texts) {
        return texts == null ? List.of() : texts.stream().map(Integer::valueOf).toList();
    }
}
