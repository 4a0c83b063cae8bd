package app.kasar.http;

import app.kasar.http.RateLedger.Demand;
import app.kasar.http.RateLedger.Lease;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One token's lease on this node: requests are counted against it, and it is renewed when it is used up or its time is over. */
final class TokenLimit {
    private final String key;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Lease lease;
    private int left;
    private int leasedLimit;

    TokenLimit(String key) {
        this.key = key;
    }

    /** @param renewal asked when the lease does not do; what it throws is thrown on, and the lease stays as it was */
    RateStanding count(String policy, int limit, long now, Function<Demand, Lease> renewal) {
        lock.lock();
        try {
            var current = lease;
            if (current == null || !isGood(current, limit, now)) {
                current = renew(limit, now, renewal);
            }
            var counted = left > 0;
            left = Math.max(0, left - 1);
            return new RateStanding(
                    policy,
                    limit,
                    counted ? current.room() + left : -1,
                    Instant.ofEpochMilli(current.oldestLeavesAt()));
        } finally {
            lock.unlock();
        }
    }

    /** A refusal is good as long as a grant: until the slot ends, nothing of what was counted leaves the window. */
    private boolean isGood(Lease held, int limit, long now) {
        var usable = left > 0 || held.granted() == 0;
        return usable && limit == leasedLimit && SlotCounts.slotAt(now) <= held.slot();
    }

    private Lease renew(int limit, long now, Function<Demand, Lease> renewal) {
        var chargedTo = lease == null ? 0 : lease.slot();
        var renewed = renewal.apply(new Demand(key, SlotCounts.slotAt(now), limit, chargedTo, left));
        lease = renewed;
        left = renewed.granted();
        leasedLimit = limit;
        return renewed;
    }
}
