package app.kasar.schema.value;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Absolute http and https addresses: RFC 3986, and international characters as they are (RFC 3987). Scheme and host
 * become lower case, the rest stays; an address that begins with a domain gets {@code https://}. A user name before the host
 * is refused: it is how a link is made to look like another.
 */
public final class WebAddress {
    private static final String REFUSAL = "must be a valid URL such as https://example.com/page";
    private static final Pattern PARTS =
            Pattern.compile("(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?(?<authority>[^/?#]*)(?<rest>.*)");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?<host>\\[[^\\]]*\\]|[^:@\\[\\]]+)(?::(?<port>[0-9]{1,5}))?");
    /** Excluded by RFC 3986, and read differently by different programs. */
    private static final String MISLEADING = "\\<>\"";

    private WebAddress() {}

    public static Reading<String> read(JsonNode node) {
        return node.isString() ? read(node.stringValue()) : JsonKind.refuse("a string", node);
    }

    public static Reading<String> read(String text) {
        return PlainText.read(Blanks.trim(text), TextLimits.URL).then(WebAddress::readTrimmed);
    }

    private static Reading<String> readTrimmed(String address) {
        var parts = PARTS.matcher(address);
        if (!address.codePoints().allMatch(WebAddress::mayAppear) || !parts.matches()) {
            return Reading.refused(REFUSAL);
        }
        var scheme = schemeOf(parts.group("scheme"));
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return Reading.refused("must be an http or https URL");
        }
        var authority = authority(parts.group("authority"), parts.group("scheme") == null);
        return authority == null
                ? Reading.refused(REFUSAL)
                : PlainText.read(scheme + "://" + authority + parts.group("rest"), TextLimits.URL);
    }

    private static String schemeOf(@Nullable String written) {
        return written == null ? "https" : written.toLowerCase(Locale.ROOT);
    }

    private static @Nullable String authority(String written, boolean bare) {
        var parts = AUTHORITY.matcher(written);
        if (!parts.matches()) {
            return null;
        }
        var host = parts.group("host").toLowerCase(Locale.ROOT);
        var port = parts.group("port");
        boolean known = bare ? isDomain(host) : isHost(host);
        return known && isPort(port) ? host + (port == null ? "" : ":" + port) : null;
    }

    /** Without a scheme only a name with a dot is surely an address; {@code localhost:80} could be anything. */
    private static boolean isDomain(String host) {
        return HostName.hasDot(host) && !HostName.endsInNumber(host) && HostName.isValidOnTheWeb(host);
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return IpAddress.isV6(host.substring(1, host.length() - 1));
        }
        return HostName.endsInNumber(host) ? IpAddress.isV4(host) : HostName.isValidOnTheWeb(host);
    }

    private static boolean isPort(@Nullable String port) {
        return port == null || Integer.parseInt(port) <= 0xFFFF;
    }

    private static boolean mayAppear(int point) {
        return International.isVisible(point) && MISLEADING.indexOf(point) < 0;
    }
}
