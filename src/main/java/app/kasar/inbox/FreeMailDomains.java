package app.kasar.inbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Domains where anybody can have an address, which therefore say nothing about where somebody works. */
final class FreeMailDomains {
    private static final String LIST = "free-mail-domains.txt";
    private static final Set<String> ALL = read();

    private FreeMailDomains() {}

    static String[] all() {
        return ALL.toArray(String[]::new);
    }

    /** What is behind the last at sign of a folded address. */
    static String domainOf(String address) {
        return address.substring(address.lastIndexOf('@') + 1);
    }

    /**
     * The domains a company can be known by that has somebody at this one: itself and those above it, down to two labels. None
     * where anybody can have an address.
     */
    static List<String> companyDomains(String domain) {
        var all = new ArrayList<String>();
        for (var rest = domain; rest.contains("."); rest = rest.substring(rest.indexOf('.') + 1)) {
            if (ALL.contains(rest)) {
                return List.of();
            }
            all.add(rest);
        }
        return all;
    }

    private static Set<String> read() {
        var stream = Objects.requireNonNull(FreeMailDomains.class.getResourceAsStream(LIST), LIST);
        try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
