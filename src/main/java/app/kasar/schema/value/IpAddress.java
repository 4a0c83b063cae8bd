package app.kasar.schema.value;

import java.util.regex.Pattern;

/** The syntax of literal IP addresses, as RFC 5321 4.1.3 writes it. */
final class IpAddress {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
    private static final Pattern V4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");
    private static final int GROUPS = 8;
    private static final int GROUPS_BESIDE_A_GAP = 6;

    private IpAddress() {}

    static boolean isV4(String text) {
        return V4.matcher(text).matches();
    }

    /** A {@code ::} stands for at least two groups, and the last two groups may be written as an IPv4 address. */
    static boolean isV6(String text) {
        var groups = withoutV4(text);
        int gap = groups.indexOf("::");
        if (gap < 0) {
            return count(groups) == GROUPS;
        }
        int before = count(groups.substring(0, gap));
        int after = count(groups.substring(gap + 2));
        return before >= 0 && after >= 0 && before + after <= GROUPS_BESIDE_A_GAP;
    }

    private static String withoutV4(String text) {
        int last = text.lastIndexOf(':') + 1;
        return last > 0 && isV4(text.substring(last)) ? text.substring(0, last) + "0:0" : text;
    }

    /** How many groups, or -1 when something else is among them. */
    private static int count(String groups) {
        if (groups.isEmpty()) {
            return 0;
        }
        var parts = groups.split(":", -1);
        for (var part : parts) {
            if (!GROUP.matcher(part).matches()) {
                return -1;
            }
        }
        return parts.length;
    }
}
