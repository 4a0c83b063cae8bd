package app.kasar.query.request;

import app.kasar.json.Json;
import app.kasar.problem.Fault;
import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.problem.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Query parameters or a search body to {@link ListRequest}, the faults of its shape included. */
public final class ListRequestParser {
    private static final List<String> BODY_KEYS =
            List.of("filters", "sort", "fields", "search", "limit", "cursor", "total");
    private static final List<String> TOTALS = List.of("exact", "none");

    private final Limits limits;
    private final Faults faults = new Faults();

    /**
     * @param lenientSort whether a {@code sort} that is not JSON is passed over, as tasks and notes document it
     * @param direction of {@code sort_by} where {@code sort_dir} is absent
     */
    public record Limits(int defaultLimit, int maxLimit, boolean lenientSort, SortKey.Direction direction) {
        public static final Limits RECORDS = new Limits(20, 100, false);

        /** Of a list that shows the newest first. */
        public Limits(int defaultLimit, int maxLimit, boolean lenientSort) {
            this(defaultLimit, maxLimit, lenientSort, SortKey.Direction.DESC);
        }
    }

    private ListRequestParser(Limits limits) {
        this.limits = limits;
    }

    public static ListRequest fromParameters(Map<String, String> query, Limits limits) {
        return new ListRequestParser(limits).parameters(query);
    }

    /**
     * The same list asked for in a body: the parameters as native JSON, or a bare FilterGroup.
     */
    public static ListRequest fromBody(ObjectNode body, Limits limits) {
        return new ListRequestParser(limits).body(body);
    }

    private ListRequest parameters(Map<String, String> query) {
        var filter = filter(query);
        var sort = sort(query);
        var paging = new ListRequest.Paging(
                limit(query.get("limit")), query.get("cursor"), !"none".equals(query.get("total")));
        return new ListRequest(filter, sort, names(query.get("fields")), query.get("search"), paging, faults.list());
    }

    private Optional<FilterNode> filter(Map<String, String> query) {
        var filters = query.get("filters");
        var isSimple = query.containsKey("filter_field")
                || query.containsKey("filter_operator")
                || query.containsKey("filter_value");
        if (filters != null && isSimple) {
            faults.invalid("filters", "use either 'filters' or 'filter_field', 'filter_operator' and 'filter_value'");
        }
        if (filters != null && query.containsKey("search")) {
            faults.invalid("search", "'search' and 'filters' cannot be combined; 'filter_field' and 'search' can");
        }
        if (filters != null) {
            return Optional.ofNullable(json(filters, "filters"))
                    .map(tree -> FilterParser.parse(tree, "filters", faults));
        }
        return isSimple ? Optional.ofNullable(simpleFilter(query)) : Optional.empty();
    }

    private @Nullable FilterNode simpleFilter(Map<String, String> query) {
        var field = query.get("filter_field");
        var operator = query.get("filter_operator");
        if (field == null) {
            faults.add(Fault.missing(
                    "filter_field", "'filter_field' is required where 'filter_operator' or 'filter_value' is given"));
        }
        if (operator == null) {
            faults.add(Fault.missing(
                    "filter_operator",
                    "'filter_operator' is required where 'filter_field' or 'filter_value' is given"));
        }
        if (field == null || operator == null) {
            return null;
        }
        var value = query.get("filter_value");
        var operand = value == null ? null : Json.MAPPER.getNodeFactory().stringNode(value);
        return new FilterNode.Condition(field, operator, operand, "filter_");
    }

    private List<SortKey> sort(Map<String, String> query) {
        var sort = query.get("sort");
        if (sort != null) {
            var tree = limits.lenientSort() ? jsonOrNull(sort) : json(sort, "sort");
            if (tree != null) {
                return sortKeys(tree);
            }
        }
        var by = query.get("sort_by");
        var direction = query.get("sort_dir");
        if (by != null && by.isBlank()) {
            faults.invalid("sort_by", "'sort_by' must name a field");
        }
        if (by == null && direction == null) {
            return List.of();
        }
        return List.of(new SortKey(by == null ? "" : by, direction(direction, "sort_dir"), "sort_by"));
    }

    private List<SortKey> sortKeys(JsonNode tree) {
        if (!tree.isArray()) {
            faults.invalid("sort", "'sort' must be an array of {\"field\", \"direction\"}");
            return List.of();
        }
        var keys = new ArrayList<SortKey>();
        for (var index = 0; index < tree.size(); index++) {
            sortKey(tree.get(index), "sort[" + index + "]", keys);
        }
        return keys;
    }

    private void sortKey(JsonNode entry, String at, List<SortKey> keys) {
        var field = entry.path("field").stringValue("");
        if (field.isBlank()) {
            faults.invalid(at, "'%s' must be {\"field\", \"direction\"}".formatted(at));
            return;
        }
        for (var key : entry.propertyNames()) {
            if (!key.equals("field") && !key.equals("direction")) {
                faults.invalid(
                        at,
                        "'%s' has the unknown key '%s'%s"
                                .formatted(at, key, NearestName.hint(key, List.of("field", "direction"))));
            }
        }
        var direction = present(entry, "direction");
        keys.add(new SortKey(
                field, direction(direction == null ? null : direction.stringValue(""), at + ".direction"), at));
    }

