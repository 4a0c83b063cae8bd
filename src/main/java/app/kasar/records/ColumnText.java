package app.kasar.records;

import app.kasar.json.Json;
import app.kasar.schema.value.Entry;
import app.kasar.schema.value.PostalAddress;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/** Values in the text form PostgreSQL reads back as the column's type. */
final class ColumnText {
    private ColumnText() {}

    /** An array literal. */
    static String array(List<String> elements) {
        return elements.stream().map(ColumnText::quoted).collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String element) {
        return '"' + element.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    static String entries(List<Entry> entries) {
        return json(out -> Entry.write(entries, out));
    }

    /** The values as they are compared: without regard to case. */
    static String entryValues(List<Entry> entries) {
        return array(entries.stream()
                .map(entry -> entry.value().toLowerCase(Locale.ROOT))
                .toList());
    }

    static String primary(List<Entry> entries) {
        return entries.stream()
                .filter(Entry::isPrimary)
                .findFirst()
                .orElseThrow()
                .value();
    }

    static String address(PostalAddress address) {
        return json(address::write);
    }

    private static String json(Consumer<JsonGenerator> writing) {
        var text = new StringWriter();
        try (var out = Json.MAPPER.createGenerator(text)) {
            writing.accept(out);
        }
        return text.toString();
    }
}
