package app.kasar.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.time.InstantSource;

/** Counts failed authentications by client address. A right token always passes: others behind an address are not shut out. */
final class FailedLogins {
    static final String POLICY = "auth:failed";
    private static final int ALLOWED = 20;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int ADDRESSES_REMEMBERED = 100_000;

    private final InstantSource clock;
    private final Cache<String, Bucket> byAddress;

    FailedLogins(InstantSource clock) {
        this.clock = clock;
        this.byAddress = Caffeine.newBuilder()
                .maximumSize(ADDRESSES_REMEMBERED)
                .expireAfterAccess(WINDOW)
                .build();
    }

    RateStanding count(String address) {
        var bucket = byAddress.get(address, unknown -> LocalBuckets.of(ALLOWED, WINDOW, clock));
        return LocalBuckets.take(bucket, POLICY, ALLOWED, clock);
    }
}