    private SortKey.Direction direction(@Nullable String word, String at) {
        if (word == null) {
            return at.equals("sort_dir") ? limits.direction() : SortKey.Direction.ASC;
        }
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "asc" -> SortKey.Direction.ASC;
            case "desc" -> SortKey.Direction.DESC;
            default -> {
                faults.invalid(at, "'%s' must be asc or desc".formatted(at));
                yield SortKey.Direction.ASC;
            }
        };
    }

    private int limit(@Nullable String text) {
        if (text == null) {
            return limits.defaultLimit();
        }
        try {
            return limitInRange(Integer.parseInt(text));
        } catch (NumberFormatException notWhole) {
            return limitInRange(0);
        }
    }

    private int limitInRange(int limit) {
        if (limit < 1 || limit > limits.maxLimit()) {
            faults.invalid("limit", "'limit' must be a whole number from 1 to %d".formatted(limits.maxLimit()));
            return limits.defaultLimit();
        }
        return limit;
    }

    private static List<String> names(@Nullable String list) {
        return list == null
                ? List.of()
                : Arrays.stream(list.split(",", -1))
                        .map(String::strip)
                        .distinct()
                        .toList();
    }

    private ListRequest body(ObjectNode body) {
        if (FilterParser.isFilter(body)) {
            return bareFilter(body);
        }
        refuseUnknownKeys(body);
        var filter =
                Optional.ofNullable(present(body, "filters")).map(tree -> FilterParser.parse(tree, "filters", faults));
        var search = text(body, "search");
        if (filter.isPresent() && search != null) {
            faults.invalid("search", "'search' and 'filters' cannot be combined");
        }
        var sort = present(body, "sort") == null ? List.<SortKey>of() : sortKeys(body.get("sort"));
        var paging = new ListRequest.Paging(
                bodyLimit(present(body, "limit")), text(body, "cursor"), bodyTotal(text(body, "total")));
        var fields = bodyFields(present(body, "fields"));
        return new ListRequest(filter, sort, fields, search, paging, faults.list());
    }

    private ListRequest bareFilter(ObjectNode body) {
        var beside = BODY_KEYS.stream().filter(body::has).toList();
        for (var key : beside) {
            faults.invalid(key, "'%s' cannot stand beside a filter; put the filter into 'filters'".formatted(key));
        }
        var filter = FilterParser.parse(body.deepCopy().remove(beside), "filters", faults);
        var paging = new ListRequest.Paging(limits.defaultLimit(), null, true);
        return new ListRequest(Optional.ofNullable(filter), List.of(), List.of(), null, paging, faults.list());
    }

    private void refuseUnknownKeys(ObjectNode body) {
        for (var key : body.propertyNames()) {
            if (!BODY_KEYS.contains(key)) {
                var hint = NearestName.hintOrList(key, BODY_KEYS, BODY_KEYS);
                faults.invalid(key, "unknown field '%s'%s".formatted(key, hint));
            }
        }
    }

    private int bodyLimit(@Nullable JsonNode limit) {
        if (limit == null) {
            return limits.defaultLimit();
        }
        return limitInRange(limit.isIntegralNumber() && limit.canConvertToInt() ? limit.intValue() : 0);
    }

    private boolean bodyTotal(@Nullable String total) {
        if (total != null && !TOTALS.contains(total)) {
            faults.invalid("total", "'total' must be one of " + String.join(", ", TOTALS));
        }
        return !"none".equals(total);
    }

    private List<String> bodyFields(@Nullable JsonNode fields) {
        if (fields == null) {
            return List.of();
        }
        if (fields.isString()) {
            return names(fields.stringValue());
        }
        if (!fields.isArray() || !fields.valueStream().allMatch(JsonNode::isString)) {
            faults.invalid("fields", "'fields' must be an array of field names");
            return List.of();
        }
        return fields.valueStream().map(JsonNode::stringValue).distinct().toList();
    }

    private @Nullable String text(ObjectNode body, String key) {
        var value = present(body, key);
        if (value != null && !value.isString()) {
            faults.invalid(key, "'%s' must be text".formatted(key));
            return null;
        }
        return value == null ? null : value.stringValue();
    }

    private static @Nullable JsonNode present(JsonNode body, String key) {
        var value = body.get(key);
        return value == null || value.isNull() ? null : value;
    }

    private @Nullable JsonNode json(String text, String at) {
        try {
            return Json.read(text, at);
        } catch (Problem unreadable) {
            faults.addAll(unreadable.faults());
            return null;
        }
    }

    private static @Nullable JsonNode jsonOrNull(String text) {
        try {
            return Json.read(text, "sort");
        } catch (Problem documentedFallback) {
            return null;
        }
    }
}
