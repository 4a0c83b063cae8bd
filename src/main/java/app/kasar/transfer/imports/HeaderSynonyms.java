package app.kasar.transfer.imports;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The names that other programs give to columns. */
final class HeaderSynonyms {
    private static final String FILE = "header-synonyms.txt";
    private static final List<Line> LINES = read();

    private HeaderSynonyms() {}

    /** @param names as they are compared, the likeliest first */
    private record Line(String object, String target, List<String> names) {}

    /** What columns with this target may be called, as they are compared, the likeliest first. */
    static List<String> of(String object, String target) {
        var names = new ArrayList<String>();
        for (var own : List.of(object, "*")) {
            LINES.stream()
                    .filter(line -> line.object().equals(own) && line.target().equals(target))
                    .forEach(line -> names.addAll(line.names()));
        }
        return names;
    }

    /** A name as it is compared: letters and digits alone, without accents, in small letters. */
    static String folded(String name) {
        var letters = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        var folded = new StringBuilder();
        letters.codePoints().filter(Character::isLetterOrDigit).forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static List<Line> read() {
        var file = Objects.requireNonNull(HeaderSynonyms.class.getResourceAsStream(FILE), FILE);
        try (var reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(HeaderSynonyms::line)
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Line line(String text) {
        var parts = text.split("\\|");
        var names = Arrays.stream(parts).skip(2).map(HeaderSynonyms::folded).toList();
        return new Line(parts[0].strip(), parts[1].strip(), names);
    }
}
