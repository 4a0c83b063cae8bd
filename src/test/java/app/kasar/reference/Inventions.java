package app.kasar.reference;

import app.kasar.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Invents values that a schema allows, and some that it does not. */
final class Inventions {
    private static final int DEEPEST = 4;
    private static final List<String> TEXTS = List.of(
            "Ada",
            "",
            " ",
            "2026-01-31",
            "2026-01-31T09:30:00Z",
            "0",
            "-1.5",
            "true",
            "null",
            "ж日本🙂",
            "%_'\"\\",
            "a@b.test");
    private static final Map<String, String> FORMATS = Map.of(
            "date", "2026-02-28",
            "date-time", "2026-02-28T10:00:00Z",
            "email", "ada@example.test");

    private final DescribedOperation operation;
    private final Random random;
    private final List<String> ids;

    /** @param ids of records that exist */
    Inventions(DescribedOperation operation, Random random, List<String> ids) {
        this.operation = operation;
        this.random = random;
        this.ids = ids;
    }

    JsonNode value(JsonNode schema) {
        return value(schema, 0);
    }

    /** Something else than the schema asks for, at one place. */
    JsonNode spoilt(JsonNode schema) {
        var value = value(schema);
        if (value instanceof ObjectNode object && !object.isEmpty() && random.nextInt(4) > 0) {
            var names = List.copyOf(object.propertyNames());
            object.set(names.get(random.nextInt(names.size())), anything());
            if (random.nextBoolean()) {
                object.put("no_such_key", 1);
            }
            return object;
        }
        return anything();
    }

    private JsonNode value(JsonNode asked, int depth) {
        var schema = operation.resolved(asked);
        var nodes = Json.MAPPER.getNodeFactory();
        if (schema.has("anyOf")) {
            return value(pick(schema.path("anyOf").valueStream().toList()), depth);
        }
        if (schema.has("enum")) {
            return pick(schema.path("enum").valueStream().toList());
        }
        return switch (schema.path("type").asString("")) {
            case "string" -> nodes.stringNode(text(schema));
            case "integer" -> nodes.numberNode(whole(schema));
            case "number" -> nodes.numberNode(random.nextInt(10_000) / 4.0);
            case "boolean" -> nodes.booleanNode(random.nextBoolean());
            case "null" -> nodes.nullNode();
            case "array" -> array(schema, depth);
            case "object" -> object(schema, depth);
            default -> anything();
        };
    }

    private String text(JsonNode schema) {
        var format = schema.path("format").asString("");
        if (format.equals("uuid")) {
            return pick(ids);
        }
        var text = FORMATS.getOrDefault(format, pick(TEXTS));
        return text.isEmpty() && schema.path("minLength").asInt(0) > 0 ? "x" : text;
    }

    private long whole(JsonNode schema) {
        var least = schema.path("minimum").asLong(-5);
        var most = Math.min(schema.path("maximum").asLong(1000), least + 1000);
        return least + random.nextLong(most - least + 1);
    }

    private JsonNode array(JsonNode schema, int depth) {
        var array = Json.MAPPER.createArrayNode();
        var size = depth > DEEPEST ? 0 : random.nextInt(3);
        for (var index = 0; index < size; index++) {
            array.add(value(schema.path("items"), depth + 1));
        }
        return array;
    }

    private JsonNode object(JsonNode schema, int depth) {
        var object = Json.MAPPER.createObjectNode();
        var required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        schema.path("properties").properties().forEach(property -> {
            if (required.contains(property.getKey()) || depth <= DEEPEST && random.nextInt(3) == 0) {
                object.set(property.getKey(), value(property.getValue(), depth + 1));
            }
        });
        return object;
    }

    JsonNode anything() {
        var nodes = Json.MAPPER.getNodeFactory();
        return switch (random.nextInt(8)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(true);
            case 2 -> nodes.numberNode(random.nextInt());
            case 3 -> nodes.numberNode(new java.math.BigDecimal("1e40"));
            case 4 -> Json.MAPPER.createArrayNode().add("x").addNull();
            case 5 -> Json.MAPPER.createObjectNode().put("id", "x");
            case 6 -> nodes.stringNode(pick(ids));
            default -> nodes.stringNode(pick(TEXTS));
        };
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
