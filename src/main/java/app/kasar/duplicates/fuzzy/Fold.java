package app.kasar.duplicates.fuzzy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Values as they are compared: without case, accents, punctuation and what only some write. */
final class Fold {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('ß', "ss"),
            Map.entry('ø', "o"),
            Map.entry('đ', "d"),
            Map.entry('ł', "l"),
            Map.entry('æ', "ae"),
            Map.entry('œ', "oe"),
            Map.entry('þ', "th"),
            Map.entry('ð', "d"),
            Map.entry('ı', "i"),
            Map.entry('ς', "σ"));

    private Fold() {}

    /** The value as its trait is compared; empty when nothing is left of it. */
    static String of(Trait trait, String value) {
        return switch (trait) {
            case FIRST_NAME, LAST_NAME -> without(words(value.replace("'", "").replace("’", "")), PlainWords.TITLES);
            case ORGANIZATION -> words(value.replace("'", "").replace("’", "").replace(".", ""));
            case EMAIL -> plain(value).strip();
            case PHONE -> kept(value, c -> c >= '0' && c <= '9');
            case SITE -> site(plain(value).strip());
            case STREET -> Streets.normal(words(value.replace("'", "").replace("’", "")));
            case POSTCODE -> words(value).replace(" ", "");
            case DATE -> kept(value, c -> c >= '0' && c <= '9');
            case CITY, REGION, TEXT -> words(value);
            case REFERENCE -> value;
        };
    }

    private static String site(String address) {
        var start = address.indexOf("://");
        var host = start < 0 ? address : address.substring(start + 3);
        for (var end : new char[] {'/', '?', '#', ':'}) {
            var at = host.indexOf(end);
            host = at < 0 ? host : host.substring(0, at);
        }
        var bare = host.startsWith("www.") ? host.substring(4) : host;
        return PublicHosts.WEB.contains(bare) ? "" : bare;
    }

    /** Lower case without accents. */
    static String plain(String value) {
        var lower = value.toLowerCase(Locale.ROOT);
        if (isAscii(lower)) {
            return lower;
        }
        var decomposed =
                MARKS.matcher(Normalizer.normalize(lower, Normalizer.Form.NFKD)).replaceAll("");
        var text = new StringBuilder(decomposed.length());
        for (var at = 0; at < decomposed.length(); at++) {
            var letter = decomposed.charAt(at);
            text.append(LETTERS.getOrDefault(letter, String.valueOf(letter)));
        }
        return text.toString();
    }

    private static boolean isAscii(String text) {
        for (var at = 0; at < text.length(); at++) {
            if (text.charAt(at) > 127) {
                return false;
            }
        }
        return true;
    }

    /** Letters and digits, one blank between words. */
    static String words(String value) {
        var plain = plain(value);
        var text = new StringBuilder(plain.length());
        var gap = false;
        for (var at = 0; at < plain.length(); at++) {
            var letter = plain.charAt(at);
            if (Character.isLetterOrDigit(letter) || Character.isSurrogate(letter)) {
                text.append(gap && !text.isEmpty() ? " " : "").append(letter);
                gap = false;
            } else {
                gap = true;
            }
        }
        return text.toString();
    }

    private static String kept(String value, java.util.function.IntPredicate keep) {
        return value.chars()
                .filter(keep)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The words that are not among those dropped; all of them when none is left. */
    static String without(String words, Set<String> dropped) {
        if (words.indexOf(' ') < 0) {
            return words;
        }
        var left = new StringBuilder();
        for (var word : words.split(" ")) {
            if (!dropped.contains(word)) {
                left.append(left.isEmpty() ? "" : " ").append(word);
            }
        }
        return left.isEmpty() ? words : left.toString();
    }
}
