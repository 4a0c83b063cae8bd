package app.kasar.http;

import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;

/**
 * Reads what a refused request still sends, so that the refusal arrives (closing a socket with unread bytes resets it) and
 * the connection can be used again. What is far too long is cut off.
 */
final class UnreadBody {
    private static final long MOST = 4L * RequestBody.MAX_BYTES;

    private UnreadBody() {}

    static void drain(Exchange exchange) {
        if (!exchange.hasUnreadBody() || exchange.awaitsLeave()) {
            return;
        }
        try {
            if (exchange.body().skip(MOST) == MOST && exchange.body().read() >= 0) {
                throw new CloseConnectionException("the rest of a refused request is too long");
            }
        } catch (IOException failed) {
            throw new CloseConnectionException("the rest of a refused request could not be read", failed);
        }
    }
}
