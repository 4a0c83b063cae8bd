package app.kasar.http;

import java.util.List;

/**
 * A query parameter a route takes: routing refuses every other, and the API's own description is made from these.
 *
 * @param type what a value must look like
 * @param description one sentence for the reader of the reference
 * @param needed whether the route refuses requests without it
 */
public record Parameter(String name, Type type, String description, boolean needed) {

    private Parameter(String name, Type type, String description) {
        this(name, type, description, false);
    }

    /** The same, where there is no request without it. */
    public Parameter always() {
        return new Parameter(name, type, description, true);
    }

    /** The shape of a parameter's value. */
    public sealed interface Type {
        /** Any text. */
        record Text() implements Type {}

        /** A whole number in [{@code least}, {@code most}]. */
        record Whole(int least, int most, int byDefault) implements Type {}

        /** {@code true} or {@code false}. */
        record Flag() implements Type {}

        /** One of some words. */
        record Choice(List<String> words) implements Type {}

        /** A UUID in its usual 36-character form. */
        record Id() implements Type {}

        /** A JSON document. */
        record JsonText() implements Type {}
    }

    public static Parameter text(String name, String description) {
        return new Parameter(name, new Type.Text(), description);
    }

    public static Parameter whole(String name, int least, int most, int byDefault, String description) {
        return new Parameter(name, new Type.Whole(least, most, byDefault), description);
    }

    public static Parameter flag(String name, String description) {
        return new Parameter(name, new Type.Flag(), description);
    }

    public static Parameter choice(String name, List<String> words, String description) {
        return new Parameter(name, new Type.Choice(List.copyOf(words)), description);
    }

    public static Parameter id(String name, String description) {
        return new Parameter(name, new Type.Id(), description);
    }

    public static Parameter json(String name, String description) {
        return new Parameter(name, new Type.JsonText(), description);
    }
}
