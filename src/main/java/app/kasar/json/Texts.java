package app.kasar.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** What every text from outside must keep to, whatever it means. */
final class Texts {
    private static final int LAST_YEAR = 9999;

    private Texts() {}

    /** Why PostgreSQL could not store {@code text}, as the rest of a sentence that begins with the text's name. */
    static Optional<String> flaw(String text) {
        if (text.indexOf('\0') >= 0) {
            return Optional.of("must not contain the character U+0000");
        }
        return text.codePoints().anyMatch(Texts::isLoneSurrogate)
                ? Optional.of("must not contain half of a surrogate pair")
                : Optional.empty();
    }

    static Optional<Instant> findInstant(String text) {
        try {
            var moment = OffsetDateTime.parse(text).toInstant();
            var year = moment.atOffset(ZoneOffset.UTC).getYear();
            return year >= 1 && year <= LAST_YEAR ? Optional.of(moment) : Optional.empty();
        } catch (DateTimeException notOne) {
            return Optional.empty();
        }
    }

    private static boolean isLoneSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
