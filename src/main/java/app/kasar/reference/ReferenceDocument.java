package app.kasar.reference;

import app.kasar.http.Answer;
import app.kasar.http.Request;
import app.kasar.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A document and the tag by which a caller tells whether it has changed.
 *
 * @param tag as in the header ETag
 */
record ReferenceDocument(byte[] json, String tag) {
    private static final int TAG_BYTES = 15;

    static ReferenceDocument of(JsonNode document) {
        var json = Json.MAPPER.writeValueAsString(document).getBytes(StandardCharsets.UTF_8);
        return new ReferenceDocument(json, '"' + digest(json) + '"');
    }

    /** The document or, to a caller who has it already, only that it is the same. */
    Answer answer(Request.Headers headers) {
        var known = headers.find("If-None-Match").filter(tags -> tags.contains(tag));
        var status = known.isPresent() ? 304 : 200;
        return new Answer(
                status, Map.of("ETag", tag, "Cache-Control", "no-cache"), known.isPresent() ? new byte[0] : json);
    }

    private static String digest(byte[] json) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(json);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(java.util.Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
