package app.kasar.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Files that come with the program. */
final class Resource {
    private Resource() {}

    static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    /** @throws IllegalStateException when the program was built without the file */
    static byte[] bytes(String path) {
        try (var file = Resource.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("the program was built without " + path);
            }
            return file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
