package app.kasar.http;

import org.jspecify.annotations.Nullable;

/** Nobody takes what is sent any more: the caller has closed the connection, or has not read for too long. */
final class CallerGone extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CallerGone(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
