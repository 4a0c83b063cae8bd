package app.kasar.schema.value;

import java.net.IDN;
import java.util.regex.Pattern;

/**
 * The syntax of host names: RFC 1123 labels, and internationalised ones by the DNS form they turn into. No list of
 * top-level domains is kept: it would be stale tomorrow, and refuse {@code .test} and private zones today.
 */
final class HostName {
    private static final int MAX_LENGTH = 253;
    private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?");
    /** Not allowed by RFC 1123, but resolved by the DNS and opened by every browser. */
    private static final Pattern WEB_LABEL = Pattern.compile("[A-Za-z0-9_](?:[A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?");

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private HostName() {}

    /** @param name without a dot at the end */
    static boolean isValid(String name) {
        return isValid(name, LABEL);
    }

    /** As {@link #isValid}, and underscores may stand where letters may. */
    static boolean isValidOnTheWeb(String name) {
        return isValid(name, WEB_LABEL);
    }

    static boolean hasDot(String name) {
        return name.indexOf('.') >= 0;
    }

    /** True for {@code 10.0.0.1} and also for {@code 300.1}: no name of the DNS ends in a label of digits. */
    static boolean endsInNumber(String name) {
        return DIGITS.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
    }

    private static boolean isValid(String name, Pattern label) {
        if (name.isEmpty() || name.length() > MAX_LENGTH) {
            return false;
        }
        int length = -1;
        for (var part : name.split("\\.", -1)) {
            var ascii = ascii(part);
            if (!label.matcher(ascii).matches()) {
                return false;
            }
            length += ascii.length() + 1;
        }
        return length <= MAX_LENGTH;
    }

    /** The label's DNS form, or nothing when it has none. Unassigned is allowed: Java's tables know Unicode 3.2 only. */
    private static String ascii(String label) {
        if (label.chars().allMatch(unit -> unit < 0x80)) {
            return label;
        }
        if (!label.codePoints().allMatch(International::isVisible)) {
            return "";
        }
        try {
            return IDN.toASCII(label, IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException notAName) {
            return "";
        }
    }
}
