package app.kasar.http;

import app.kasar.json.Json;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes {@code docs/errors.md} from the catalogue of error codes, so that the two cannot differ. */
public final class ErrorsPage {
    private ErrorsPage() {}

    /** The whole page, Markdown. */
    public static String markdown() {
        var rows = new StringBuilder();
        for (var code : ErrorCode.values()) {
            rows.append("| `%s` | %d | %s |\n".formatted(code, code.status(), code.meaning()));
        }
        return """
                # Errors

                This page is made from the catalogue of error codes in the source.

                Every refusal has the same shape, whatever refused it:

                ```json
                %s
                ```

                - `code` is stable: programs decide by it. `message` is for people and may change its words.
                - `errors` names **all** that is wrong with the request at once; `code` and `message` repeat the first. Of
                  writes other than those of one record, what the body means is looked at when the parameters are right.
                  `field` is the parameter, the field or the place in the body, or `null` when the fault is the whole request's.
                - `request_id` is also in the header `X-Request-Id` of every answer, and in the server's log. Send your own
                  `X-Request-Id` (1 to 64 characters of `A-Z a-z 0-9 . _ -`) and it is kept.
                - Some errors carry more keys, named below.
                - Nothing is ignored in silence: a query parameter, body field, operator or filter field that is not known is
                  refused, and the message names the nearest valid one.

                ## Codes

                | code | status | meaning |
                |---|---|---|
                %s
                A request that is not well-formed HTTP is a `VALIDATION_ERROR` with the status HTTP gives it (400, 414, 431, 505).

                | code | further keys and headers |
                |---|---|
                | `DUPLICATE_RECORD` | `existing_id`, where the caller may read that record |
                | `METHOD_NOT_ALLOWED` | `allow`, and the header `Allow` |
                | `RATE_LIMITED` | `policy`, `retryAfterSeconds`, and the header `Retry-After` |
                | `RECORD_NOT_FOUND` | `merged_into`, where the record was merged into one the caller may read |
                | `UNAUTHORIZED` | the header `WWW-Authenticate: Bearer` |
                | `UNAVAILABLE` | `retryAfterSeconds`, and the header `Retry-After` |

                ## Rate limits

                Requests are counted by token over a sliding window: no sixty seconds see more requests pass than the limit, whichever
                nodes they reach. Time is counted in slots of %d seconds, so a place is free again 60 to 65 seconds after it was
                used. Every answer to a token whose organization has a limit carries

                | header | is |
                |---|---|
                | `X-RateLimit-Policy` | `%s` |
                | `X-RateLimit-Limit` | requests a minute |
                | `X-RateLimit-Remaining` | how many may still follow now |
                | `X-RateLimit-Reset` | when the oldest counted requests leave the window, in seconds since 1970 |

                Over the limit the answer is `RATE_LIMITED`. Failed authentications are limited by client address (policy
                `%s`, 20 in 10 minutes), and their answers carry the same headers; a valid token passes all the
                same.

                ## Trying again

                | answer | what to do |
                |---|---|
                | `RATE_LIMITED`, `UNAVAILABLE` | wait the seconds of `Retry-After`, then double the wait each time, with a little chance in it |
                | `INTERNAL_ERROR`, or no answer at all | for reads, try again; for writes, only with an `Idempotency-Key` |
                | `CONFLICT`, `PRECONDITION_FAILED` | read the present state, then decide anew |
                | all others | the same request fails again: change it |

                A write sent with the header `Idempotency-Key` (1 to 255 printable characters of your choice) happens once: sent again
                with the same key within 24 hours it answers as the first time, with the header `Idempotent-Replayed: true`. The key with
                a different request is an `IDEMPOTENCY_MISMATCH`. A write that was refused leaves its key unused. To callers whose rights
                have changed meanwhile the answer is not shown again; they get a `CONFLICT`.
                """.formatted(example(), rows, SlotCounts.SLOT_MILLIS / 1000, RateLimits.POLICY, FailedLogins.POLICY);
    }

    private static String example() {
        var problem = new Problem(
                List.of(
                        Fault.invalid("lmit", "unknown parameter 'lmit'; did you mean 'limit'?"),
                        Fault.missing(
                                "filter_field",
                                "'filter_field' is required where 'filter_operator' or 'filter_value' is given")),
                Map.of(),
                null);
        var body = ProblemAnswers.of(problem, problem.code().status(), "0198f3a2-7c11-7b5e-9d1c-2f6b8a4e0c55")
                .body();
        return Json.read(new String(body, StandardCharsets.UTF_8), null).toPrettyString();
    }
}
