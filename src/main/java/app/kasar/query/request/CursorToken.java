package app.kasar.query.request;

import app.kasar.json.Json;
import app.kasar.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where a page ended: base64url of {@code {"id":…,"k":[…],"q":…}}.
 *
 * @param keys the last record's values of the sort keys, as text; null where the record has none
 * @param query a short hash of object, filter, search and order: a cursor serves only the list it was made for
 */
public record CursorToken(UUID id, List<@Nullable String> keys, String query) {

    public CursorToken {
        keys = Collections.unmodifiableList(new ArrayList<>(keys));
    }

    public String encode() {
        var json = Json.MAPPER.createObjectNode().put("id", id.toString());
        var array = json.putArray("k");
        keys.forEach(array::add);
        json.put("q", query);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /**
     * @param expected the hash of the list the cursor is used with
     * @throws Problem VALIDATION_ERROR when the text is no cursor, or one of another list
     */
    public static CursorToken decode(String text, String expected) {
        return read(text).of(expected);
    }

    /**
     * A cursor of whatever list.
     *
     * @throws Problem VALIDATION_ERROR when the text is no cursor
     */
    public static CursorToken read(String text) {
        var json = json(text);
        var id = json.path("id").stringValue(null);
        var query = json.path("q").stringValue(null);
        if (id == null || query == null || !json.path("k").isArray()) {
            throw broken();
        }
        return new CursorToken(uuid(id), keys(json.path("k")), query);
    }

    /**
     * This cursor, for the list it was made for.
     *
     * @param expected the hash of the list it is used with
     * @throws Problem VALIDATION_ERROR when it is of another list
     */
    public CursorToken of(String expected) {
        if (!query.equals(expected)) {
            throw Problem.invalid(
                    "cursor",
                    "'cursor' was made for another object, filter, search or sort; start from the first page");
        }
        return this;
    }

    private static List<@Nullable String> keys(JsonNode array) {
        var keys = new ArrayList<@Nullable String>();
        array.forEach(key -> keys.add(key.stringValue(null)));
        return keys;
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException noUuid) {
            throw broken();
        }
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8), "cursor");
        } catch (IllegalArgumentException | Problem unreadable) {
            throw broken();
        }
    }

    private static Problem broken() {
        return Problem.invalid("cursor", "'cursor' is not one this server made; use the nextCursor of the page before");
    }
}
