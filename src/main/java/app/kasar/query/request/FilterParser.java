package app.kasar.query.request;

import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** JSON to {@link FilterNode}. The only class that knows the wire form of a FilterGroup. */
public final class FilterParser {
    /** Groups inside groups. */
    public static final int MAX_DEPTH = 5;
    /** Conditions in one filter, all groups together. */
    public static final int MAX_CONDITIONS = 50;

    private static final List<String> GROUP_KEYS = List.of("type", "conditions", "groups");
    private static final List<String> CONDITION_KEYS = List.of("field", "operator", "value");

    private final Faults faults;
    private int conditions;

    private FilterParser(Faults faults) {
        this.faults = faults;
    }

    /** Null when the filter's shape is wrong; {@code faults} then say why. */
    public static @Nullable FilterNode parse(JsonNode json, String at, Faults faults) {
        var parser = new FilterParser(faults);
        var parsed = parser.group(json, at, 1);
        if (parser.conditions > MAX_CONDITIONS) {
            faults.invalid(
                    at,
                    "a filter may have at most %d conditions, this one has %d"
                            .formatted(MAX_CONDITIONS, parser.conditions));
        }
        return parsed;
    }

    /** Whether an object is a filter and nothing else: a group, or a condition that should stand in one. */
    static boolean isFilter(JsonNode json) {
        return isGroup(json) || isCondition(json);
    }

    private static boolean isGroup(JsonNode json) {
        return GROUP_KEYS.stream().anyMatch(json::has);
    }

    private static boolean isCondition(JsonNode json) {
        return json.has("field") && json.has("operator");
    }

    private @Nullable FilterNode group(JsonNode json, String at, int depth) {
        if (!json.isObject()) {
            return reject(at, "must be a FilterGroup: {\"type\": \"AND\", \"conditions\": [...]}");
        }
        if (isCondition(json)) {
            return reject(
                    at, "is a condition without its group: {\"conditions\": [{\"field\", \"operator\", \"value\"}]}");
        }
        if (depth > MAX_DEPTH) {
            return reject(at, "groups may be nested at most %d deep".formatted(MAX_DEPTH));
        }
        refuseUnknownKeys(json, GROUP_KEYS, at);
        var parts = new ArrayList<FilterNode>();
        parts(json.path("conditions"), at + ".conditions", depth, parts);
        parts(json.path("groups"), at + ".groups", depth, parts);
        return switch (type(json.path("type"))) {
            case "and" -> new FilterNode.All(parts);
            case "or" -> new FilterNode.Any(parts);
            default -> reject(at + ".type", "must be AND or OR");
        };
    }

    private static String type(JsonNode json) {
        if (json.isMissingNode()) {
            return "and";
        }
        return json.isString() ? json.stringValue().toLowerCase(Locale.ROOT) : "";
    }

    private void parts(JsonNode list, String at, int depth, List<FilterNode> parts) {
        if (list.isMissingNode()) {
            return;
        }
        if (!list.isArray()) {
            reject(at, "must be an array");
            return;
        }
        for (var index = 0; index < list.size(); index++) {
            var node = node(list.get(index), at + "[" + index + "]", depth);
            if (node != null) {
                parts.add(node);
            }
        }
    }

    private @Nullable FilterNode node(JsonNode json, String at, int depth) {
        return isGroup(json) && !json.has("field") ? group(json, at, depth + 1) : condition(json, at);
    }

    private @Nullable FilterNode condition(JsonNode json, String at) {
        conditions++;
        if (!json.isObject()) {
            return reject(at, "must be a condition: {\"field\", \"operator\", \"value\"}");
        }
        refuseUnknownKeys(json, CONDITION_KEYS, at);
        var field = json.path("field").stringValue(null);
        var operator = json.path("operator").stringValue(null);
        if (field == null) {
            reject(at + ".field", "must name a field");
        }
        if (operator == null) {
            reject(at + ".operator", "must name an operator");
        }
        return field == null || operator == null
                ? null
                : new FilterNode.Condition(field, operator, json.get("value"), at + ".");
    }

    private void refuseUnknownKeys(JsonNode json, List<String> known, String at) {
        for (var key : json.propertyNames()) {
            if (!known.contains(key)) {
                reject(at, "has the unknown key '%s'%s".formatted(key, NearestName.hint(key, known)));
            }
        }
    }

    private @Nullable FilterNode reject(String at, String message) {
        faults.invalid(at, "'%s' %s".formatted(at, message));
        return null;
    }
}
