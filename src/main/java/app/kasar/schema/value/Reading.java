package app.kasar.schema.value;

import java.util.function.Function;

/** What came of reading a value: the value in its stored form, or why it was refused. */
public sealed interface Reading<T> {

    record Accepted<T>(T value) implements Reading<T> {}

    /** @param message completes a sentence that starts with the field's name: "must be a valid email address" */
    record Refused<T>(String message) implements Reading<T> {}

    static <T> Reading<T> accepted(T value) {
        return new Accepted<>(value);
    }

    static <T> Reading<T> refused(String message) {
        return new Refused<>(message);
    }

    /** The result of {@code next} on an accepted value; a refusal stays as it is. */
    default <R> Reading<R> then(Function<? super T, Reading<R>> next) {
        return switch (this) {
            case Accepted<T>(var value) -> next.apply(value);
            case Refused<T>(var message) -> new Refused<>(message);
        };
    }

    default <R> Reading<R> map(Function<? super T, ? extends R> change) {
        return then(value -> new Accepted<>(change.apply(value)));
    }
}
