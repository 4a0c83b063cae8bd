package app.kasar.reference;

import app.kasar.http.Answer;
import app.kasar.http.Request;
import app.kasar.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A document and the tag by which a caller tells whether it has changed.
 *
 * @param type its media type
 * @param tag as in the header ETag
 */
record ReferenceDocument(String type, byte[] content, String tag) {
    private static final int TAG_BYTES = 15;
    private static final Map<String, String> LOOKED_AT_EACH_TIME = Map.of("Cache-Control", "no-cache");

    static ReferenceDocument of(JsonNode document) {
        var json = Json.MAPPER.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
        return of("application/json; charset=utf-8", json);
    }

    static ReferenceDocument of(String type, byte[] content) {
        return new ReferenceDocument(type, content, '"' + digest(content) + '"');
    }

    Answer answer(Request.Headers asked) {
        return answer(asked, LOOKED_AT_EACH_TIME);
    }

    /** The document or, to a caller who has it already, only that it is the same. */
    Answer answer(Request.Headers asked, Map<String, String> headers) {
        var all = new HashMap<>(headers);
        all.put("ETag", tag);
        all.put("Content-Type", type);
        var isKnown =
                asked.find("If-None-Match").filter(tags -> tags.contains(tag)).isPresent();
        return isKnown ? new Answer(304, all, new byte[0]) : new Answer(200, all, content);
    }

    private static String digest(byte[] content) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(content);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
