package app.kasar.inbox.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Bytes to text, where the named charset may be wrong, unknown or missing: valid UTF-8 is UTF-8 whatever the name says,
 * then the name counts if the bytes fit it, then what the bytes look like, and windows-1252 in the end.
 */
final class TextDecoding {
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    /** Names whose owners mean the larger set, as the WHATWG Encoding Standard (section 4.2) reads them. */
    private static final Map<String, String> MEANT = Map.ofEntries(
            Map.entry("iso-8859-1", "windows-1252"),
            Map.entry("latin1", "windows-1252"),
            Map.entry("us-ascii", "windows-1252"),
            Map.entry("ascii", "windows-1252"),
            Map.entry("iso-8859-9", "windows-1254"),
            Map.entry("iso-8859-11", "windows-874"),
            Map.entry("tis-620", "windows-874"),
            Map.entry("iso-8859-8-i", "iso-8859-8"),
            Map.entry("iso-8859-8-e", "iso-8859-8"),
            Map.entry("iso-8859-6-i", "iso-8859-6"),
            Map.entry("gb2312", "gb18030"),
            Map.entry("gb_2312-80", "gb18030"),
            Map.entry("gbk", "gb18030"),
            Map.entry("x-gbk", "gb18030"),
            Map.entry("cp936", "gb18030"),
            Map.entry("ks_c_5601", "x-windows-949"),
            Map.entry("ks_c_5601-1987", "x-windows-949"),
            Map.entry("ksc5601", "x-windows-949"),
            Map.entry("euc-kr", "x-windows-949"),
            Map.entry("cp949", "x-windows-949"),
            Map.entry("shift_jis", "windows-31j"),
            Map.entry("shift-jis", "windows-31j"),
            Map.entry("sjis", "windows-31j"),
            Map.entry("x-sjis", "windows-31j"),
            Map.entry("cp932", "windows-31j"),
            Map.entry("big5", "big5-hkscs"),
            Map.entry("iso-2022-jp", "x-windows-iso2022jp"),
            Map.entry("x-mac-roman", "x-MacRoman"),
            Map.entry("macintosh", "x-MacRoman"),
            Map.entry("utf8", "utf-8"),
            Map.entry("utf-8-mac", "utf-8"),
            Map.entry("unicode-1-1-utf-8", "utf-8"));

    /** These say of single bytes what they mean by the bytes before, so their bytes look like ASCII or like nothing. */
    private static final Set<String> STATEFUL = Set.of(
            "x-windows-iso2022jp",
            "iso-2022-kr",
            "iso-2022-cn",
            "utf-16",
            "utf-16le",
            "utf-16be",
            "utf-32",
            "utf-32le",
            "utf-32be");

    private TextDecoding() {}

    /** @param named the charset the sender named, in any spelling, or null where none was named */
    static String decode(byte[] bytes, @Nullable String named) {
        var name = named == null ? "" : meant(named);
        if (name.equals("utf-7") || name.equals("unicode-1-1-utf-7")) {
            return Utf7.decode(bytes);
        }
        var charset = find(name);
        if (charset.isPresent() && STATEFUL.contains(name)) {
            return new String(bytes, charset.get());
        }
        return strictly(bytes, StandardCharsets.UTF_8)
                .map(TextDecoding::withoutMark)
                .or(() -> charset.filter(TextDecoding::saysSomething).flatMap(known -> strictly(bytes, known)))
                .or(() -> almostUtf8(bytes))
                .or(() -> detected(bytes).flatMap(likely -> strictly(bytes, likely)))
                .orElseGet(() -> new String(
                        bytes, charset.filter(TextDecoding::saysSomething).orElse(WINDOWS_1252)));
    }

    private static String meant(String named) {
        var name = named.strip().toLowerCase(Locale.ROOT);
        return MEANT.getOrDefault(name, name);
    }

    private static Optional<Charset> find(String name) {
        try {
            return name.isEmpty() ? Optional.empty() : Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            return Optional.empty();
        }
    }

    /** Bytes that are not UTF-8 prove a name that promised it wrong, so such a name helps no further. */
    private static boolean saysSomething(Charset charset) {
        return !charset.equals(StandardCharsets.UTF_8);
    }

    /** Cut or spoilt in places, but with no fewer characters beyond ASCII that fit than bytes that do not. */
    private static Optional<String> almostUtf8(byte[] bytes) {
        var text = new String(bytes, StandardCharsets.UTF_8);
        var broken = text.chars().filter(character -> character == 0xFFFD).count();
        var whole = text.chars()
                .filter(character -> character > 127 && character != 0xFFFD)
                .count();
        return whole >= broken ? Optional.of(withoutMark(text)) : Optional.empty();
    }

    private static Optional<Charset> detected(byte[] bytes) {
        var detector = new UniversalDetector();
        detector.handleData(bytes, 0, Math.min(bytes.length, 65_536));
        detector.dataEnd();
        return Optional.ofNullable(detector.getDetectedCharset()).flatMap(name -> find(meant(name)));
    }

    private static Optional<String> strictly(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException wrong) {
            return Optional.empty();
        }
    }

    /** The beginning of a text, no character cut in two. */
    static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }

    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
