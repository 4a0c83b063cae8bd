package app.kasar.inbox.message;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** UTF-7 (RFC 2152), which old mail still uses and the platform does not read. */
final class Utf7 {
    private static final Pattern SHIFTED = Pattern.compile("\\+([A-Za-z0-9+/]*+)-?");

    private Utf7() {}

    /** Shifts that hold no whole characters are left out. */
    static String decode(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        return SHIFTED.matcher(text).replaceAll(shift -> Matcher.quoteReplacement(plain(shift.group(1))));
    }

    private static String plain(String base64) {
        if (base64.isEmpty()) {
            return "+";
        }
        var whole = base64.length() % 4 == 1 ? base64.substring(0, base64.length() - 1) : base64;
        var units = Base64.getDecoder().decode(whole);
        return new String(units, 0, units.length - units.length % 2, StandardCharsets.UTF_16BE);
    }
}
