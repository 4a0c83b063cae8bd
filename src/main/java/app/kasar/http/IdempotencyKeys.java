package app.kasar.http;

import app.kasar.access.Actor;
import app.kasar.db.Database;
import app.kasar.db.Row;
import app.kasar.db.Statement;
import app.kasar.json.Json;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The answers of writes that came with an idempotency key. Every method needs the write's own transaction to be open. */
final class IdempotencyKeys {
    private static final Duration KEPT = Duration.ofHours(24);
    private static final int CLAIMS_A_CLEANING = 200;

    private final Database database;
    private final InstantSource clock;

    IdempotencyKeys(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Whose key, and where it is kept.
     *
     * @param rights what the caller may do and see
     */
    record Claim(String schema, UUID token, String key, String rights) {
        static Claim of(Actor actor, String key) {
            return new Claim(
                    actor.organization().schemaName(),
                    actor.token().id(),
                    key,
                    actor.permissions().inWords());
        }

        String table() {
            return '"' + schema.replace("\"", "\"\"") + "\".idempotency_keys";
        }
    }

    /**
     * Takes the key for this transaction. While another transaction holds it, waits for that one's end.
     *
     * @return false when the key was used within the last day
     */
    boolean claim(Claim claim, byte[] requestHash) {
        var now = clock.instant();
        if (ThreadLocalRandom.current().nextInt(CLAIMS_A_CLEANING) == 0) {
            forgetOld(claim);
        }
        return database.execute(Statement.fixed(
                        """
                        INSERT INTO %s AS kept (token_id, key, request_hash, created_at) VALUES (?, ?, ?, ?)
                        ON CONFLICT (token_id, key) DO UPDATE
                        SET request_hash = excluded.request_hash, created_at = excluded.created_at,
                            status = NULL, headers = NULL, body = NULL
                        WHERE kept.created_at < ?""".formatted(claim.table()), claim.token(), claim.key(), requestHash, now, now.minus(KEPT)))
                == 1;
    }

    /**
     * @throws Problem IDEMPOTENCY_MISMATCH when the key was used for another request; CONFLICT when the answer cannot be shown
     *     again, because it held a secret or the caller's rights have changed since
     */
    Answer replay(Claim claim, byte[] requestHash) {
        var kept = database.find(
                        Statement.fixed(
                                "SELECT request_hash, status, headers::text, body, rights FROM %s WHERE token_id = ? AND key = ?"
                                        .formatted(claim.table()),
                                claim.token(),
                                claim.key()),
                        Kept::read)
                .orElseThrow();
        if (!MessageDigest.isEqual(kept.hash(), requestHash)) {
            throw new Problem(
                    ErrorCode.IDEMPOTENCY_MISMATCH,
                    HttpHeaders.IDEMPOTENCY_KEY.defaultCase(),
                    "this Idempotency-Key was used for a different request within the last 24 hours");
        }
        if (!claim.rights().equals(kept.rights())) {
            throw notShown("your rights have changed since; read the records as they are now");
        }
        return kept.answer()
                .orElseThrow(() -> notShown("its answer held a secret that is shown once only"))
                .withHeader(HttpHeaders.IDEMPOTENT_REPLAYED, "true");
    }

    private static Problem notShown(String reason) {
        return new Problem(
                ErrorCode.CONFLICT,
                HttpHeaders.IDEMPOTENCY_KEY.defaultCase(),
                "the request with this Idempotency-Key succeeded, but " + reason);
    }

    /**
     * Only success is kept: after a refusal the same key may be used for a better request. An answer that must not be
     * stored anywhere is remembered, but not what it said.
     */
    void keep(Claim claim, Answer answer) {
        if (answer.status() / 100 != 2) {
            database.execute(Statement.fixed(
                    "DELETE FROM %s WHERE token_id = ? AND key = ?".formatted(claim.table()),
                    claim.token(),
                    claim.key()));
            return;
        }
        database.execute(Statement.fixed(
                "UPDATE %s SET status = ?, headers = ?::jsonb, body = ?, rights = ? WHERE token_id = ? AND key = ?"
                        .formatted(claim.table()),
                answer.status(),
                Json.MAPPER.writeValueAsString(answer.headers()),
                isSecret(answer) ? null : answer.body(),
                claim.rights(),
                claim.token(),
                claim.key()));
    }

    private static boolean isSecret(Answer answer) {
        return "no-store".equals(answer.headers().get(HttpHeaders.CACHE_CONTROL));
    }

    /** Skips keys that another transaction holds, so that cleaning never waits for anyone. */
    private void forgetOld(Claim claim) {
        database.execute(
                Statement.fixed("""
                DELETE FROM %1$s WHERE (token_id, key) IN (
                    SELECT token_id, key FROM %1$s WHERE created_at < ? LIMIT 1000 FOR UPDATE SKIP LOCKED)""".formatted(claim.table()), clock.instant().minus(KEPT)));
    }

    /** @param answer empty when it was not to be stored */
    private record Kept(
            byte[] hash, Optional<Answer> answer, @Nullable String rights) {
        static Kept read(Row row) {
            var headers = new LinkedHashMap<String, String>();
            Json.read(row.requiredText(3), "headers")
                    .propertyStream()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().asString()));
            return new Kept(
                    Objects.requireNonNull(row.bytes(1)),
                    Optional.ofNullable(row.bytes(4)).map(body -> new Answer(row.integer(2), headers, body)),
                    row.text(5));
        }
    }
}
