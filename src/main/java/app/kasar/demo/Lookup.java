package app.kasar.demo;

import app.kasar.json.Json;
import app.kasar.query.plan.ListPlanner;
import app.kasar.query.request.ListRequestParser;
import app.kasar.query.request.ListRequestParser.Limits;
import app.kasar.records.RecordReader;
import app.kasar.schema.VisibleSchema;
import java.io.StringWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Finds what is in the organization already. */
final class Lookup {
    private final RecordReader reader;

    Lookup(RecordReader reader) {
        this.reader = reader;
    }

    /**
     * Value to record, of the records whose text field has one of these values.
     *
     * @param values at most a page of them, each in one record at most
     */
    Map<String, UUID> find(VisibleSchema schema, String object, String field, Collection<String> values) {
        var asked = asked(field, "in").put("limit", Limits.RECORDS.maxLimit());
        var condition = (ObjectNode) asked.path("filters").path("conditions").path(0);
        values.forEach(condition.putArray("value")::add);
        var found = new HashMap<String, UUID>();
        for (var record : list(schema, object, asked)) {
            found.put(record.path(field).asString(), id(record));
        }
        return found;
    }

    /** Any record in which the field has a value; always the same one as long as it is there. */
    Optional<UUID> findAny(VisibleSchema schema, String object, String field) {
        var asked = asked(field, "is_not_null").put("limit", 1);
        asked.putArray("sort").addObject().put("field", "id").put("direction", "asc");
        return list(schema, object, asked).valueStream().findFirst().map(Lookup::id);
    }

    private static ObjectNode asked(String field, String operator) {
        var asked = Json.MAPPER.createObjectNode().put("total", "none");
        asked.putArray("fields").add(field);
        asked.putObject("filters")
                .putArray("conditions")
                .addObject()
                .put("field", field)
                .put("operator", operator);
        return asked;
    }

    private JsonNode list(VisibleSchema schema, String object, ObjectNode asked) {
        var plan = ListPlanner.plan(ListRequestParser.fromBody(asked, Limits.RECORDS), object, schema);
        var text = new StringWriter();
        try (var json = Json.MAPPER.createGenerator(text)) {
            reader.list(plan, json);
        }
        return Json.MAPPER.readTree(text.toString());
    }

    private static UUID id(JsonNode record) {
        return UUID.fromString(record.path("id").asString());
    }
}
