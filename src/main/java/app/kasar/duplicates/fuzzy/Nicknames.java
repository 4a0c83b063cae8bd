package app.kasar.duplicates.fuzzy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which given names are forms of one another. */
final class Nicknames {
    private static final Map<String, Set<String>> FORMS = read();

    private Nicknames() {}

    static boolean areForms(String one, String other) {
        return FORMS.getOrDefault(one, Set.of()).contains(other);
    }

    private static Map<String, Set<String>> read() {
        var forms = new HashMap<String, Set<String>>();
        var resource = Objects.requireNonNull(Nicknames.class.getResourceAsStream("nicknames.txt"));
        try (var lines = new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
            lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(" ")))
                    .forEach(names -> names.forEach(name ->
                            forms.computeIfAbsent(name, key -> new HashSet<>()).addAll(names)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return forms;
    }
}
