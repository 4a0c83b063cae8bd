package app.kasar.schema.value;

import tools.jackson.databind.JsonNode;

/** Names what a JSON value is, in a caller's words. */
final class JsonKind {
    private JsonKind() {}

    static String of(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case NULL -> "null";
            case BINARY, MISSING, POJO -> "something that is not JSON";
        };
    }

    /** "must be a string, not a number". */
    static <T> Reading<T> refuse(String expected, JsonNode node) {
        return Reading.refused("must be " + expected + ", not " + of(node));
    }
}
