package app.kasar.http;

import com.github.f4b6a3.uuid.UuidCreator;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;

/** Names each request, by the caller's name for it where that is harmless. */
final class RequestIds {
    static final HeaderName HEADER = HeaderNames.create("X-Request-Id");
    private static final int MAX_LENGTH = 64;

    private RequestIds() {}

    static String of(Headers headers) {
        if (headers.contains(HEADER)) {
            var given = headers.get(HEADER).get();
            if (isHarmless(given)) {
                return given;
            }
        }
        return fresh();
    }

    static String fresh() {
        return UuidCreator.getTimeOrderedEpoch().toString();
    }

    private static boolean isHarmless(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (var i = 0; i < text.length(); i++) {
            if (!isHarmless(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isHarmless(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '.' || c == '_' || c == '-';
    }
}
