package app.kasar.problem;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request refused: all its faults, the first of which decides code and status of the answer. */
public final class Problem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Fault> faults;
    private final transient Map<String, Object> details;

    /** @param details further keys of the error body, for example {@code existing_id}; values are strings, numbers or booleans */
    public Problem(List<Fault> faults, Map<String, Object> details, @Nullable Throwable cause) {
        super(faults.getFirst().message(), cause);
        this.faults = List.copyOf(faults);
        this.details = Map.copyOf(details);
    }

    public Problem(List<Fault> faults) {
        this(faults, Map.of(), null);
    }

    public Problem(ErrorCode code, @Nullable String at, String message) {
        this(List.of(new Fault(code, at, message)));
    }

    public static Problem invalid(@Nullable String at, String message) {
        return new Problem(ErrorCode.VALIDATION_ERROR, at, message);
    }

    public static Problem missing(String at, String message) {
        return new Problem(ErrorCode.MISSING_REQUIRED_FIELD, at, message);
    }

    public static Problem denied(String message) {
        return new Problem(ErrorCode.PERMISSION_DENIED, null, message);
    }

    public static Problem recordNotFound(String object, UUID id) {
        return new Problem(ErrorCode.RECORD_NOT_FOUND, null, "no record of '%s' has the id %s".formatted(object, id));
    }

    /** @param retryAfterSeconds goes into the Retry-After header */
    public static Problem unavailable(String message, int retryAfterSeconds, @Nullable Throwable cause) {
        return new Problem(
                List.of(new Fault(ErrorCode.UNAVAILABLE, null, message)),
                Map.of("retryAfterSeconds", retryAfterSeconds),
                cause);
    }

    public ErrorCode code() {
        return faults.getFirst().code();
    }

    public List<Fault> faults() {
        return faults;
    }

    public Map<String, Object> details() {
        return details;
    }
}
