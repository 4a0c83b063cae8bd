package app.kasar.http;

import app.kasar.problem.Problem;
import java.util.UUID;
import java.util.regex.Pattern;

/** Reads ids from paths and queries. */
final class Ids {
    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Ids() {}

    static boolean isId(String text) {
        return UUID_FORM.matcher(text).matches();
    }

    static UUID inPath(String text, String name) {
        return read(text, name, "'%s' in the path must be a UUID");
    }

    static UUID inQuery(String text, String name) {
        return read(text, name, "'%s' must be a UUID");
    }

    private static UUID read(String text, String at, String message) {
        if (!isId(text)) {
            throw Problem.invalid(at, message.formatted(at));
        }
        return UUID.fromString(text);
    }
}
