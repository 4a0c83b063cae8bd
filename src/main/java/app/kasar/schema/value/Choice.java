package app.kasar.schema.value;

import app.kasar.problem.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedCollection;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** SELECT and MULTI_SELECT: values out of a field's options, case and all. */
public final class Choice {
    private static final int SHOWN_OPTIONS = 10;
    private static final int SHOWN_CHARACTERS = 100;

    private Choice() {}

    /** @param options the values a caller may send, in the order they are shown */
    public static Reading<String> read(JsonNode node, SequencedCollection<String> options) {
        return node.isString() ? read(node.stringValue(), options) : JsonKind.refuse("a string", node);
    }

    public static Reading<String> read(String text, SequencedCollection<String> options) {
        return options.contains(text) ? Reading.accepted(text) : Reading.refused(refusal(text, options));
    }

    /** MULTI_SELECT: an array, whose order is kept, or a string for one; an empty list stands for null. */
    public static Reading<List<String>> readMany(JsonNode node, SequencedCollection<String> options) {
        if (node.isString()) {
            return read(node.stringValue(), options).map(List::of);
        }
        if (!node.isArray()) {
            return JsonKind.refuse("an array of options", node);
        }
        return node.size() > options.size() + 1
                ? Reading.refused("must not repeat options; there are only " + options.size())
                : readArray(node, options);
    }

    private static Reading<List<String>> readArray(JsonNode array, SequencedCollection<String> options) {
        var chosen = new LinkedHashSet<String>();
        var faults = new ArrayList<String>();
        for (int i = 0; i < array.size(); i++) {
            switch (read(array.get(i), options)) {
                case Reading.Accepted<String>(var value) -> {
                    if (!chosen.add(value)) {
                        faults.add("at [%d] must not repeat '%s'".formatted(i, value));
                    }
                }
                case Reading.Refused<String>(var message) -> faults.add("at [%d] %s".formatted(i, message));
            }
        }
        return faults.isEmpty() ? Reading.accepted(List.copyOf(chosen)) : Reading.refused(String.join("; ", faults));
    }

    private static String refusal(String text, SequencedCollection<String> options) {
        if (options.isEmpty()) {
            return "has no options to choose from yet";
        }
        var hint = text.length() > SHOWN_CHARACTERS ? "" : NearestName.hint(text, options);
        return "must be one of %s%s".formatted(shown(options), hint);
    }

    private static String shown(SequencedCollection<String> options) {
        var first = options.stream()
                .limit(SHOWN_OPTIONS)
                .map(option -> "'" + option + "'")
                .collect(Collectors.joining(", "));
        int more = options.size() - SHOWN_OPTIONS;
        return more > 0 ? "%s and %d more".formatted(first, more) : first;
    }
}
