package app.kasar.activity;

import app.kasar.json.Json;
import app.kasar.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Where every section of a page ended: base64url of {@code {"id":…,"s":{…},"q":…}}.
 *
 * @param record whose feed it is
 * @param after the section's own cursor; a section that is not among them has been shown whole
 * @param identity of the request, see {@link FeedRequest#identity}
 */
record FeedCursor(UUID record, Map<Section, String> after, String identity) {
    FeedCursor {
        after = Map.copyOf(after);
    }

    /** Null when every section has been shown whole. */
    @Nullable
    String encode() {
        if (after.isEmpty()) {
            return null;
        }
        var json = Json.MAPPER.createObjectNode().put("id", record.toString());
        var sections = json.putObject("s");
        new EnumMap<>(after).forEach((section, cursor) -> sections.put(section.wireName(), cursor));
        json.put("q", identity);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(json.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @throws Problem VALIDATION_ERROR when the text is no cursor, or one of another feed */
    static FeedCursor decode(String text, UUID record, String identity) {
        var json = json(text);
        var sections = json.path("s");
        if (!json.path("id").isString() || !json.path("q").isString() || !sections.isObject()) {
            throw broken();
        }
        if (!json.path("id").stringValue().equals(record.toString())
                || !json.path("q").stringValue().equals(identity)) {
            throw Problem.invalid(
                    "cursor", "'cursor' was made for another record, include or channel; start from the first page");
        }
        var after = new EnumMap<Section, String>(Section.class);
        for (var entry : sections.properties()) {
            var section = Section.find(entry.getKey()).orElseThrow(FeedCursor::broken);
            after.put(section, entry.getValue().asStringOpt().orElseThrow(FeedCursor::broken));
        }
        return new FeedCursor(record, after, identity);
    }

    private static JsonNode json(String text) {
        try {
            return Json.read(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8), "cursor");
        } catch (IllegalArgumentException | Problem unreadable) {
            throw broken();
        }
    }

    static Problem broken() {
        return Problem.invalid("cursor", "'cursor' is not one this server made; use the nextCursor of the page before");
    }
}
