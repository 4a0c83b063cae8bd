package app.kasar.http;

import java.util.Locale;
import java.util.Optional;

/** Which codings of a body a caller takes (RFC 9110, 12.5.3). */
final class AcceptedEncoding {
    private AcceptedEncoding() {}

    /** @param header Accept-Encoding as sent; empty when it was not */
    static boolean isGzip(Optional<String> header) {
        if (header.isEmpty()) {
            return false;
        }
        var others = false;
        for (var entry : header.get().toLowerCase(Locale.ROOT).split(",", -1)) {
            var parts = entry.strip().split("\\s*;\\s*", 2);
            var isTaken = parts.length == 1 || !parts[1].matches("q\\s*=\\s*0(\\.0*)?");
            switch (parts[0]) {
                case "gzip", "x-gzip" -> {
                    return isTaken;
                }
                case "*" -> others = isTaken;
                default -> {}
            }
        }
        return others;
    }
}
