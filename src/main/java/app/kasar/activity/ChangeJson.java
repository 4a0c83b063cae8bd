package app.kasar.activity;

import app.kasar.json.JsonSchema;
import app.kasar.json.Payload;
import app.kasar.records.DisplayJson;
import app.kasar.records.RecordHistory.Version;
import app.kasar.schema.SchemaSnapshot;
import app.kasar.schema.value.Instants;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Changes as a feed shows them. */
final class ChangeJson {
    static final Payload PAYLOAD = Payload.object(
            Payload.with("changed_at", Payload.moment()),
            Payload.with("changed_by_display", DisplayJson.PAYLOAD),
            Payload.with(
                    "token",
                    Payload.orNull(Payload.object(
                            Payload.with("id", Payload.id()), Payload.with("name", Payload.textOrNull())))),
            Payload.with("request_id", Payload.textOrNull()),
            Payload.with(
                    "changes",
                    Payload.listOf(Payload.object(
                            Payload.with("field", Payload.text()),
                            Payload.with("from", Payload.of(JsonSchema.ANY)),
                            Payload.with("to", Payload.of(JsonSchema.ANY)),
                            Payload.maybe("from_display", DisplayJson.PAYLOAD),
                            Payload.maybe("to_display", DisplayJson.PAYLOAD)))));

    private final List<ChangedField> fields;
    private final ChangeLabels.Labels labels;
    private final SchemaSnapshot snapshot;

    ChangeJson(List<ChangedField> fields, ChangeLabels.Labels labels, SchemaSnapshot snapshot) {
        this.fields = fields;
        this.labels = labels;
        this.snapshot = snapshot;
    }

    void write(Version version, JsonGenerator json) {
        var member = version.origin().member();
        json.writeStartObject();
        json.writeStringProperty("changed_at", Instants.format(version.since()));
        json.writeName("changed_by_display");
        DisplayJson.write(member, member == null ? null : snapshot.user(member), json);
        json.writeName("token");
        token(version.origin().token(), json);
        json.writeStringProperty("request_id", version.origin().request());
        json.writeArrayPropertyStart("changes");
        for (var index = 0; index < fields.size(); index++) {
            change(
                    fields.get(index),
                    version.former().get(index),
                    version.values().get(index),
                    json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void token(@Nullable UUID id, JsonGenerator json) {
        if (id == null) {
            json.writeNull();
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("id", id.toString());
        json.writeStringProperty("name", labels.ofTokens().get(id));
        json.writeEndObject();
    }

    private void change(ChangedField field, String from, String to, JsonGenerator json) {
        if (from.equals(to)) {
            return;
        }
        json.writeStartObject();
        json.writeStringProperty("field", field.column().name());
        json.writeName("from");
        json.writeRawValue(from);
        json.writeName("to");
        json.writeRawValue(to);
        if (field.hasDisplay()) {
            display("from_display", from, json);
            display("to_display", to, json);
        }
        json.writeEndObject();
    }

    /** Null as well where the reader may not see what the id stands for. */
    private void display(String key, String value, JsonGenerator json) {
        var id = ChangeLabels.id(value);
        var label = id == null ? null : labels.ofValues().get(id);
        json.writeName(key);
        DisplayJson.write(label == null ? null : id, label, json);
    }
}
