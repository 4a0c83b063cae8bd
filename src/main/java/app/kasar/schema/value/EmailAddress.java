package app.kasar.schema.value;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * Mailbox addresses that can be written in an SMTP envelope: RFC 5321 4.1.2 and, for addresses beyond ASCII, RFC 6531
 * 3.3. Comments, folding and the obsolete forms of RFC 5322 cannot be sent to, so they are refused; so is a domain
 * without a dot, which is always a slip in a CRM.
 */
public final class EmailAddress {
    private static final String ATEXT_SYMBOLS = "!#$%&'*+-/=?^_`{|}~";
    private static final String IPV6_TAG = "IPv6:";

    private EmailAddress() {}

    public static Reading<String> read(JsonNode node) {
        return node.isString() ? read(node.stringValue()) : JsonKind.refuse("a string", node);
    }

    /** Blanks around the address go, its case stays. */
    public static Reading<String> read(String text) {
        var address = Blanks.trim(text);
        return isValid(address) ? Reading.accepted(address) : Reading.refused("must be a valid email address");
    }

    private static boolean isValid(String address) {
        // The length in characters first: what is far too long is not worth encoding.
        if (address.length() > TextLimits.EMAIL || octets(address) > TextLimits.EMAIL) {
            return false;
        }
        int at = address.lastIndexOf('@');
        return at > 0 && isLocalPart(address.substring(0, at)) && isDomain(address.substring(at + 1));
    }

    private static boolean isLocalPart(String local) {
        return octets(local) <= TextLimits.EMAIL_LOCAL_PART
                && (local.startsWith("\"") ? isQuoted(local) : isDotString(local));
    }

    private static boolean isDotString(String local) {
        return !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..")
                && local.codePoints().allMatch(point -> point == '.' || isAtomText(point));
    }

    private static boolean isAtomText(int point) {
        return point < 0x80
                ? isAsciiLetterOrDigit(point) || ATEXT_SYMBOLS.indexOf(point) >= 0
                : International.isVisible(point);
    }

    private static boolean isAsciiLetterOrDigit(int point) {
        return (point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z') || (point >= '0' && point <= '9');
    }

    /** Quoted-string of RFC 5321: printable ASCII, with a backslash before each quote and backslash. */
    private static boolean isQuoted(String local) {
        var points = local.codePoints().toArray();
        int last = points.length - 1;
        for (int i = 1; i < last; i++) {
            if (points[i] == '\\') {
                i++;
                if (i == last || !isPrintableAscii(points[i])) {
                    return false;
                }
            } else if (points[i] == '"' || !(isPrintableAscii(points[i]) || isInternational(points[i]))) {
                return false;
            }
        }
        return last > 0 && points[last] == '"';
    }

    private static boolean isPrintableAscii(int point) {
        return point >= ' ' && point <= '~';
    }

    private static boolean isInternational(int point) {
        return point >= 0x80 && International.isVisible(point);
    }

    private static boolean isDomain(String domain) {
        if (domain.startsWith("[") && domain.endsWith("]")) {
            return isLiteral(domain.substring(1, domain.length() - 1));
        }
        return HostName.hasDot(domain) && HostName.isValid(domain);
    }

    private static boolean isLiteral(String literal) {
        return literal.regionMatches(true, 0, IPV6_TAG, 0, IPV6_TAG.length())
                ? IpAddress.isV6(literal.substring(IPV6_TAG.length()))
                : IpAddress.isV4(literal);
    }

    private static int octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
