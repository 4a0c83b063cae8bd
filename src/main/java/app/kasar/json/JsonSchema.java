package app.kasar.json;

import java.util.Collection;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What JSON values of one kind look like, in the words of JSON Schema (draft 2020-12).
 *
 * @param keywords never changed once the schema is made
 */
public record JsonSchema(ObjectNode keywords) {
    /** Any value. */
    public static final JsonSchema ANY = new JsonSchema(Json.MAPPER.createObjectNode());

    public static JsonSchema of(String type) {
        return new JsonSchema(Json.MAPPER.createObjectNode().put("type", type));
    }

    public static JsonSchema text(int most) {
        return of("string").with("maxLength", most);
    }

    /** A text in one of the formats JSON Schema knows: {@code uuid}, {@code date-time}, … */
    public static JsonSchema format(String format) {
        return of("string").with("format", format);
    }

    public static JsonSchema choice(Collection<String> words) {
        var schema = Json.MAPPER.createObjectNode().put("type", "string");
        words.forEach(schema.putArray("enum")::add);
        return new JsonSchema(schema);
    }

    public static JsonSchema whole(long least, long most) {
        var schema = Json.MAPPER.createObjectNode().put("type", "integer");
        return new JsonSchema(schema.put("minimum", least).put("maximum", most));
    }

    public static JsonSchema listOf(JsonSchema element) {
        var schema = Json.MAPPER.createObjectNode().put("type", "array");
        schema.set("items", element.keywords.deepCopy());
        return new JsonSchema(schema);
    }

    public static JsonSchema mapOf(JsonSchema element) {
        var schema = Json.MAPPER.createObjectNode().put("type", "object");
        schema.set("additionalProperties", element.keywords.deepCopy());
        return new JsonSchema(schema);
    }

    /**
     * A property of an object.
     *
     * @param always whether it is never missing
     */
    public record Property(String name, JsonSchema schema, boolean always) {}

    /** An object of these properties and no others. */
    public static JsonSchema object(List<Property> properties) {
        var schema = Json.MAPPER.createObjectNode().put("type", "object");
        var inside = schema.putObject("properties");
        properties.forEach(property -> inside.set(property.name, property.schema.keywords.deepCopy()));
        var required = properties.stream().filter(Property::always).toList();
        if (!required.isEmpty()) {
            var names = schema.putArray("required");
            required.forEach(property -> names.add(property.name));
        }
        return new JsonSchema(schema.put("additionalProperties", false));
    }

    /** A value of one of these kinds, at least. */
    public static JsonSchema anyOf(List<JsonSchema> kinds) {
        var schema = Json.MAPPER.createObjectNode();
        var alternatives = schema.putArray("anyOf");
        kinds.forEach(kind -> alternatives.add(kind.keywords.deepCopy()));
        return new JsonSchema(schema);
    }

    /** What stands elsewhere in the same document, as {@code #/components/schemas/Error}. */
    public static JsonSchema reference(String to) {
        return new JsonSchema(Json.MAPPER.createObjectNode().put("$ref", to));
    }

    /** This or null. */
    public JsonSchema orNull() {
        return keywords.isEmpty() ? this : anyOf(List.of(this, of("null")));
    }

    public JsonSchema with(String keyword, int value) {
        return new JsonSchema(keywords.deepCopy().put(keyword, value));
    }

    public JsonSchema with(String keyword, String value) {
        return new JsonSchema(keywords.deepCopy().put(keyword, value));
    }

    /** The same, with a value that may stand for all. */
    public JsonSchema likeThis(String example) {
        var more = keywords.deepCopy();
        more.putArray("examples").add(example);
        return new JsonSchema(more);
    }

    public JsonSchema with(String keyword, boolean value) {
        return new JsonSchema(keywords.deepCopy().put(keyword, value));
    }

    public JsonSchema describedAs(String description) {
        return with("description", description);
    }
}
