package app.kasar.json;

import app.kasar.problem.Problem;
import java.io.InputStream;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The one JSON mapper: duplicate keys, trailing text, deep nesting and huge numbers are refused; decimals stay exact. */
public final class Json {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 400;

    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /**
     * Reads one JSON document.
     *
     * @param at what the text is, for the fault: a parameter's name, or null for the request body
     * @throws Problem VALIDATION_ERROR with line and column when the text is not one valid JSON document
     */
    public static JsonNode read(String text, @Nullable String at) {
        return readOrRefuse(() -> MAPPER.readTree(text), at);
    }

    /** As {@link #read(String, String)}, from UTF-8, UTF-16 or UTF-32 bytes. The stream is read to its end. */
    public static JsonNode read(InputStream bytes, @Nullable String at) {
        return readOrRefuse(() -> MAPPER.readTree(bytes), at);
    }

    private static JsonNode readOrRefuse(Supplier<JsonNode> reading, @Nullable String at) {
        try {
            var document = reading.get();
            if (document.isMissingNode()) {
                throw Problem.invalid(at, subject(at) + " is empty; expected JSON");
            }
            return document;
        } catch (NumberFormatException beyondAnyDecimal) {
            throw Problem.invalid(at, subject(at) + " holds a number that is too large or too small");
        } catch (JacksonException refused) {
            throw Problem.invalid(at, subject(at) + " is not valid JSON" + place(refused) + ": " + reason(refused));
        }
    }

    private static String subject(@Nullable String at) {
        return at == null ? "the request body" : "'" + at + "'";
    }

    private static String place(JacksonException refused) {
        var location = refused.getLocation();
        return location == null || location.getLineNr() < 1
                ? ""
                : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static String reason(JacksonException refused) {
        return switch (refused) {
            case StreamConstraintsException limit ->
                "it is nested too deeply or holds a number or name that is too long";
            case StreamReadException unreadable
            when String.valueOf(unreadable.getOriginalMessage()).startsWith("Duplicate") ->
                "an object has the same key twice";
            default ->
                String.valueOf(refused.getOriginalMessage()).startsWith("Invalid UTF-8")
                        ? "a byte here is not UTF-8"
                        : "unexpected or missing characters";
        };
    }
}
