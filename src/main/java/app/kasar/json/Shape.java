package app.kasar.json;

import app.kasar.problem.NearestName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a JSON value must look like, and what it is read as: one declaration that both reads values and tells the API's own
 * description what they are. Shapes have no state and may be shared.
 */
public interface Shape<T> {
    Pattern UUID_FORM = Pattern.compile("(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    /** The value as read, or empty after at least one fault has been recorded at or below {@code place}. */
    Optional<T> read(JsonNode value, Place place);

    /** What values look like, for the reader of the reference; never narrower than what is read. */
    JsonSchema schema();

    /** Reads a value as a shape does. */
    @FunctionalInterface
    interface Reading<T> {
        Optional<T> read(JsonNode value, Place place);
    }

    /** A shape of its own kind. */
    static <T> Shape<T> of(JsonSchema schema, Reading<T> reading) {
        return new Shape<>() {
            @Override
            public Optional<T> read(JsonNode value, Place place) {
                return reading.read(value, place);
            }

            @Override
            public JsonSchema schema() {
                return schema;
            }
        };
    }

    /** This shape, told more exactly. */
    default Shape<T> describedBy(JsonSchema schema) {
        return of(schema, this::read);
    }

    /** This shape, for those values only that pass {@code rule}; {@code otherwise} goes on from the value's name. */
    default Shape<T> where(Predicate<? super T> rule, String otherwise) {
        return convert(value -> Optional.of(value).filter(rule), otherwise);
    }

    /** This shape read as something else; an empty conversion is a fault, {@code otherwise} its message. */
    default <U> Shape<U> convert(Function<? super T, Optional<U>> conversion, String otherwise) {
        return of(
                schema(),
                (value, place) -> read(value, place).flatMap(read -> {
                    var converted = conversion.apply(read);
                    return converted.isPresent() ? converted : place.refuse(otherwise);
                }));
    }

    /** A text of at most {@code most} characters (code points), which may be empty. */
    static Shape<String> text(int most) {
        return of(JsonSchema.text(most), (value, place) -> {
            if (!value.isString()) {
                return place.refuse("must be a text");
            }
            var text = value.stringValue();
            if (text.codePointCount(0, text.length()) > most) {
                return place.refuse("must have at most %d characters".formatted(most));
            }
            return Texts.flaw(text).<Optional<String>>map(place::refuse).orElseGet(() -> Optional.of(text));
        });
    }

    /** A text that is more than white space. */
    static Shape<String> filledText(int most) {
        return text(most)
                .where(text -> !text.isBlank(), "must not be empty")
                .describedBy(JsonSchema.text(most).with("minLength", 1));
    }

    /** One of some words, spelt as they are. */
    static Shape<String> choice(Collection<String> words) {
        return of(JsonSchema.choice(words), (value, place) -> {
            var word = value.isString() ? value.stringValue() : "";
            return words.contains(word)
                    ? Optional.of(word)
                    : place.refuse("must be one of '%s'%s"
                            .formatted(String.join("', '", words), NearestName.hint(word, words)));
        });
    }

    static Shape<Boolean> flag() {
        return of(
                JsonSchema.of("boolean"),
                (value, place) ->
                        value.isBoolean() ? Optional.of(value.booleanValue()) : place.refuse("must be true or false"));
    }

    /** A whole number in [{@code least}, {@code most}], written without fraction or exponent. */
    static Shape<Long> whole(long least, long most) {
        return of(
                JsonSchema.whole(least, most),
                (value, place) -> value.isIntegralNumber()
                                && value.canConvertToLong()
                                && value.longValue() >= least
                                && value.longValue() <= most
                        ? Optional.of(value.longValue())
                        : place.refuse("must be a whole number from %d to %d".formatted(least, most)));
    }

    /** A UUID in its usual form of 36 characters. */
    static Shape<UUID> uuid() {
        return text(36).where(text -> UUID_FORM.matcher(text).matches(), "must be a UUID")
                .convert(text -> Optional.of(UUID.fromString(text)), "must be a UUID")
                .describedBy(JsonSchema.format("uuid"));
    }

    /** An ISO 8601 date and time with its offset from UTC, in the years 1 to 9999. */
    static Shape<Instant> instant() {
        return text(40).convert(Texts::findInstant, "must be a date and time like 2026-01-31T09:30:00Z")
                .describedBy(JsonSchema.format("date-time"));
    }

    /** An array of at most {@code most} values of one shape. */
    static <T> Shape<List<T>> listOf(Shape<T> element, int most) {
        return of(JsonSchema.listOf(element.schema()).with("maxItems", most), (value, place) -> {
            if (!(value instanceof ArrayNode array)) {
                return place.refuse("must be a list");
            }
            if (array.size() > most) {
                return place.refuse("must have at most %d elements".formatted(most));
            }
            var read = new ArrayList<T>(array.size());
            for (var position = 0; position < array.size(); position++) {
                element.read(array.get(position), place.element(position)).ifPresent(read::add);
            }
            return read.size() == array.size() ? Optional.of(List.copyOf(read)) : Optional.empty();
        });
    }

    /** An object whose keys are the caller's own: at most {@code most} of them, each a text without flaws, kept in order. */
    static <T> Shape<Map<String, T>> mapOf(Shape<T> element, int most) {
        return of(JsonSchema.mapOf(element.schema()), (value, place) -> {
            if (!(value instanceof ObjectNode object)) {
                return place.refuse("must be an object");
            }
            if (object.size() > most) {
                return place.refuse("must have at most %d keys".formatted(most));
            }
            var read = new LinkedHashMap<String, T>();
            for (var entry : object.properties()) {
                var below = place.below(entry.getKey());
                Texts.flaw(entry.getKey())
                        .<Optional<T>>map(below::refuse)
                        .orElseGet(() -> element.read(entry.getValue(), below))
                        .ifPresent(one -> read.put(entry.getKey(), one));
            }
            return read.size() == object.size() ? Optional.of(read) : Optional.empty();
        });
    }

    /** An object of known keys. */
    static <T> Shape<T> object(Function<BodyReader, Supplier<T>> reading) {
        return of(ObjectSketch.of(reading), (value, place) -> {
            if (!(value instanceof ObjectNode object)) {
                return place.refuse("must be an object");
            }
            var here = place.apart();
            var reader = new StrictBody(object, here);
            var result = reading.apply(reader);
            reader.refuseUnknownKeys();
            place.faults().addAll(here.faults().list());
            return here.faults().isEmpty() ? Optional.of(result.get()) : Optional.empty();
        });
    }

    /** Null, read as empty, or a value of another shape. */
    @SuppressWarnings(
            "OptionalMapToOptional") // the outer one says whether it could be read, the inner one whether it is null
    static <T> Shape<Optional<T>> nullable(Shape<T> shape) {
        return of(
                shape.schema().orNull(),
                (value, place) -> value.isNull()
                        ? Optional.of(Optional.empty())
                        : shape.read(value, place).map(Optional::of));
    }

    /** Any JSON; what it must be depends on what stands beside it. */
    static Shape<JsonNode> any() {
        return of(JsonSchema.ANY, (value, place) -> Optional.of(value));
    }
}
