package app.kasar.schema.value;

import tools.jackson.databind.JsonNode;

/** True and false; the words only where a query can carry nothing but text. */
public final class Booleans {
    private Booleans() {}

    public static Reading<Boolean> read(JsonNode node) {
        return node.isBoolean() ? Reading.accepted(node.booleanValue()) : JsonKind.refuse("true or false", node);
    }

    public static Reading<Boolean> read(String text) {
        return switch (text) {
            case "true" -> Reading.accepted(true);
            case "false" -> Reading.accepted(false);
            default -> Reading.refused("must be true or false");
        };
    }
}
