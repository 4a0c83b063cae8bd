package app.kasar.inbox.message;

import jakarta.mail.internet.InternetHeaders;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a message or part, raw and decoded.
 *
 * @param likely the charset that raw bytes in the headers are probably in, if they are not UTF-8
 */
record MessageHeaders(InternetHeaders lines, @Nullable String likely) {
    /** What one header may hold; the rest of a longer one is not looked at. */
    private static final int LONGEST = 1_000_000;

    /** A character for each byte, with its folds. Where a header stands twice, the first one counts that says something. */
    Optional<String> raw(String name) {
        return all(name).stream().filter(value -> !value.isBlank()).findFirst();
    }

    List<String> all(String name) {
        return Stream.ofNullable(lines.getHeader(name))
                .flatMap(Stream::of)
                .map(value -> value.length() > LONGEST ? value.substring(0, LONGEST) : value)
                .toList();
    }

    Optional<String> text(String name) {
        return raw(name).map(value -> EncodedWords.decode(value, likely)).filter(value -> !value.isEmpty());
    }

    HeaderParameters parameters(String name) {
        return raw(name).map(value -> HeaderParameters.read(value, likely)).orElse(HeaderParameters.NONE);
    }

    HeaderParameters lastParameters(String name) {
        return all(name).reversed().stream()
                .filter(value -> !value.isBlank())
                .findFirst()
                .map(value -> HeaderParameters.read(value, likely))
                .orElse(HeaderParameters.NONE);
    }
}
