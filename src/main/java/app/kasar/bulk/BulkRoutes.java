package app.kasar.bulk;

import app.kasar.http.Answer;
import app.kasar.http.Request;
import app.kasar.http.Route;
import app.kasar.http.Route.Audience;
import app.kasar.http.Route.Body;
import app.kasar.http.Route.Contents;
import app.kasar.http.Route.Method;
import app.kasar.jobs.Job;
import app.kasar.jobs.JobJson;
import app.kasar.json.Payload;
import app.kasar.records.Change;
import app.kasar.schema.SchemaCache;
import java.time.InstantSource;
import java.util.List;

/** {@code /bulk}: one operation on many records over HTTP. */
public final class BulkRoutes {
    private static final Payload ERROR = Payload.object(
            Payload.with("id", Payload.id()),
            Payload.with("code", Payload.text()),
            Payload.with("message", Payload.text()));
    private static final Payload RESULT = Payload.object(
            Payload.with("action", Payload.choice(BulkRequest.actions())),
            Payload.with("object_name", Payload.text()),
            Payload.with("updated", Payload.count()),
            Payload.with("failed", Payload.count()),
            Payload.with("errors", Payload.listOf(ERROR)));

    private final SchemaCache schemas;
    private final Bulk bulk;
    private final InstantSource clock;

    public BulkRoutes(SchemaCache schemas, Bulk bulk, InstantSource clock) {
        this.schemas = schemas;
        this.bulk = bulk;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(new Route(
                Method.POST,
                "/bulk",
                Audience.API,
                "Do one thing to many records",
                new Contents(List.of(), Body.JSON)
                        .taking(Payload.of(BulkRequestReader.SHAPE))
                        .answering(200, RESULT)
                        .answering(202, Payload.data(JobJson.JOB))
                        .runningDryItself(),
                this::run));
    }

    private Answer run(Request request) {
        var change = new Change(schemas.of(request.actor()), request.id(), clock.instant());
        return switch (bulk.run(request.bodyObject(), change, request.isSet("dry_run"))) {
            case BulkResult result -> answer(result);
            case BulkAnswer.Later(var job) -> answer(job);
        };
    }

    private static Answer answer(Job job) {
        return Answer.of(202, json -> {
            json.writeStartObject();
            json.writeName("data");
            JobJson.write(job, json);
            json.writeEndObject();
        });
    }

    private static Answer answer(BulkResult result) {
        return Answer.ok(json -> {
            json.writeStartObject();
            json.writeStringProperty("action", result.request().operation().wireName());
            json.writeStringProperty("object_name", result.request().objectName());
            json.writeNumberProperty("updated", result.updated());
            json.writeNumberProperty("failed", result.refused().size());
            json.writeArrayPropertyStart("errors");
            for (var refused : result.refused()) {
                json.writeStartObject();
                json.writeStringProperty("id", refused.id().toString());
                json.writeStringProperty("code", refused.fault().code().name());
                json.writeStringProperty("message", refused.fault().message());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
