package app.kasar.json;

import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads an object strictly: a key nobody asked for is a fault, and all faults are found before any value is handed out.
 *
 * <pre>{@code
 * var user = BodyReader.read(json, body -> {
 *     var email = body.required("user_email", Shape.filledText(320));
 *     var role = body.optional("role", Shape.choice(Role.wireNames()));
 *     return () -> new NewUser(email.get(), role.get().orElse("member"));
 * });
 * }</pre>
 */
public final class BodyReader {
    private final ObjectNode body;
    private final Place place;
    private final TreeSet<String> known = new TreeSet<>();

    BodyReader(ObjectNode body, Place place) {
        this.body = body;
        this.place = place;
    }

    /**
     * @param reading asks for every key there may be; what it returns runs only when the body has no fault
     * @throws Problem with every fault of the body
     */
    public static <T> T read(ObjectNode body, Function<BodyReader, Supplier<T>> reading) {
        var root = new Place("", new Faults());
        var result = Shape.object(reading).read(body, root);
        root.faults().throwIfAny();
        return result.orElseThrow();
    }

    /** A value that must be there and, unless its shape says otherwise, not be null. */
    public <T> Supplier<T> required(String key, Shape<T> shape) {
        var value = optional(key, shape);
        if (!body.has(key)) {
            place.below(key).missing();
        }
        return () -> value.get().orElseThrow();
    }

    /** A value that may be left out but, unless its shape says otherwise, not be null. */
    public <T> Supplier<Optional<T>> optional(String key, Shape<T> shape) {
        known.add(key);
        var found = body.optional(key).flatMap(value -> shape.read(value, place.below(key)));
        return () -> found;
    }

    /** A value for which leaving it out and null say the same: there is none. */
    public <T> Supplier<Optional<T>> nullable(String key, Shape<T> shape) {
        var value = optional(key, Shape.nullable(shape));
        return () -> value.get().flatMap(Function.identity());
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
