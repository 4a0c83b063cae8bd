package app.kasar.http;

import app.kasar.access.Actor;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** The limit of requests a minute and token, over all nodes; on each node alone while the database is away. */
final class RateLimits {
    static final String POLICY = "api:token";
    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final long TRY_AGAIN_MILLIS = 5_000;

    private final RateLedger ledger;
    private final int byDefault;
    private final InstantSource clock;
    private final Cache<UUID, TokenLimit> shared = cache();
    private final Cache<LocalKey, Bucket> local = cache();
    private volatile long awayUntil;

    RateLimits(RateLedger ledger, int byDefault, InstantSource clock) {
        this.ledger = ledger;
        this.byDefault = byDefault;
        this.clock = clock;
    }

    /** Counts one request; empty when there is no limit. */
    Optional<RateStanding> count(Actor actor) {
        var own = actor.organization().settings().rateLimit();
        int limit = own == null ? byDefault : own;
        return limit <= 0 ? Optional.empty() : Optional.of(count(actor.token().id(), limit));
    }

    private RateStanding count(UUID token, int limit) {
        if (clock.millis() < awayUntil) {
            return countAlone(token, limit);
        }
        try {
            var counter = shared.get(token, id -> new TokenLimit("token:" + id));
            return counter.count(POLICY, limit, clock.millis(), ledger::lease);
        } catch (Problem away) {
            if (away.code() != ErrorCode.UNAVAILABLE) {
                throw away;
            }
            awayUntil = clock.millis() + TRY_AGAIN_MILLIS;
            return countAlone(token, limit);
        }
    }

    private RateStanding countAlone(UUID token, int limit) {
        var bucket = local.get(new LocalKey(token, limit), key -> LocalBuckets.of(limit, WINDOW, clock));
        return LocalBuckets.take(bucket, POLICY, limit, clock);
    }

    private static <K, V> Cache<K, V> cache() {
        return Caffeine.newBuilder().expireAfterAccess(WINDOW.multipliedBy(2)).build();
    }

    private record LocalKey(UUID token, int limit) {}
}
