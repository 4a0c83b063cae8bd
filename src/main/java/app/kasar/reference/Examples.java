package app.kasar.reference;

import app.kasar.http.Route;
import app.kasar.json.Json;
import app.kasar.json.Payload;
import app.kasar.json.Payload.View;
import app.kasar.schema.FieldDefinition;
import app.kasar.schema.FieldRules.Rule;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.SystemObjects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Bodies that can be sent as they are. There is none where one would have to name a record that exists. */
final class Examples {
    private static final int MOST_FIELDS = 5;

    private final RecordSchemas records;

    Examples(RecordSchemas records) {
        this.records = records;
    }

    /** @param object the one the path names; null when it names none */
    Optional<JsonNode> of(Route route, @Nullable String object) {
        return of(route.description().request(), object);
    }

    private Optional<JsonNode> of(Payload payload, @Nullable String object) {
        return switch (payload) {
            case Payload.Fields(var name, var view) -> record(name.equals(Payload.OF_PATH) ? object : name, view);
            case Payload.Several(var element) ->
                of(element, object).map(one -> Json.MAPPER.createArrayNode().add(one));
            case Payload.Properties properties -> properties(properties, object);
            case Payload.Nothing nothing -> Optional.empty();
            case Payload.Fixed fixed -> Optional.empty();
            case Payload.Text text -> Optional.empty();
            case Payload.OrTyped typed -> of(typed.json(), object);
            case Payload.Keyed keyed -> Optional.empty();
            case Payload.Either either -> Optional.empty();
        };
    }

    /** Only what must be there; without an example of all of that there is none of the whole. */
    private Optional<JsonNode> properties(Payload.Properties properties, @Nullable String object) {
        var whole = Json.MAPPER.createObjectNode();
        for (var property : properties.properties()) {
            if (property.always()) {
                var value = of(property.value(), object);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                whole.set(property.name(), value.get());
            }
        }
        return whole.isEmpty() ? Optional.empty() : Optional.of(whole);
    }

    private Optional<JsonNode> record(@Nullable String name, View view) {
        if (name == null || name.equals(SystemObjects.INTERACTIONS.name())) {
            return Optional.empty();
        }
        return switch (view) {
            case NEW -> Optional.of(record(records.object(name), true));
            case CHANGE -> Optional.of(record(records.object(name), false));
            case CHANGE_BY_ID, FLAT, LISTED, ENRICHED -> Optional.empty();
        };
    }

    private static JsonNode record(ObjectSchema object, boolean fresh) {
        var record = Json.MAPPER.createObjectNode();
        object.fields().stream()
                .filter(field -> !field.has(Rule.READ_ONLY) && !field.has(Rule.UNIQUE) && isTelling(field))
                .limit(fresh ? MOST_FIELDS : 1)
                .forEach(field -> value(field).ifPresent(value -> record.set(field.name(), value)));
        if (fresh) {
            object.fields().stream()
                    .filter(field -> field.has(Rule.REQUIRED) && !field.has(Rule.READ_ONLY))
                    .forEach(field -> value(field).ifPresent(value -> record.set(field.name(), value)));
        }
        return record;
    }

    private static boolean isTelling(FieldDefinition field) {
        return switch (field.type()) {
            case TEXT,
                    EMAIL,
                    EMAILS,
                    NUMBER,
                    CURRENCY,
                    PERCENTAGE,
                    FLOAT,
                    INTEGER,
                    RATING,
                    BOOLEAN,
                    DATE,
                    DATETIME,
                    SELECT -> true;
            case ID, TEXTAREA, PHONE, URL, MULTI_SELECT, USER, RELATION, PIPELINE, PHONES, ADDRESS, JSON -> false;
        };
    }

    private static Optional<JsonNode> value(FieldDefinition field) {
        var nodes = Json.MAPPER.getNodeFactory();
        return switch (field.type()) {
            case TEXT, TEXTAREA ->
                Optional.of(nodes.stringNode(field.name().equals("domain") ? "example.com" : field.label()));
            case EMAIL, EMAILS -> Optional.of(nodes.stringNode("ada@example.com"));
            case PHONE, PHONES -> Optional.of(nodes.stringNode("+442079460018"));
            case URL -> Optional.of(nodes.stringNode("https://example.com"));
            case NUMBER, CURRENCY, INTEGER, PERCENTAGE, FLOAT -> Optional.of(nodes.numberNode(10));
            case RATING -> Optional.of(nodes.numberNode(4));
            case BOOLEAN -> Optional.of(nodes.booleanNode(true));
            case DATE -> Optional.of(nodes.stringNode("2026-01-31"));
            case DATETIME -> Optional.of(nodes.stringNode("2026-01-31T09:30:00Z"));
            case SELECT -> field.optionValues().stream().findFirst().map(nodes::stringNode);
            case ADDRESS -> Optional.of(Json.MAPPER.createObjectNode().put("city", "London"));
            case ID, MULTI_SELECT, USER, RELATION, PIPELINE, JSON -> Optional.empty();
        };
    }
}
