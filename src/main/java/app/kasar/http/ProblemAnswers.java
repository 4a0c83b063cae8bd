package app.kasar.http;

import app.kasar.problem.ErrorCode;
import app.kasar.problem.Fault;
import app.kasar.problem.Problem;
import java.util.List;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;

/** The one place where a failure becomes an answer. What is not a {@link Problem} is a defect: logged, and never shown. */
final class ProblemAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemAnswers.class);

    private ProblemAnswers() {}

    static Answer of(Throwable failure, String requestId) {
        if (failure instanceof Problem problem) {
            return of(problem, problem.code().status(), requestId);
        }
        LOG.error("request {} failed", requestId, failure);
        return of(
                new Problem(ErrorCode.INTERNAL_ERROR, null, "the server failed; its log has more under the request id"),
                ErrorCode.INTERNAL_ERROR.status(),
                requestId);
    }

    /** @param status what HTTP itself calls for, where that is finer than the catalogue */
    static Answer of(Problem problem, int status, String requestId) {
        var answer = Answer.of(status, json -> write(json, problem, requestId));
        var retryAfter = problem.details().get("retryAfterSeconds");
        if (retryAfter != null) {
            answer = answer.withHeader(HttpHeaders.RETRY_AFTER, retryAfter.toString());
        }
        if (problem.code() == ErrorCode.UNAUTHORIZED) {
            answer = answer.withHeader("WWW-Authenticate", "Bearer");
        }
        var allow = problem.details().get("allow");
        return allow == null ? answer : answer.withHeader("Allow", allow.toString());
    }

    private static void write(JsonGenerator json, Problem problem, String requestId) {
        json.writeStartObject();
        json.writeBooleanProperty("error", true);
        json.writeStringProperty("code", problem.code().name());
        json.writeStringProperty("message", problem.faults().getFirst().message());
        writeFaults(json, problem.faults());
        json.writeStringProperty("request_id", requestId);
        new TreeMap<>(problem.details()).forEach(json::writePOJOProperty);
        json.writeEndObject();
    }

    private static void writeFaults(JsonGenerator json, List<Fault> faults) {
        json.writeArrayPropertyStart("errors");
        for (var fault : faults) {
            json.writeStartObject();
            json.writeStringProperty("field", fault.at());
            json.writeStringProperty("code", fault.code().name());
            json.writeStringProperty("message", fault.message());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
