package app.kasar.http;

import app.kasar.problem.ErrorCode;
import app.kasar.problem.Problem;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Answers what the web server refuses before it becomes a request of ours, in the shape of all other refusals. */
final class MalformedRequests implements DirectHandler {

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        var id = RequestIds.of(request.headers());
        var answer = ProblemAnswers.of(problem(status), status.code(), id);
        answer.headers().forEach((name, value) -> headers.set(HeaderValues.create(name, value)));
        headers.set(RequestIds.HEADER, id);
        headers.set(HeaderNames.CONTENT_TYPE, AnswerSender.JSON);
        headers.set(HeaderNames.VARY, "Origin");
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(false)
                .entity(answer.body())
                .build();
    }

    private static Problem problem(Status status) {
        return switch (status.code()) {
            case 404 -> new Problem(ErrorCode.NOT_FOUND, null, "there is no such route");
            case 413 -> new Problem(ErrorCode.PAYLOAD_TOO_LARGE, null, "the request is larger than the server accepts");
            case 503 -> Problem.unavailable("the server takes no more requests now; try again", 1, null);
            case 500 -> new Problem(ErrorCode.INTERNAL_ERROR, null, "the server failed; its log has more");
            default -> Problem.invalid(null, "the request is not well-formed HTTP: " + reason(status));
        };
    }

    private static String reason(Status status) {
        return status.reasonPhrase().toLowerCase(Locale.ROOT);
    }
}
