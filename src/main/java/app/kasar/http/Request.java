package app.kasar.http;

import app.kasar.access.Actor;
import app.kasar.json.Json;
import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One authenticated request whose parameters the route knows.
 *
 * @param path values of the path parameters
 * @param query values of the query parameters; each appears once and fits its declared type
 */
public record Request(
        Actor actor, String id, Map<String, String> path, Map<String, String> query, Headers headers, Content content) {

    public Request {
        path = Map.copyOf(path);
        query = Map.copyOf(query);
    }

    /**
     * What the request brought.
     *
     * @param json the parsed body; null when there was none, or a file
     * @param file null unless a file came on a route that takes one
     */
    public record Content(@Nullable JsonNode json, @Nullable UploadedFile file) {
        public static final Content NONE = new Content(null, null);
    }

    /** Looks a header up, its name in any case. */
    @FunctionalInterface
    public interface Headers {
        Optional<String> find(String name);
    }

    /** The parsed body; null when there was none, or a file. */
    public @Nullable JsonNode body() {
        return content.json();
    }

    public Optional<UploadedFile> file() {
        return Optional.ofNullable(content.file());
    }

    public String path(String name) {
        var value = path.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no path parameter '" + name + "'");
        }
        return value;
    }

    /** @throws Problem VALIDATION_ERROR when the path parameter is not a UUID in its usual 36-character form */
    public UUID id(String name) {
        return Ids.inPath(path(name), name);
    }

    /**
     * Several of them, in this order.
     *
     * @throws Problem VALIDATION_ERROR with a fault for each that is not a UUID
     */
    public List<UUID> ids(String... names) {
        var faults = new Faults();
        var ids = new ArrayList<UUID>();
        for (var name : names) {
            try {
                ids.add(id(name));
            } catch (Problem malformed) {
                faults.addAll(malformed.faults());
            }
        }
        faults.throwIfAny();
        return ids;
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** @throws Problem VALIDATION_ERROR when the query parameter is there and no UUID in its usual 36-character form */
    public Optional<UUID> idParameter(String name) {
        return parameter(name).map(text -> Ids.inQuery(text, name));
    }

    public boolean isSet(String flag) {
        return "true".equals(query.get(flag));
    }

    /** @throws Problem VALIDATION_ERROR unless the body is a JSON object */
    public ObjectNode bodyObject() {
        if (content.json() instanceof ObjectNode object) {
            return object;
        }
        throw Problem.invalid(
                null,
                content.json() == null ? "this route needs a JSON body" : "the request body must be a JSON object");
    }

    /** The JSON document in a query parameter; its text has been checked to be JSON. */
    public Optional<JsonNode> jsonParameter(String name) {
        return parameter(name).map(text -> Json.read(text, name));
    }
}
