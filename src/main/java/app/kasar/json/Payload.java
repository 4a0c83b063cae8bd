package app.kasar.json;

import java.util.Collection;
import java.util.List;

/** What a body carries, told so that the reference can show it with the caller's own objects and fields. */
public sealed interface Payload {

    /** Nothing, or nothing that is told. */
    record Nothing() implements Payload {}

    /** The same for everyone. */
    record Fixed(JsonSchema schema) implements Payload {}

    /** Something other than JSON. */
    record Text(String mediaType) implements Payload {}

    /** JSON, or on request one of these types. */
    record OrTyped(Payload json, List<String> mediaTypes) implements Payload {
        public OrTyped {
            mediaTypes = List.copyOf(mediaTypes);
        }
    }

    /**
     * A record.
     *
     * @param object its object; {@link #OF_PATH} for the one the path names
     */
    record Fields(String object, View view) implements Payload {}

    /** An object of these properties and no others. */
    record Properties(List<Property> properties) implements Payload {
        public Properties {
            properties = List.copyOf(properties);
        }
    }

    /**
     * A property of an object.
     *
     * @param always whether it is never missing
     */
    record Property(String name, Payload value, boolean always) {}

    /** An array. */
    record Several(Payload element) implements Payload {}

    /** An object whose keys are not known beforehand. */
    record Keyed(Payload value) implements Payload {}

    /** One of several kinds. */
    record Either(Payload first, Payload second) implements Payload {}

    /** How much of a record is there. */
    enum View {
        /** What may be given for a new one. */
        NEW,
        /** What may be given to change one. */
        CHANGE,
        /** What may be given to change one, with the id of the one. */
        CHANGE_BY_ID,
        /** As lists and answers to writes show it. */
        FLAT,
        /** As a list shows it that may be asked for some fields only, those of related records among them. */
        LISTED,
        /** With the records around it. */
        ENRICHED
    }

    String OF_PATH = "{object}";

    static Payload of(JsonSchema schema) {
        return new Fixed(schema);
    }

    static Payload of(Shape<?> shape) {
        return new Fixed(shape.schema());
    }

    static Payload text() {
        return new Fixed(JsonSchema.of("string"));
    }

    static Payload textOrNull() {
        return new Fixed(JsonSchema.of("string").orNull());
    }

    static Payload id() {
        return new Fixed(JsonSchema.format("uuid"));
    }

    static Payload idOrNull() {
        return new Fixed(JsonSchema.format("uuid").orNull());
    }

    static Payload moment() {
        return new Fixed(JsonSchema.format("date-time"));
    }

    static Payload momentOrNull() {
        return new Fixed(JsonSchema.format("date-time").orNull());
    }

    static Payload flag() {
        return new Fixed(JsonSchema.of("boolean"));
    }

    static Payload count() {
        return new Fixed(JsonSchema.of("integer").with("minimum", 0));
    }

    static Payload record(View view) {
        return new Fields(OF_PATH, view);
    }

    static Payload record(String object, View view) {
        return new Fields(object, view);
    }

    static Payload number() {
        return new Fixed(JsonSchema.of("number"));
    }

    static Payload choice(Collection<String> words) {
        return new Fixed(JsonSchema.choice(words));
    }

    static Payload listOf(Payload element) {
        return new Several(element);
    }

    static Payload orNull(Payload payload) {
        return new Either(payload, new Fixed(JsonSchema.of("null")));
    }

    /** A property that is always there. */
    static Property with(String name, Payload value) {
        return new Property(name, value, true);
    }

    /** A property that may be missing. */
    static Property maybe(String name, Payload value) {
        return new Property(name, value, false);
    }

    static Payload object(Property... properties) {
        return new Properties(List.of(properties));
    }

    /** The envelope of one thing. */
    static Payload data(Payload payload) {
        return object(with("data", payload));
    }

    /** The envelope of a page; the total may be asked not to be counted. */
    static Payload page(Payload element) {
        return object(with("data", listOf(element)), maybe("total", count()), with("nextCursor", textOrNull()));
    }

    /** The answer to a deletion. */
    static Payload deleted() {
        return data(object(with("id", id()), with("deleted", flag())));
    }
}
