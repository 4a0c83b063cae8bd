package app.kasar.schema.value;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One address of an EMAILS field or one number of a PHONES field. */
public record Entry(String value, @Nullable String label, boolean isPrimary) {

    /** The stored form: {@code [{"value":…,"label":…,"is_primary":…}]}. A missing label is null, never left out. */
    public static void write(List<Entry> entries, JsonGenerator out) {
        out.writeStartArray();
        entries.forEach(entry -> entry.write(out));
        out.writeEndArray();
    }

    private void write(JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("value", value);
        if (label == null) {
            out.writeNullProperty("label");
        } else {
            out.writeStringProperty("label", label);
        }
        out.writeBooleanProperty("is_primary", isPrimary);
        out.writeEndObject();
    }
}
