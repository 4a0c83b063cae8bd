package app.kasar.reference;

import app.kasar.access.Grant;
import app.kasar.http.Needs;
import app.kasar.http.Route;
import app.kasar.json.Json;
import app.kasar.json.JsonSchema;
import app.kasar.json.Payload;
import app.kasar.problem.ErrorCode;
import app.kasar.query.request.ListSchemas;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.VisibleSchema;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** The API as one caller may use it, as an OpenAPI 3.1 document (spec.openapis.org/oas/v3.1.1). */
final class OpenApi {
    private static final String OBJECT = "{object}";
    private static final String INTRODUCTION = """
            Records of any object, tasks, notes, pipelines, search, totals and mail of one organization, which the token names. \
            Unknown parameters and fields are refused, and every fault of a request is told at once.""";

    private final List<Route> routes;
    private final String version;

    OpenApi(List<Route> routes, String version) {
        this.routes = List.copyOf(routes);
        this.version = version;
    }

    ObjectNode document(VisibleSchema schema) {
        var payloads = new PayloadSchemas(schema);
        var document = Json.MAPPER.createObjectNode().put("openapi", "3.1.1");
        information(document.putObject("info"));
        document.putArray("servers").addObject().put("url", Route.ROOT);
        document.putArray("security").addObject().putArray("token");
        var tags = new LinkedHashMap<String, String>();
        var paths = document.putObject("paths");
        for (var route : routes) {
            for (var operation : operations(route, schema)) {
                var tag = tag(operation, schema);
                tags.putIfAbsent(tag, tag);
                paths.withObjectProperty(operation.path())
                        .set(route.method().name().toLowerCase(Locale.ROOT), operation.told(tag, payloads));
            }
        }
        var named = document.putArray("tags");
        tags.keySet().forEach(tag -> named.addObject().put("name", tag));
        components(document.putObject("components"), payloads);
        return document;
    }

    private void information(ObjectNode information) {
        information.put("title", "Kasar CRM").put("version", version).put("description", INTRODUCTION);
        information.putObject("license").put("name", "Apache License 2.0").put("identifier", "Apache-2.0");
    }

    private static List<Operation> operations(Route route, VisibleSchema schema) {
        var objects = schema.readable();
        var names = objects.stream().map(ObjectSchema::name).toList();
        if (!route.path().contains(OBJECT) || !isPerObject(route)) {
            return isOpen(route, OBJECT, schema) ? List.of(new Operation(route, route.path(), null, names)) : List.of();
        }
        return names.stream()
                .filter(name -> isOpen(route, name, schema))
                .map(name -> new Operation(route, route.path().replace(OBJECT, name), name, names))
                .toList();
    }

    /** Whether what goes or comes differs from object to object. */
    private static boolean isPerObject(Route route) {
        var description = route.description();
        return mentionsPath(description.request())
                || description.answers().values().stream().anyMatch(OpenApi::mentionsPath);
    }

    private static boolean mentionsPath(Payload payload) {
        return switch (payload) {
            case Payload.Nothing nothing -> false;
            case Payload.Text text -> false;
            case Payload.OrTyped typed -> mentionsPath(typed.json());
            case Payload.Fixed fixed -> false;
            case Payload.Fields fields -> fields.object().equals(Payload.OF_PATH);
            case Payload.Several several -> mentionsPath(several.element());
            case Payload.Keyed keyed -> mentionsPath(keyed.value());
            case Payload.Either either -> mentionsPath(either.first()) || mentionsPath(either.second());
            case Payload.Properties properties ->
                properties.properties().stream().anyMatch(property -> mentionsPath(property.value()));
        };
    }

    /** Whether the caller may use the route, for records of this object where it is about records of one. */
    private static boolean isOpen(Route route, String object, VisibleSchema schema) {
        var permissions = schema.actor().permissions();
        if (route.method().writes() && permissions.readOnlyToken()) {
            return false;
        }
        return switch (route.description().needs()) {
            case Needs.AnyToken any -> true;
            case Needs.Administrator administrator -> schema.actor().isAdmin();
            case Needs.Grant(var action, var named) -> {
                var about = named.equals(Payload.OF_PATH) ? object : named;
                yield about.equals(OBJECT) || permissions.grant(about, action) != Grant.NONE;
            }
        };
    }

    /** The chapter of an operation: that of the object it is about, or that of the first word of its path. */
    private static String tag(Operation operation, VisibleSchema schema) {
        var object = operation.object();
        if (object != null) {
            return schema.findReadable(object).map(ObjectSchema::label).orElse(object);
        }
        var word = operation.path().substring(1).split("[/.]")[0];
        return switch (word) {
            case "openapi" -> "This description";
            case "me" -> "The caller";
            default -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
        };
    }

    private static void components(ObjectNode components, PayloadSchemas payloads) {
        var schemas = components.putObject("schemas");
        schemas.set("Error", error().keywords());
        schemas.set(ListSchemas.FILTER_GROUP, ListSchemas.filterGroup().keywords());
        schemas.setAll(payloads.components());
        components
                .putObject("securitySchemes")
                .putObject("token")
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", "A token that begins with ksr_.");
        refusals(components.putObject("responses"));
        var headers = components.putObject("headers");
        Statuses.HEADERS.forEach((name, meaning) -> header(headers, name, meaning));
        header(
                headers,
                "ETag",
                "The record's version, to be sent as If-Match with a change that must not overwrite another.");
        var parameters = components.putObject("parameters");
        parameter(
                parameters,
                "IdempotencyKey",
                "Idempotency-Key",
                "A name of your choice, 1 to 255 characters: the same request sent again with it happens once.");
        parameter(
                parameters,
                "IfMatch",
                "If-Match",
                "The ETag of the version that is to be changed; another is refused with PRECONDITION_FAILED.");
    }

    private static JsonSchema error() {
        var text = JsonSchema.of("string");
        var code = JsonSchema.choice(
                Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
        var fault = JsonSchema.object(List.of(
                new JsonSchema.Property("field", text.orNull(), true),
                new JsonSchema.Property("code", code, true),
                new JsonSchema.Property("message", text, true)));
        return JsonSchema.object(List.of(
                        new JsonSchema.Property("error", JsonSchema.of("boolean"), true),
                        new JsonSchema.Property("code", code, true),
                        new JsonSchema.Property("message", text, true),
                        new JsonSchema.Property("errors", JsonSchema.listOf(fault), true),
                        new JsonSchema.Property("request_id", text, true)))
                .with("additionalProperties", true)
                .describedAs("Every refusal. Some codes carry more keys.");
    }

    private static void refusals(ObjectNode responses) {
        for (var status : Statuses.all()) {
            var response = responses.putObject("Error" + status).put("description", meanings(Statuses.codes(status)));
            response.putObject("headers").putObject("X-Request-Id").put("$ref", "#/components/headers/X-Request-Id");
            response.putObject("content")
                    .putObject("application/json")
                    .putObject("schema")
                    .put("$ref", "#/components/schemas/Error");
        }
    }

    private static String meanings(Map<ErrorCode, String> codes) {
        return String.join(
                " ",
                codes.entrySet().stream()
                        .map(code -> "`%s`: %s".formatted(code.getKey(), code.getValue()))
                        .toList());
    }

    private static void header(ObjectNode headers, String name, String meaning) {
        headers.putObject(name).put("description", meaning).putObject("schema").put("type", "string");
    }

    private static void parameter(ObjectNode parameters, String key, String name, String meaning) {
        parameters
                .putObject(key)
                .put("name", name)
                .put("in", "header")
                .put("description", meaning)
                .putObject("schema")
                .put("type", "string");
    }
}
