package app.kasar.problem;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a request.
 *
 * @param at the parameter, field or JSON pointer it concerns; null when it concerns the request as a whole
 */
public record Fault(ErrorCode code, @Nullable String at, String message) {

    public static Fault invalid(@Nullable String at, String message) {
        return new Fault(ErrorCode.VALIDATION_ERROR, at, message);
    }

    public static Fault missing(String at, String message) {
        return new Fault(ErrorCode.MISSING_REQUIRED_FIELD, at, message);
    }

    /** The same fault seen from outside: its place is put behind {@code prefix}. */
    public Fault within(String prefix) {
        return new Fault(code, at == null ? prefix : prefix + "." + at, message);
    }
}
