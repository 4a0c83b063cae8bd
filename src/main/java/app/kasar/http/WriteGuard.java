package app.kasar.http;

import app.kasar.access.OrganizationEpoch;
import app.kasar.db.Database;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Runs writes: as a dry run, once for each idempotency key, or simply. */
final class WriteGuard {
    private static final int LONGEST_KEY = 255;

    private final Database database;
    private final IdempotencyKeys keys;
    private final OrganizationEpoch epoch;

    WriteGuard(Database database, InstantSource clock) {
        this.database = database;
        this.keys = new IdempotencyKeys(database, clock);
        this.epoch = new OrganizationEpoch(database);
    }

    /** @param signature of the request, to tell whether a key comes back with another one */
    Answer run(Route route, Request request, RequestSignature signature) {
        if (!route.method().writes()) {
            return route.handler().handle(request);
        }
        var key = key(request);
        if (request.isSet(Route.DRY_RUN.name())) {
            // What becomes of a file is found out after the answer: its route does the dry run, and only says so here.
            return request.file().isPresent() || route.contents().runsDryItself()
                    ? route.handler().handle(request).withHeader(HttpHeaders.DRY_RUN, "true")
                    : dryRun(route, request);
        }
        return key == null ? route.handler().handle(request) : once(key, route, request, signature);
    }

    private Answer dryRun(Route route, Request request) {
        return database.inTransaction(() -> {
            database.rollBackAtEnd();
            return route.handler().handle(request).withHeader(HttpHeaders.DRY_RUN, "true");
        });
    }

    private Answer once(String key, Route route, Request request, RequestSignature signature) {
        return database.inTransaction(() -> {
            var claim = IdempotencyKeys.Claim.of(request.actor(), key);
            var hash = signature.hash();
            if (!keys.claim(claim, hash)) {
                epoch.requireCurrent(request.actor());
                return keys.replay(claim, hash);
            }
            var answer = route.handler().handle(request);
            keys.keep(claim, answer);
            return answer;
        });
    }

    private static @Nullable String key(Request request) {
        var key = request.headers()
                .find(HttpHeaders.IDEMPOTENCY_KEY.defaultCase())
                .orElse(null);
        if (key != null && !isPrintable(key)) {
            throw new Problem(
                    ErrorCode.VALIDATION_ERROR,
                    HttpHeaders.IDEMPOTENCY_KEY.defaultCase(),
                    "the header Idempotency-Key must be 1 to %d printable ASCII characters".formatted(LONGEST_KEY));
        }
        return key;
    }

    private static boolean isPrintable(String key) {
        if (key.isEmpty() || key.length() > LONGEST_KEY) {
            return false;
        }
        for (var i = 0; i < key.length(); i++) {
            if (key.charAt(i) < ' ' || key.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }
}
