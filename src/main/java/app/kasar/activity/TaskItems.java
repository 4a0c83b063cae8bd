package app.kasar.activity;

import java.time.Instant;
import java.time.ZoneId;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** Tasks as a feed shows them, in words of its own: a status, a day, a name. */
final class TaskItems {
    private final ZoneId zone;

    /** @param zone decides on which day a task is due */
    TaskItems(ZoneId zone) {
        this.zone = zone;
    }

    void write(JsonNode task, JsonGenerator json) {
        json.writeStartObject();
        for (var property : task.properties()) {
            var value = property.getValue();
            switch (property.getKey()) {
                case "is_completed" ->
                    json.writeStringProperty("status", value.asBoolean(false) ? "completed" : "pending");
                case "due_date" -> json.writeStringProperty("due_date", value.isNull() ? null : day(value));
                case "assigned_to_display" ->
                    json.writeStringProperty(
                            "assigned_to", value.path("display").asString(null));
                default -> {
                    json.writeName(property.getKey());
                    json.writeTree(value);
                }
            }
        }
        json.writeEndObject();
    }

    private String day(JsonNode moment) {
        return Instant.parse(moment.stringValue()).atZone(zone).toLocalDate().toString();
    }
}
