package app.kasar.json;

import app.kasar.problem.Faults;
import app.kasar.problem.Problem;
import java.util.Optional;
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
 *
 * The same declaration, given a reader that only takes notes, tells what such a body looks like: so it must ask for every
 * key it knows whatever the body is, and look at values only in what it returns.
 */
public sealed interface BodyReader permits StrictBody, ObjectSketch {

    /**
     * @param reading asks for every key there may be; what it returns runs only when the body has no fault
     * @throws Problem with every fault of the body
     */
    static <T> T read(ObjectNode body, Function<BodyReader, Supplier<T>> reading) {
        return read(body, Shape.object(reading));
    }

    /** As {@link #read(ObjectNode, Function)}. */
    static <T> T read(ObjectNode body, Shape<T> shape) {
        var root = new Place("", new Faults());
        var result = shape.read(body, root);
        root.faults().throwIfAny();
        return result.orElseThrow();
    }

    /** A value that must be there and, unless its shape says otherwise, not be null. */
    <T> Supplier<T> required(String key, Shape<T> shape);

    /** A value that may be left out but, unless its shape says otherwise, not be null. */
    <T> Supplier<Optional<T>> optional(String key, Shape<T> shape);

    /** A value for which leaving it out and null say the same: there is none. */
    default <T> Supplier<Optional<T>> nullable(String key, Shape<T> shape) {
        var value = optional(key, Shape.nullable(shape));
        return () -> value.get().flatMap(Function.identity());
    }
}
