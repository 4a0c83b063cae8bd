package app.kasar.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Takes notes of the keys a body's reading asks for; there is no body, so no value is ever handed out. */
final class ObjectSketch implements BodyReader {
    private final List<JsonSchema.Property> properties = new ArrayList<>();

    static JsonSchema of(Function<BodyReader, ?> reading) {
        var sketch = new ObjectSketch();
        var _ = reading.apply(sketch);
        return JsonSchema.object(sketch.properties);
    }

    @Override
    public <T> Supplier<T> required(String key, Shape<T> shape) {
        properties.add(new JsonSchema.Property(key, shape.schema(), true));
        return ObjectSketch::nothing;
    }

    @Override
    public <T> Supplier<Optional<T>> optional(String key, Shape<T> shape) {
        properties.add(new JsonSchema.Property(key, shape.schema(), false));
        return ObjectSketch::nothing;
    }

    private static <T> T nothing() {
        throw new IllegalStateException("a sketch of a body has no values");
    }
}
