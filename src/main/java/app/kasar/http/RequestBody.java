package app.kasar.http;

import app.kasar.json.Json;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request's body, read whole.
 *
 * @param bytes as sent; empty when there was no body
 * @param json null when there was no body or it could not be read
 */
record RequestBody(byte[] bytes, @Nullable JsonNode json) {
    static final int MAX_BYTES = 10 * 1024 * 1024;
    private static final RequestBody NONE = new RequestBody(new byte[0], null);

    /** The connection broke, or what came was not HTTP, while the body was read. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final RuntimeException reason;

        Unreadable(RuntimeException reason) {
            super(reason);
            this.reason = reason;
        }

        /** What the web server threw, and knows how to handle. */
        RuntimeException reason() {
            return reason;
        }
    }

    /**
     * @param faults takes what is wrong with the body's content
     * @throws Problem PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE
     * @throws Unreadable when the connection failed
     */
    static RequestBody read(ServerRequest request, Route.Body wanted, Faults faults) {
        var bytes = request.content().hasEntity() ? bytes(request) : NONE.bytes;
        if (bytes.length == 0) {
            if (wanted == Route.Body.JSON) {
                faults.invalid(null, "this route needs a JSON body");
            }
            return NONE;
        }
        if (wanted == Route.Body.NONE) {
            faults.invalid(null, "this route takes no request body");
            return NONE;
        }
        requireJson(request);
        return new RequestBody(bytes, parse(bytes, faults));
    }

    private static byte[] bytes(ServerRequest request) {
        var declared = request.headers().contentLength();
        if (declared.isPresent() && declared.getAsLong() > MAX_BYTES) {
            throw tooLarge();
        }
        byte[] bytes;
        try {
            bytes = request.content().inputStream().readNBytes(MAX_BYTES + 1);
        } catch (IOException failed) {
            throw new Unreadable(new UncheckedIOException(failed));
        } catch (RuntimeException failed) {
            throw new Unreadable(failed);
        }
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    private static Problem tooLarge() {
        return new Problem(
                ErrorCode.PAYLOAD_TOO_LARGE,
                null,
                "the request body is larger than the %d bytes allowed".formatted(MAX_BYTES));
    }

    private static @Nullable JsonNode parse(byte[] bytes, Faults faults) {
        try {
            return Json.read(new ByteArrayInputStream(bytes), null);
        } catch (Problem refused) {
            faults.addAll(refused.faults());
            return null;
        }
    }

    private static void requireJson(ServerRequest request) {
        if (!request.headers().contains(HeaderNames.CONTENT_TYPE)) {
            return;
        }
        var given = request.headers().get(HeaderNames.CONTENT_TYPE).get();
        if (!isJson(given.toLowerCase(Locale.ROOT))) {
            throw new Problem(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    null,
                    "the Content-Type of a request body must be application/json in UTF-8, not '%s'".formatted(given));
        }
    }

    private static boolean isJson(String contentType) {
        var semicolon = contentType.indexOf(';');
        var type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
        var charset = contentType.indexOf("charset=");
        var isUnicode = charset < 0
                || contentType.substring(charset + 8).replace("\"", "").startsWith("utf-");
        return isUnicode && (type.equals("application/json") || type.endsWith("+json"));
    }
}
