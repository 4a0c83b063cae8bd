package app.kasar.schema.value;

import app.kasar.problem.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;

/** ADDRESS: where a contact or company is. Absent parts are null; one with no part at all stands for null. */
public record PostalAddress(
        @Nullable String street,
        @Nullable String street2,
        @Nullable String city,
        @Nullable String state,
        @Nullable String postalCode,
        @Nullable String country) {

    private static final List<String> KEYS = List.of("street", "street2", "city", "state", "postal_code", "country");

    /** An object of the six parts, or a string, which is taken as the street. */
    public static Reading<PostalAddress> read(JsonNode node) {
        if (node.isString()) {
            return PlainText.read(node, TextLimits.ADDRESS_PART).map(street -> of(Map.of("street", street)));
        }
        return node.isObject() ? readObject(node) : JsonKind.refuse("an object or a string", node);
    }

    private static Reading<PostalAddress> readObject(JsonNode node) {
        var parts = new HashMap<String, String>();
        var faults = new ArrayList<String>();
        for (var property : node.properties()) {
            switch (part(property.getKey(), property.getValue())) {
                case Reading.Accepted<String>(var text) -> parts.put(property.getKey(), text);
                case Reading.Refused<String>(var message) -> faults.add(message);
            }
        }
        return faults.isEmpty() ? Reading.accepted(of(parts)) : Reading.refused(String.join("; ", faults));
    }

    private static Reading<String> part(String name, JsonNode node) {
        if (!KEYS.contains(name)) {
            return Reading.refused("has the unknown key '%s'%s".formatted(name, NearestName.hint(name, KEYS)));
        }
        var reading = node.isNull() ? Reading.accepted("") : PlainText.read(node, TextLimits.ADDRESS_PART);
        return switch (reading) {
            case Reading.Accepted<String> accepted -> accepted;
            case Reading.Refused<String>(var message) -> Reading.refused("at '%s' %s".formatted(name, message));
        };
    }

    private static PostalAddress of(Map<String, String> parts) {
        return new PostalAddress(
                present(parts.get("street")),
                present(parts.get("street2")),
                present(parts.get("city")),
                present(parts.get("state")),
                present(parts.get("postal_code")),
                present(parts.get("country")));
    }

    private static @Nullable String present(@Nullable String part) {
        return part == null || part.isEmpty() ? null : part;
    }

    public boolean isEmpty() {
        return parts().noneMatch(Objects::nonNull);
    }

    /** In one line: "street, street2, postal_code city, state, country", without what is absent. */
    public String line() {
        return Stream.of(street, street2, joined(" ", Stream.of(optional(postalCode), optional(city))), state, country)
                .map(PostalAddress::optional)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String joined(String separator, Stream<String> parts) {
        return parts.filter(part -> !part.isEmpty()).collect(Collectors.joining(separator));
    }

    private static String optional(@Nullable String part) {
        return part == null ? "" : part;
    }

    /** The stored form: all six keys, absent parts as null. */
    public void write(JsonGenerator out) {
        out.writeStartObject();
        var values = parts().toArray(String[]::new);
        for (int i = 0; i < values.length; i++) {
            out.writeName(KEYS.get(i));
            if (values[i] == null) {
                out.writeNull();
            } else {
                out.writeString(values[i]);
            }
        }
        out.writeEndObject();
    }

    private Stream<@Nullable String> parts() {
        return Stream.of(street, street2, city, state, postalCode, country);
    }
}
