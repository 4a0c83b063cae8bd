package app.kasar.http;

import app.kasar.json.Json;
import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request's body, read whole: into memory, or where it is a file onto the disk.
 *
 * @param bytes as sent, of a file their SHA-256; empty when there was no body
 * @param json null when there was no body or it could not be read
 */
record RequestBody(
        byte[] bytes, @Nullable JsonNode json, @Nullable UploadedFile file) {
    static final int MAX_BYTES = 10 * 1024 * 1024;
    private static final int LONGEST_NOTHING = 100;
    private static final Pattern NOTHING = Pattern.compile("\\s*\\{\\s*}\\s*");
    private static final RequestBody NONE = new RequestBody(new byte[0], null, null);

    /**
     * @param faults takes what is wrong with the body's content
     * @throws Problem PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE, or VALIDATION_ERROR when what comes is not HTTP
     * @throws CloseConnectionException when the connection failed
     */
    static RequestBody read(Exchange exchange, Route.Body wanted, Faults faults) {
        if (wanted == Route.Body.JSON_OR_FILE) {
            var file = FileHeaders.of(exchange.incoming());
            if (file != null && exchange.hasBody()) {
                return spooled(exchange, file);
            }
            if (file != null) {
                faults.invalid(null, "the file is empty");
                return NONE;
            }
        }
        var bytes = exchange.hasBody() ? bytes(exchange) : NONE.bytes;
        if (bytes.length == 0) {
            if (wanted == Route.Body.JSON || wanted == Route.Body.JSON_OR_FILE) {
                faults.invalid(null, "this route needs a JSON body");
            }
            return NONE;
        }
        if (wanted == Route.Body.NONE) {
            if (exchange.method().equals("GET") || !saysNothing(bytes)) {
                faults.invalid(null, "this route takes no request body");
            }
            return NONE;
        }
        requireJson(exchange.incoming());
        return new RequestBody(bytes, parse(bytes, faults), null);
    }

    /** Many programs send an empty object with whatever is no GET. */
    private static boolean saysNothing(byte[] bytes) {
        return bytes.length <= LONGEST_NOTHING
                && NOTHING.matcher(new String(bytes, StandardCharsets.UTF_8)).matches();
    }

    private static byte[] bytes(Exchange exchange) {
        var declared = exchange.incoming().headers().contentLength();
        if (declared.isPresent() && declared.getAsLong() > MAX_BYTES) {
            throw tooLarge();
        }
        var bytes = readAtMost(exchange, MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw tooLarge();
        }
        return bytes;
    }

    Request.Content content() {
        return new Request.Content(json, file);
    }

    /** Must be called when the request is answered. */
    void discard() {
        if (file != null) {
            file.delete();
        }
    }

    /** A request may be tried again and its bytes come only once, so the file lies on the disk meanwhile. */
    private static RequestBody spooled(Exchange exchange, FileHeaders headers) {
        var spool = Spool.create();
        try {
            var digest = reading(exchange, spool::fill);
            return new RequestBody(digest, null, headers.file(spool.path()));
        } catch (RuntimeException | Error failed) {
            spool.delete();
            throw failed;
        }
    }

    private static byte[] readAtMost(Exchange exchange, int most) {
        return reading(exchange, body -> body.readNBytes(most));
    }

    @FunctionalInterface
    private interface Reading {
        byte[] of(InputStream body) throws IOException;
    }

    private static byte[] reading(Exchange exchange, Reading reading) {
        try {
            return reading.of(exchange.body());
        } catch (RequestException | NumberFormatException malformed) {
            exchange.bodyIsBroken();
            throw new Problem(
                    List.of(Fault.invalid(null, "the request body is not well-formed HTTP")), Map.of(), malformed);
        } catch (IOException | UncheckedIOException | InsufficientDataAvailableException failed) {
            throw new CloseConnectionException("the request body could not be read", failed);
        }
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
        var encoding = request.headers().first(HeaderNames.CONTENT_ENCODING).orElse("identity");
        if (!encoding.equalsIgnoreCase("identity")) {
            throw new Problem(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    null,
                    "a JSON body must come without Content-Encoding, not as '%s'".formatted(encoding));
        }
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
