package app.kasar.inbox.message;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A header of a value and parameters (Content-Type, Content-Disposition), read as RFC 2045 and RFC 2231 have it and as
 * senders get it wrong: values without quotes that hold blanks, encoded words, raw bytes, names twice.
 *
 * @param value in lower case, without blanks
 */
record HeaderParameters(String value, Map<String, String> parameters) {
    static final HeaderParameters NONE = new HeaderParameters("", Map.of());

    HeaderParameters {
        parameters = Map.copyOf(parameters);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** @param raw a character for each byte */
    static HeaderParameters read(String raw, @Nullable String likely) {
        var scanner = new ParameterScanner(raw);
        var value = firstWord(scanner.value().toLowerCase(Locale.ROOT));
        var plain = new HashMap<String, String>();
        var pieces = new TreeMap<String, Pieces>();
        while (scanner.hasNext()) {
            var next = scanner.next();
            var star = next.name().indexOf('*');
            if (star < 0) {
                plain.putIfAbsent(next.name(), EncodedWords.decode(next.value(), likely));
            } else {
                pieces.computeIfAbsent(next.name().substring(0, star), any -> new Pieces())
                        .add(next.name().substring(star), next.value());
            }
        }
        pieces.forEach((name, parts) -> plain.put(name, parts.join()));
        return new HeaderParameters(value, plain);
    }

    /** "text / plain" is one word; what follows without a semicolon is no part of it. */
    private static String firstWord(String value) {
        return value.replaceAll("\\s?+/\\s*+", "/").split("\\s", 2)[0];
    }

    /** The pieces of one value (RFC 2231, sections 3 and 4), which may come in any order. */
    private static final class Pieces {
        private static final int MOST = 1_000;

        private final TreeMap<Integer, String> values = new TreeMap<>();
        private final Map<Integer, Boolean> encoded = new HashMap<>();

        void add(String suffix, String value) {
            var number = suffix.replaceAll("[^0-9]", "");
            var place = number.isEmpty() || number.length() > 4 ? 0 : Integer.parseInt(number);
            if (values.size() < MOST) {
                values.putIfAbsent(place, value);
                encoded.putIfAbsent(place, suffix.endsWith("*"));
            }
        }

        String join() {
            var bytes = new ByteArrayOutputStream();
            var charset = new String[] {""};
            values.forEach((place, value) -> {
                var text = value;
                if (Boolean.TRUE.equals(encoded.get(place))) {
                    var parts = value.split("'", 3);
                    if (place.equals(values.firstKey()) && parts.length == 3) {
                        charset[0] = parts[0];
                        text = parts[2];
                    }
                    bytes.writeBytes(percents(text));
                } else {
                    bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
                }
            });
            return TextDecoding.decode(bytes.toByteArray(), charset[0]).strip();
        }

        private static byte[] percents(String text) {
            return TransferDecoding.quotedPrintable(
                    text.replace("=", "=3D").replace('%', '=').getBytes(StandardCharsets.ISO_8859_1));
        }
    }
}
