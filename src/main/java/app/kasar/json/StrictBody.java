package app.kasar.json;

import app.kasar.problem.NearestName;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Reads the values of one body and remembers which keys were asked for. */
final class StrictBody implements BodyReader {
    private final ObjectNode body;
    private final Place place;
    private final TreeSet<String> known = new TreeSet<>();

    StrictBody(ObjectNode body, Place place) {
        this.body = body;
        this.place = place;
    }

    @Override
    public <T> Supplier<T> required(String key, Shape<T> shape) {
        var value = optional(key, shape);
        if (!body.has(key)) {
            place.below(key).missing();
        }
        return () -> value.get().orElseThrow();
    }

    @Override
    public <T> Supplier<Optional<T>> optional(String key, Shape<T> shape) {
        known.add(key);
        var found = body.optional(key).flatMap(value -> shape.read(value, place.below(key)));
        return () -> found;
    }

    void refuseUnknownKeys() {
        body.propertyNames().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> place.below(key).refuse("is not a known field" + hint(key)));
    }

    private String hint(String key) {
        return NearestName.of(key, known)
                .map("; did you mean '%s'?"::formatted)
                .orElseGet(() -> "; known here: " + String.join(", ", known));
    }
}
