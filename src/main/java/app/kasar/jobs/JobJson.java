package app.kasar.jobs;

import app.kasar.json.JsonSchema;
import app.kasar.json.Payload;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** How a job looks in answers. */
public final class JobJson {
    /** What {@link #write} writes. */
    public static final Payload JOB = Payload.object(
            Payload.with("id", Payload.id()),
            Payload.with("kind", Payload.text()),
            Payload.with(
                    "status",
                    Payload.choice(Arrays.stream(JobStatus.values())
                            .map(JobStatus::wireName)
                            .toList())),
            Payload.with("total", Payload.orNull(Payload.count())),
            Payload.with("processed", Payload.count()),
            Payload.with("created", Payload.count()),
            Payload.with("updated", Payload.count()),
            Payload.with("duplicates", Payload.count()),
            Payload.with("failed", Payload.count()),
            Payload.with("message", Payload.textOrNull()),
            Payload.with("requested_by", Payload.id()),
            Payload.with("created_at", Payload.moment()),
            Payload.with("started_at", Payload.momentOrNull()),
            Payload.with("finished_at", Payload.momentOrNull()),
            Payload.with("details", Payload.of(JsonSchema.of("object"))));

    private JobJson() {}

    public static void write(Job job, JsonGenerator json) {
        json.writeStartObject();
        json.writeStringProperty("id", job.id().toString());
        json.writeStringProperty("kind", job.kind());
        json.writeStringProperty("status", job.status().wireName());
        if (job.counts().total() == null) {
            json.writeNullProperty("total");
        } else {
            json.writeNumberProperty("total", job.counts().total());
        }
        json.writeNumberProperty("processed", job.counts().processed());
        json.writeNumberProperty("created", job.counts().created());
        json.writeNumberProperty("updated", job.counts().updated());
        json.writeNumberProperty("duplicates", job.counts().duplicates());
        json.writeNumberProperty("failed", job.counts().failed());
        json.writeStringProperty("message", job.state().message());
        json.writeStringProperty("requested_by", job.requester().memberId().toString());
        moment(json, "created_at", job.state().createdAt());
        moment(json, "started_at", job.state().startedAt());
        moment(json, "finished_at", job.state().finishedAt());
        json.writePOJOProperty("details", job.details());
        json.writeEndObject();
    }

    private static void moment(JsonGenerator json, String name, @Nullable Instant moment) {
        json.writeStringProperty(name, moment == null ? null : moment.toString());
    }
}
