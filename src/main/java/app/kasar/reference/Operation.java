package app.kasar.reference;

import app.kasar.http.Parameter;
import app.kasar.http.Route;
import app.kasar.json.Json;
import app.kasar.json.JsonSchema;
import app.kasar.json.Payload;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One route, told as an operation of OpenAPI 3.1.
 *
 * @param path as the description shows it: where records are, the object stands in it
 * @param object the object that stands in the path; null where none does
 * @param objects what a parameter of the path that names an object may be
 */
record Operation(Route route, String path, @Nullable String object, List<String> objects) {
    private static final String JSON = "application/json";

    /** @param tag the chapter it belongs to */
    ObjectNode told(String tag, PayloadSchemas payloads) {
        var operation = Json.MAPPER.createObjectNode();
        operation.putArray("tags").add(tag);
        operation.put("summary", route.summary());
        operation.put("operationId", id());
        parameters(operation.putArray("parameters"));
        body(operation, payloads);
        answers(operation.putObject("responses"), payloads);
        return operation;
    }

    private String id() {
        var words = path.substring(1)
                .replace("/{", "_by_")
                .replace("}", "")
                .replace('/', '_')
                .replace('-', '_')
                .replace('.', '_');
        return route.method().name().toLowerCase(Locale.ROOT) + "_" + words;
    }

    private void parameters(ArrayNode all) {
        for (var segment : path.split("/")) {
            if (segment.startsWith("{")) {
                ofPath(all, segment.substring(1, segment.length() - 1));
            }
        }
        route.parameters().forEach(parameter -> ofQuery(all, parameter));
        if (route.method().writes()) {
            all.addObject().put("$ref", "#/components/parameters/IdempotencyKey");
            if (route.description().versioned()) {
                all.addObject().put("$ref", "#/components/parameters/IfMatch");
            }
        }
    }

    private void ofPath(ArrayNode all, String name) {
        var parameter = all.addObject().put("name", name).put("in", "path").put("required", true);
        parameter.set("schema", ofPath(name).keywords());
    }

    private JsonSchema ofPath(String name) {
        return switch (name) {
            case "object", "toObject" -> objects.isEmpty() ? JsonSchema.of("string") : JsonSchema.choice(objects);
            case "field" -> JsonSchema.of("string");
            case "role" -> JsonSchema.choice(List.of("admin", "member", "viewer"));
            default -> JsonSchema.format("uuid");
        };
    }

    private static void ofQuery(ArrayNode all, Parameter declared) {
        var parameter = all.addObject()
                .put("name", declared.name())
                .put("in", "query")
                .put("description", declared.description())
                .put("required", declared.needed());
        parameter.set("schema", ofQuery(declared.type()).keywords());
    }

    private static JsonSchema ofQuery(Parameter.Type type) {
        return switch (type) {
            case Parameter.Type.Text text -> JsonSchema.of("string");
            case Parameter.Type.Whole whole ->
                JsonSchema.whole(whole.least(), whole.most()).with("default", whole.byDefault());
            case Parameter.Type.Flag flag -> JsonSchema.of("boolean");
            case Parameter.Type.Choice choice -> JsonSchema.choice(choice.words());
            case Parameter.Type.Id id -> JsonSchema.format("uuid");
            case Parameter.Type.JsonText json -> JsonSchema.of("string").with("contentMediaType", JSON);
        };
    }

    private void body(ObjectNode operation, PayloadSchemas payloads) {
        if (!takesBody()) {
            return;
        }
        var body = operation.putObject("requestBody");
        body.put("required", route.contents().body() != Route.Body.OPTIONAL_JSON);
        content(body, route.description().request(), payloads);
        payloads.examples()
                .of(route, object)
                .ifPresent(example -> body.withObjectProperty("content")
                        .withObjectProperty(JSON)
                        .set("example", example));
    }

    private boolean takesBody() {
        return route.contents().body() != Route.Body.NONE;
    }

    private void content(ObjectNode holder, Payload payload, PayloadSchemas payloads) {
        var mediaType = payload instanceof Payload.Text text ? text.mediaType() : JSON;
        var content = holder.putObject("content");
        content.putObject(mediaType).set("schema", payloads.of(payload, object).keywords());
        if (payload instanceof Payload.OrTyped(var json, var others)) {
            others.forEach(other -> content.putObject(other).putObject("schema").put("type", "string"));
        }
    }

    private void answers(ObjectNode answers, PayloadSchemas payloads) {
        new TreeMap<>(route.description().answers()).forEach((status, payload) -> {
            var answer = answers.putObject(String.valueOf(status)).put("description", Statuses.phrase(status));
            headers(answer.putObject("headers"));
            if (!(payload instanceof Payload.Nothing)) {
                content(answer, payload, payloads);
            }
        });
        for (var status : Statuses.refusals(route)) {
            answers.putObject(String.valueOf(status)).put("$ref", "#/components/responses/Error" + status);
        }
    }

    private void headers(ObjectNode headers) {
        Statuses.HEADERS.forEach(
                (name, meaning) -> headers.putObject(name).put("$ref", "#/components/headers/" + name));
        if (route.description().versioned()) {
            headers.putObject("ETag").put("$ref", "#/components/headers/ETag");
        }
    }
}
