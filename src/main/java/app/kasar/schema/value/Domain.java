package app.kasar.schema.value;

import java.net.IDN;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A company's domain: the bare host name in lower case. A URL or a {@code www.} form is reduced to it, and {@code xn--}
 * labels are written out, so that one domain has one form and can be unique.
 */
public final class Domain {
    private static final Pattern HOST = Pattern.compile(
            "(?i)(?:https?://)?(?:www\\.(?=[^./?#]+\\.[^./?#]))*(?<host>[^/?#:]+?)\\.?(?::[0-9]{1,5})?(?:[/?#].*)?");

    private Domain() {}

    public static Reading<String> read(JsonNode node) {
        return node.isString() ? read(node.stringValue()) : JsonKind.refuse("a string", node);
    }

    public static Reading<String> read(String text) {
        return PlainText.read(Blanks.trim(text), TextLimits.URL).then(Domain::readTrimmed);
    }

    private static Reading<String> readTrimmed(String text) {
        var parts = HOST.matcher(text);
        if (parts.matches()) {
            var host = canonical(parts.group("host"));
            if (HostName.hasDot(host) && !HostName.endsInNumber(host) && HostName.isValid(host)) {
                return Reading.accepted(host);
            }
        }
        return Reading.refused("must be a domain such as example.com");
    }

    private static String canonical(String host) {
        return Arrays.stream(host.toLowerCase(Locale.ROOT).split("\\.", -1))
                .map(label -> label.startsWith("xn--") ? decoded(label) : label)
                .map(label -> Normalizer.normalize(label, Normalizer.Form.NFC))
                .collect(Collectors.joining("."));
    }

    /** The label in its own script where that names the same domain; Java knows IDNA 2003 only, which mangles a few. */
    private static String decoded(String label) {
        var decoded = IDN.toUnicode(label, IDN.ALLOW_UNASSIGNED);
        return decoded.equals(decoded.toLowerCase(Locale.ROOT)) && encodesTo(label, decoded) ? decoded : label;
    }

    private static boolean encodesTo(String label, String decoded) {
        try {
            return IDN.toASCII(decoded, IDN.ALLOW_UNASSIGNED).equals(label);
        } catch (IllegalArgumentException notAName) {
            return false;
        }
    }
}
