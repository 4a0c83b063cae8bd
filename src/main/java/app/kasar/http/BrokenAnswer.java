package app.kasar.http;

import io.helidon.webserver.CloseConnectionException;

/** An answer that ended before its end. The connection goes with it: how else would the caller see that something is missing. */
final class BrokenAnswer extends CloseConnectionException {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;

    BrokenAnswer(Answer answer, String message, Throwable cause) {
        super(message, cause);
        this.answer = answer;
    }

    Answer answer() {
        return answer;
    }
}
