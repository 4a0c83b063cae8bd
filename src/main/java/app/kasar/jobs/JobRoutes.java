package app.kasar.jobs;

import app.kasar.http.Answer;
import app.kasar.http.Parameter;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.json.Payload;
import app.kasar.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /jobs} over HTTP. */
public final class JobRoutes {
    private static final Parameter LIMIT = Parameter.whole("limit", 1, 100, 20, "Jobs on a page.");
    private static final Parameter CURSOR = Parameter.text("cursor", "Where to go on: nextCursor of the page before.");
    private static final String ONE = "/jobs/{id}";

    private final Jobs jobs;

    public JobRoutes(Jobs jobs) {
        this.jobs = jobs;
    }

    public List<Route> routes() {
        var none = new Contents(List.of(), Body.NONE);
        var page = new Contents(List.of(LIMIT, CURSOR), Body.NONE).answering(200, Payload.page(JobJson.JOB));
        var one = none.answering(200, Payload.data(JobJson.JOB));
        var csv = none.answering(200, new Payload.Text("text/csv"));
        return List.of(
                route(Method.GET, "/jobs", "Jobs, the newest first", page, this::list),
                route(Method.GET, ONE, "How far a job is", one, this::get),
                route(Method.POST, ONE + "/cancel", "End a job; what it has done stands", one, this::cancel),
                route(Method.GET, ONE + "/errors", "The records a job could not take, as CSV", csv, this::errors));
    }

    private static Route route(Method method, String path, String summary, Contents contents, Route.Handler handler) {
        return new Route(method, path, Audience.API, summary, contents, handler);
    }

    private Answer list(Request request) {
        var limit = request.parameter("limit").map(Integer::parseInt).orElse(20);
        var before = request.parameter("cursor").map(JobRoutes::cursor).orElse(null);
        var page = jobs.list(request.actor(), before, limit);
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("data");
            page.jobs().forEach(job -> JobJson.write(job, json));
            json.writeEndArray();
            json.writeNumberProperty("total", page.total());
            json.writeStringProperty("nextCursor", nextCursor(page));
            json.writeEndObject();
        });
    }

    private static @Nullable String nextCursor(Jobs.Page page) {
        if (!page.hasMore()) {
            return null;
        }
        var text = "{\"id\":\"%s\"}".formatted(page.jobs().getLast().id());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static UUID cursor(String text) {
        try {
            var read = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            return UUID.fromString(read.substring("{\"id\":\"".length(), read.length() - 2));
        } catch (IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw Problem.invalid("cursor", "'cursor' must be the nextCursor of a page of jobs");
        }
    }

    private Answer get(Request request) {
        return one(jobs.get(request.actor(), request.id("id")));
    }

    private Answer cancel(Request request) {
        return one(jobs.cancel(request.actor(), request.id("id")));
    }

    private static Answer one(Job job) {
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeName("data");
            JobJson.write(job, json);
            json.writeEndObject();
        });
    }

    private Answer errors(Request request) {
        var id = request.id("id");
        var text = new StringBuilder();
        var file = new ErrorFile(text, jobs.errorHeader(request.actor(), id));
        jobs.errors(request.actor(), id, file::add);
        var body = text.toString().getBytes(StandardCharsets.UTF_8);
        return new Answer(200, java.util.Map.of(), body)
                .withHeader("Content-Type", "text/csv; charset=utf-8")
                .withHeader("Content-Disposition", "attachment; filename=\"errors-%s.csv\"".formatted(id));
    }
}
