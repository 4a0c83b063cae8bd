package app.kasar.reference;

import app.kasar.json.Json;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An operation as a client that knows nothing but the description sees it. */
final class DescribedOperation {
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String JSON = "application/json";

    private final JsonNode document;
    private final JsonNode operation;
    private final Map<Integer, Schema> answers = new HashMap<>();
    final String method;
    final String path;

    private DescribedOperation(JsonNode document, String path, String method) {
        this.document = document;
        this.path = path;
        this.method = method.toUpperCase(java.util.Locale.ROOT);
        this.operation = document.path("paths").path(path).path(method);
    }

    static List<DescribedOperation> of(JsonNode document) {
        var all = new ArrayList<DescribedOperation>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .propertyNames()
                        .forEach(method -> all.add(new DescribedOperation(document, path.getKey(), method))));
        return all;
    }

    boolean takesJson() {
        return operation.path("requestBody").path("content").has(JSON);
    }

    JsonNode bodySchema() {
        return operation.path("requestBody").path("content").path(JSON).path("schema");
    }

    /** A body that can be sent as it is; missing where there is none. */
    JsonNode example() {
        return operation.path("requestBody").path("content").path(JSON).path("example");
    }

    /** Those that stand in the query. */
    List<JsonNode> parameters() {
        return operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("in").asString("").equals("query"))
                .toList();
    }

    /** What a parameter of the path may be, where it is one of some words. */
    List<String> choices(String pathParameter) {
        return operation
                .path("parameters")
                .valueStream()
                .filter(parameter -> parameter.path("name").asString("").equals(pathParameter))
                .flatMap(parameter -> parameter.path("schema").path("enum").valueStream())
                .map(JsonNode::asString)
                .toList();
    }

    JsonNode resolved(JsonNode schema) {
        var reference = schema.path("$ref").asString("");
        return reference.isEmpty() ? schema : document.at(reference.substring(1));
    }

    /** What an answer has that the description does not allow; empty where all is as told. */
    List<String> surprises(int status, JsonNode body) {
        var told = resolved(operation.path("responses").path(String.valueOf(status)));
        if (told.isMissingNode()) {
            return List.of("the status " + status + " is not told");
        }
        var schema = told.path("content").path(JSON).path("schema");
        if (schema.isMissingNode()) {
            return List.of();
        }
        return answers.computeIfAbsent(status, any -> compiled(schema)).validate(body).stream()
                .map(Object::toString)
                .toList();
    }

    /** The schema with the document's components beside it, where its references look for them. */
    private Schema compiled(JsonNode schema) {
        ObjectNode whole = Json.MAPPER.createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", document.path("components"));
        return SCHEMAS.getSchema(whole);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
