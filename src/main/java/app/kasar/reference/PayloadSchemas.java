package app.kasar.reference;

import app.kasar.json.Json;
import app.kasar.json.JsonSchema;
import app.kasar.json.Payload;
import app.kasar.schema.VisibleSchema;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What bodies carry, in JSON Schema; records are told once and referred to. */
final class PayloadSchemas {
    private static final String HERE = "#/components/schemas/";

    private final RecordSchemas records;
    private final Examples examples;
    private final ObjectNode components = Json.MAPPER.createObjectNode();

    PayloadSchemas(VisibleSchema schema) {
        this.records = new RecordSchemas(schema);
        this.examples = new Examples(records);
    }

    Examples examples() {
        return examples;
    }

    /** The records that were referred to, by name. */
    ObjectNode components() {
        return components;
    }

    /** @param object the one the path names; null when it names none */
    JsonSchema of(Payload payload, @Nullable String object) {
        return switch (payload) {
            case Payload.Nothing nothing -> JsonSchema.ANY;
            case Payload.Text text -> JsonSchema.of("string");
            case Payload.OrTyped typed -> of(typed.json(), object);
            case Payload.Fixed fixed -> fixed.schema();
            case Payload.Fields fields -> record(fields, object);
            case Payload.Several several -> JsonSchema.listOf(of(several.element(), object));
            case Payload.Keyed keyed -> JsonSchema.mapOf(of(keyed.value(), object));
            case Payload.Either either ->
                JsonSchema.anyOf(List.of(of(either.first(), object), of(either.second(), object)));
            case Payload.Properties properties ->
                JsonSchema.object(properties.properties().stream()
                        .map(property -> new JsonSchema.Property(
                                property.name(), of(property.value(), object), property.always()))
                        .toList());
        };
    }

    private JsonSchema record(Payload.Fields fields, @Nullable String ofPath) {
        var name = fields.object().equals(Payload.OF_PATH) ? ofPath : fields.object();
        if (name == null) {
            throw new IllegalArgumentException("a record of the path's object, where the path names none");
        }
        var component = name + "." + fields.view().name().toLowerCase(Locale.ROOT);
        if (!components.has(component)) {
            components.set(
                    component, records.of(records.object(name), fields.view()).keywords());
        }
        return JsonSchema.reference(HERE + component);
    }
}
