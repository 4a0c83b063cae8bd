package app.kasar.reference;

import app.kasar.http.Route;
import app.kasar.problem.ErrorCode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Which answers a route can give beside that of success, from the catalogue of errors. */
final class Statuses {
    /** Headers of every answer to a request with a token. */
    static final Map<String, String> HEADERS = headers();

    private Statuses() {}

    static String phrase(int status) {
        return switch (status) {
            case 200 -> "Done.";
            case 201 -> "Created.";
            case 202 -> "Begun; it goes on in the background.";
            case 204 -> "Done; there is nothing to show.";
            case 301 -> "The record lives on in another, which Location names.";
            case 304 -> "Not changed since the version the caller has.";
            default -> throw new IllegalArgumentException("no phrase for the status " + status);
        };
    }

    static TreeSet<Integer> refusals(Route route) {
        var statuses = new TreeSet<Integer>();
        for (var code : ErrorCode.values()) {
            if (isPossible(code, route)) {
                statuses.add(code.status());
            }
        }
        return statuses;
    }

    /** The codes of a status, each with its meaning. */
    static Map<ErrorCode, String> codes(int status) {
        var codes = new LinkedHashMap<ErrorCode, String>();
        Arrays.stream(ErrorCode.values())
                .filter(code -> code.status() == status)
                .forEach(code -> codes.put(code, code.meaning()));
        return codes;
    }

    static List<Integer> all() {
        return Arrays.stream(ErrorCode.values())
                .map(ErrorCode::status)
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean isPossible(ErrorCode code, Route route) {
        var takesBody = route.contents().body() != Route.Body.NONE;
        return switch (code) {
            case INVALID_OBJECT, MISSING_REQUIRED_FIELD, VALIDATION_ERROR -> true;
            case UNAUTHORIZED, PERMISSION_DENIED, HTTPS_REQUIRED -> true;
            case RATE_LIMITED, INTERNAL_ERROR, UNAVAILABLE -> true;
            case RECORD_NOT_FOUND -> route.path().contains("{") || takesBody;
            case NOT_FOUND, METHOD_NOT_ALLOWED -> false;
            case DUPLICATE_RECORD, CONFLICT, IDEMPOTENCY_MISMATCH ->
                route.method().writes();
            case PRECONDITION_FAILED ->
                route.method().writes() && route.description().versioned();
            case PAYLOAD_TOO_LARGE, UNSUPPORTED_MEDIA_TYPE -> takesBody;
        };
    }

    private static Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Request-Id", "Names the request in the server's log.");
        headers.put("X-RateLimit-Limit", "Requests a minute, where the token has a limit.");
        headers.put("X-RateLimit-Remaining", "How many may still follow now.");
        headers.put("X-RateLimit-Reset", "When the oldest counted requests leave the window, in seconds since 1970.");
        headers.put("X-RateLimit-Policy", "Which limit counts.");
        return headers;
    }
}
