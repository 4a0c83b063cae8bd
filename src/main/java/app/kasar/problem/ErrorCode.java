package app.kasar.problem;

/** Every error code an answer can carry, with its HTTP status and its meaning for the reader of {@code docs/errors.md}. */
public enum ErrorCode {
    INVALID_OBJECT(400, "The requested object type does not exist, or the token may not see it."),
    MISSING_REQUIRED_FIELD(400, "A required field or parameter is missing."),
    VALIDATION_ERROR(400, "A parameter, field, filter or value does not pass validation."),
    UNAUTHORIZED(401, "The bearer token is missing, malformed, unknown, revoked or expired."),
    PERMISSION_DENIED(403, "The token does not have permission for this action."),
    HTTPS_REQUIRED(403, "The request came over plain HTTP to a server that is reachable from other machines."),
    RECORD_NOT_FOUND(404, "No record with the given id exists, or the token may not see it."),
    NOT_FOUND(404, "There is no such route."),
    METHOD_NOT_ALLOWED(405, "The route exists, but not for this method; the Allow header lists those it has."),
    DUPLICATE_RECORD(409, "A record with the same unique field value already exists."),
    CONFLICT(409, "The request does not fit the present state, for example a name that is already taken."),
    PRECONDITION_FAILED(412, "The record has changed since the version named by If-Match."),
    PAYLOAD_TOO_LARGE(413, "The request body is larger than the server accepts."),
    UNSUPPORTED_MEDIA_TYPE(415, "The request body is not of a type this route reads."),
    IDEMPOTENCY_MISMATCH(422, "The Idempotency-Key was used before with a different request."),
    RATE_LIMITED(429, "Too many requests; wait the seconds named by Retry-After."),
    INTERNAL_ERROR(500, "The server failed. The request id finds the cause in its log."),
    UNAVAILABLE(503, "The database is away or the server is stopping; try again after Retry-After seconds.");

    private final int status;
    private final String meaning;

    ErrorCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    public int status() {
        return status;
    }

    public String meaning() {
        return meaning;
    }
}
