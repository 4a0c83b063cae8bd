package app.kasar.records;

import app.kasar.json.Payload;
import app.kasar.schema.UserLabel;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What an id stands for, as every answer shows it: {@code {"id", "display", "image"}}. */
public final class DisplayJson {
    /** What is written, null included. */
    public static final Payload PAYLOAD = Payload.orNull(Payload.object(
            Payload.with("id", Payload.id()),
            Payload.with("display", Payload.text()),
            Payload.with("image", Payload.textOrNull())));

    private DisplayJson() {}

    /**
     * @param id null is written as null
     * @param label null where nobody knows what the id stands for; it is its own display then
     */
    public static void write(@Nullable UUID id, @Nullable UserLabel label, JsonGenerator json) {
        if (id == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("id", id.toString());
        json.writeStringProperty("display", label == null ? id.toString() : label.display());
        json.writeStringProperty("image", label == null ? null : label.image());
        json.writeEndObject();
    }
}
