package app.kasar.access;

import app.kasar.db.Database;
import app.kasar.db.Statement;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;

/** Which browser origins any organization allows: for preflights, which carry no token. Answers may be seconds old. */
public final class CorsOrigins {
    private static final int MOST_KNOWN = 1_000;
    private static final int MOST_CHARACTERS = 300;
    private static final Duration FRESH = Duration.ofSeconds(5);
    private static final String ALLOWED =
            "SELECT EXISTS (SELECT FROM kasar.organizations WHERE allowed_origins @> ARRAY[?::text])";

    private final Database database;
    private final Cache<String, Boolean> known;

    public CorsOrigins(Database database, InstantSource time) {
        this.database = database;
        this.known = Caffeine.newBuilder()
                .maximumSize(MOST_KNOWN)
                .expireAfterWrite(FRESH)
                .ticker(() -> Duration.ofMillis(time.millis()).toNanos())
                .build();
    }

    /** @param origin the value of the Origin header, as the browser sent it */
    public boolean isAllowed(String origin) {
        return origin.length() <= MOST_CHARACTERS
                && origin.chars().allMatch(character -> character > ' ' && character < 0x7f)
                && known.get(origin, this::isStored);
    }

    private boolean isStored(String origin) {
        return database.find(Statement.fixed(ALLOWED, origin), row -> row.isTrue(1))
                .orElse(false);
    }
}
