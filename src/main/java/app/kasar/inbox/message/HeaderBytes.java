package app.kasar.inbox.message;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Raw bytes beyond ASCII in headers, which RFC 6532 allows as UTF-8 and old mail has in any charset. */
final class HeaderBytes {
    private HeaderBytes() {}

    /** @param raw a character for each byte */
    static String text(String raw, @Nullable String likely) {
        return raw.chars().allMatch(character -> character < 128)
                ? raw
                : TextDecoding.decode(raw.getBytes(StandardCharsets.ISO_8859_1), likely);
    }
}
