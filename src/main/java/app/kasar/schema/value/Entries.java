package app.kasar.schema.value;

import app.kasar.problem.NearestName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the compound values EMAILS and PHONES have in common: a string, an array of strings, or an array of
 * {@code {value, label, is_primary}}. Every fault is named with the index of its entry.
 */
final class Entries {
    private static final int MAX_ENTRIES = 50;
    private static final List<String> KEYS = List.of("value", "label", "is_primary");

    private final Function<String, Reading<String>> valueReader;
    private final Function<String, String> sameness;
    private final List<String> faults = new ArrayList<>();

    /** @param sameness what two values have in common when the second is a duplicate of the first */
    private Entries(Function<String, Reading<String>> valueReader, Function<String, String> sameness) {
        this.valueReader = valueReader;
        this.sameness = sameness;
    }

    static Reading<List<Entry>> read(
            JsonNode node, Function<String, Reading<String>> valueReader, Function<String, String> sameness) {
        if (node.isString()) {
            return readOne(node.stringValue(), valueReader);
        }
        if (!node.isArray()) {
            return JsonKind.refuse("a string or an array", node);
        }
        return node.size() > MAX_ENTRIES
                ? Reading.refused("must have at most %d entries".formatted(MAX_ENTRIES))
                : new Entries(valueReader, sameness).readAll(node);
    }

    private static Reading<List<Entry>> readOne(String text, Function<String, Reading<String>> valueReader) {
        return text.isEmpty()
                ? Reading.accepted(List.of())
                : valueReader.apply(text).map(value -> List.of(new Entry(value, null, true)));
    }

    private Reading<List<Entry>> readAll(JsonNode array) {
        var entries = new ArrayList<Entry>();
        for (int i = 0; i < array.size(); i++) {
            var entry = readEntry(array.get(i), i);
            if (entry != null) {
                entries.add(entry);
            }
        }
        // Duplicates and marks are judged by index, so only when every entry was read.
        if (faults.isEmpty()) {
            refuseDuplicates(entries);
            refuseSecondPrimary(entries);
        }
        return faults.isEmpty() ? Reading.accepted(withPrimary(entries)) : Reading.refused(String.join("; ", faults));
    }

    private @Nullable Entry readEntry(JsonNode node, int index) {
        if (node.isString()) {
            var value = accept(valueReader.apply(node.stringValue()), index, "");
            return value == null ? null : new Entry(value, null, false);
        }
        if (!node.isObject()) {
            return accept(JsonKind.refuse("a string or an object", node), index, "");
        }
        return readObject(node, index);
    }

    private @Nullable Entry readObject(JsonNode node, int index) {
        for (var name : node.propertyNames()) {
            if (!KEYS.contains(name)) {
                faults.add("at [%d] has the unknown key '%s'%s".formatted(index, name, NearestName.hint(name, KEYS)));
            }
        }
        var value = accept(value(node.path("value")), index, ".value");
        var label = accept(label(node.path("label")), index, ".label");
        var primary = accept(primary(node.path("is_primary")), index, ".is_primary");
        return value == null || label == null || primary == null
                ? null
                : new Entry(value, label.isEmpty() ? null : label, primary);
    }

    private Reading<String> value(JsonNode node) {
        return absent(node)
                ? Reading.refused("is missing")
                : PlainText.read(node, TextLimits.URL).then(valueReader);
    }

    private static Reading<String> label(JsonNode node) {
        return absent(node) ? Reading.accepted("") : PlainText.read(node, TextLimits.ENTRY_LABEL);
    }

    private static Reading<Boolean> primary(JsonNode node) {
        return absent(node) ? Reading.accepted(false) : Booleans.read(node);
    }

    private static boolean absent(JsonNode node) {
        return node.isMissingNode() || node.isNull();
    }

    private <T> @Nullable T accept(Reading<T> reading, int index, String part) {
        return switch (reading) {
            case Reading.Accepted<T>(var value) -> value;
            case Reading.Refused<T>(var message) -> {
                faults.add("at [%d]%s %s".formatted(index, part, message));
                yield null;
            }
        };
    }

    private void refuseDuplicates(List<Entry> entries) {
        var seen = new HashMap<String, Integer>();
        for (int i = 0; i < entries.size(); i++) {
            var first = seen.putIfAbsent(sameness.apply(entries.get(i).value()), i);
            if (first != null) {
                faults.add("at [%d] must not repeat the value of [%d]".formatted(i, first));
            }
        }
    }

    private void refuseSecondPrimary(List<Entry> entries) {
        if (entries.stream().filter(Entry::isPrimary).count() > 1) {
            faults.add("must have only one entry with is_primary true");
        }
    }

    private static List<Entry> withPrimary(List<Entry> entries) {
        if (!entries.isEmpty() && entries.stream().noneMatch(Entry::isPrimary)) {
            var first = entries.getFirst();
            entries.set(0, new Entry(first.value(), first.label(), true));
        }
        return List.copyOf(entries);
    }
}
