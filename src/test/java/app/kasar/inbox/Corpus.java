package app.kasar.inbox;

import app.kasar.SharedDataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Published messages, read from wherever they lie. */
final class Corpus {
    private static final Pattern FROM_LINE = Pattern.compile("(?m)^From \\S+ .*\\d{4}.*\r?\n");

    private Corpus() {}

    /** Every message below a folder: of mbox files each one, any other file that is a message whole. */
    static List<byte[]> messages(String folder) {
        try (var files = Files.walk(SharedDataFolder.file(folder))) {
            var all = new ArrayList<byte[]>();
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                all.addAll(of(file));
            }
            return all;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<byte[]> of(Path file) throws IOException {
        // One character a byte, so that nothing is lost whatever the charset.
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (text.startsWith("From ")) {
            return FROM_LINE
                    .splitAsStream(text)
                    .filter(message -> !message.isBlank())
                    .map(message -> message.getBytes(StandardCharsets.ISO_8859_1))
                    .toList();
        }
        var name = file.getFileName().toString();
        var isMessage = name.endsWith(".eml")
                || name.endsWith(".msg")
                || isHeader(text.lines().findFirst().orElse(""));
        return isMessage && !name.endsWith(".tsv") ? List.of(text.getBytes(StandardCharsets.ISO_8859_1)) : List.of();
    }

    private static boolean isHeader(String line) {
        return line.matches(
                "(?i)(from|to|subject|date|received|return-path|message-id|delivered-to|x-[a-z-]+|mime-version):.*");
    }

    /** Message id to thread, as somebody else's program had it. */
    static Map<String, String> threads(String file) {
        try {
            var threads = new LinkedHashMap<String, String>();
            for (var line : Files.readAllLines(SharedDataFolder.file(file)).stream()
                    .skip(1)
                    .toList()) {
                var columns = line.split("\t", -1);
                threads.put(columns[0], columns[1]);
            }
            return threads;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
