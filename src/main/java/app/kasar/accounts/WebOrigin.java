package app.kasar.accounts;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The origin of a web page as browsers send it: scheme, host and port. Never {@code *} and never {@code null}. */
final class WebOrigin {
    private static final int LAST_PORT = 65_535;
    private static final String LABEL = "[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?";
    private static final Pattern FORM =
            Pattern.compile("([a-z][a-z0-9+.-]{0,30})://((?:%1$s)(?:\\.%1$s)*|\\[[0-9a-f:.]{2,45}])(?::([0-9]{1,5}))?"
                    .formatted(LABEL));

    private WebOrigin() {}

    /** As a browser would write it: in lower case, without the scheme's own port. Empty when it is not an origin. */
    static Optional<String> find(String text) {
        var parts = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return Optional.empty();
        }
        var origin = parts.group(1) + "://" + parts.group(2);
        if (parts.group(3) == null) {
            return Optional.of(origin);
        }
        var port = Integer.parseInt(parts.group(3));
        if (port == 0 || port > LAST_PORT) {
            return Optional.empty();
        }
        return Optional.of(port == defaultPort(parts.group(1)) ? origin : origin + ":" + port);
    }

    private static int defaultPort(String scheme) {
        return switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> -1;
        };
    }
}
