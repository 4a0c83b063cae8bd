package app.kasar.schema.value;

import app.kasar.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON: any document that PostgreSQL's jsonb can hold, within limits of size and depth. */
public final class JsonValue {
    private static final int MAX_DEPTH = 20;
    /** Far beyond any double, far below what numeric overflows at. */
    private static final int MAX_EXPONENT = 1_000;

    private JsonValue() {}

    /** The document's text, as it is stored. */
    public static Reading<String> read(JsonNode node) {
        var fault = fault(node, 0);
        return fault == null ? limited(Json.MAPPER.writeValueAsString(node)) : Reading.refused(fault);
    }

    private static Reading<String> limited(String text) {
        return text.length() > TextLimits.JSON || text.getBytes(StandardCharsets.UTF_8).length > TextLimits.JSON
                ? Reading.refused("must be at most %,d bytes of JSON".formatted(TextLimits.JSON))
                : Reading.accepted(text);
    }

    private static @Nullable String fault(JsonNode node, int depth) {
        if (depth > MAX_DEPTH) {
            return "must be nested at most %d levels deep".formatted(MAX_DEPTH);
        }
        return switch (node.getNodeType()) {
            case STRING -> textFault(node.stringValue());
            case NUMBER -> numberFault(node);
            case BOOLEAN, NULL -> null;
            case ARRAY, OBJECT -> containerFault(node, depth);
            case BINARY, MISSING, POJO -> "must be JSON";
        };
    }

    private static @Nullable String containerFault(JsonNode node, int depth) {
        var names = node.propertyNames().stream().map(JsonValue::textFault);
        var values = node.values().stream().map(value -> fault(value, depth + 1));
        return Stream.concat(names, values)
                .filter(fault -> fault != null)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String textFault(String text) {
        return PlainText.isStorable(text)
                ? null
                : "must not contain the character U+0000 or half of a surrogate pair, in keys or values";
    }

    private static @Nullable String numberFault(JsonNode node) {
        var number = node.decimalValueOpt().orElse(null);
        if (number == null) {
            return "must contain only finite numbers";
        }
        long exponent = (long) number.precision() - number.scale();
        return Math.abs(exponent) > MAX_EXPONENT || Math.abs((long) number.scale()) > MAX_EXPONENT
                ? "must not contain numbers with more than %,d digits".formatted(MAX_EXPONENT)
                : null;
    }
}
