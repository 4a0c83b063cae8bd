package app.kasar.http;

import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a request's headers say of the file in its body. */
record FileHeaders(String mediaType, @Nullable String charset) {

    /**
     * Null when the body is JSON.
     *
     * @throws Problem UNSUPPORTED_MEDIA_TYPE when it is neither JSON nor a file that is taken
     */
    static @Nullable FileHeaders of(ServerRequest request) {
        var given = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("application/json");
        var parts = given.toLowerCase(Locale.ROOT).split(";");
        var type = parts[0].strip();
        requireEncoding(request);
        if (UploadedFile.MEDIA_TYPES.contains(type)) {
            return new FileHeaders(type, charset(parts));
        }
        if (type.equals("application/json") || type.endsWith("+json")) {
            return null;
        }
        throw unsupported("the Content-Type must be application/json or one of %s, not '%s'"
                .formatted(String.join(", ", UploadedFile.MEDIA_TYPES), given));
    }

    UploadedFile file(Path path) {
        return new UploadedFile(path, mediaType, charset);
    }

    private static @Nullable String charset(String[] parts) {
        for (var part : parts) {
            var parameter = part.strip();
            if (parameter.startsWith("charset=")) {
                return parameter
                        .substring("charset=".length())
                        .replace("\"", "")
                        .strip();
            }
        }
        return null;
    }

    private static void requireEncoding(ServerRequest request) {
        var encoding = request.headers().first(HeaderNames.CONTENT_ENCODING).orElse("identity");
        if (!encoding.equalsIgnoreCase("gzip") && !encoding.equalsIgnoreCase("identity")) {
            throw unsupported("the Content-Encoding must be gzip or none, not '%s'".formatted(encoding));
        }
    }

    private static Problem unsupported(String message) {
        return new Problem(ErrorCode.UNSUPPORTED_MEDIA_TYPE, null, message);
    }
}
