package app.kasar.laws;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import tools.jackson.databind.JsonNode;

/** What aggregates mean, written down a second time and as plainly as possible, over records as answers show them. */
final class AggregateModel {
    static final ZoneId ZONE = ZoneId.of("Pacific/Auckland");

    private AggregateModel() {}

    record Metric(String function, String field) {}

    /** Group keys to the value of each metric. A record is in every combination of its groups, once. */
    static Map<List<String>, List<Object>> grouped(List<Metric> metrics, List<String> groups, List<JsonNode> rows) {
        var members = new HashMap<List<String>, List<JsonNode>>();
        for (var row : rows) {
            for (var key : keys(groups, row)) {
                members.computeIfAbsent(key, none -> new ArrayList<>()).add(row);
            }
        }
        var grouped = new HashMap<List<String>, List<Object>>();
        members.forEach((key, of) -> grouped.put(key, values(metrics, of)));
        return grouped;
    }

    private static List<List<String>> keys(List<String> groups, JsonNode row) {
        var keys = List.of(List.<String>of());
        for (var group : groups) {
            var longer = new ArrayList<List<String>>();
            for (var key : keys) {
                for (var value : valuesOf(group, row)) {
                    var more = new ArrayList<>(key);
                    more.add(value);
                    longer.add(more);
                }
            }
            keys = longer;
        }
        return keys;
    }

    private static LinkedHashSet<String> valuesOf(String group, JsonNode row) {
        var colon = group.indexOf(':');
        var value = row.path(colon < 0 ? group : group.substring(0, colon));
        var distinct = new LinkedHashSet<String>();
        if (value.isArray()) {
            value.forEach(one -> distinct.add(key(one)));
        } else {
            distinct.add(colon < 0 || value.isNull() ? key(value) : bucket(group.substring(colon + 1), value));
        }
        if (distinct.isEmpty()) {
            distinct.add("null");
        }
        return distinct;
    }

    /** A value as a key; an empty text is none. */
    static String key(JsonNode value) {
        if (value.isNull() || value.isString() && value.stringValue().isEmpty()) {
            return "null";
        }
        return value.isNumber() ? value.decimalValue().stripTrailingZeros().toPlainString() : value.asString();
    }

    private static String bucket(String unit, JsonNode value) {
        var text = value.asString();
        var day = text.length() == 10
                ? LocalDate.parse(text)
                : Instant.parse(text).atZone(ZONE).toLocalDate();
        return switch (unit) {
            case "day" -> day.toString();
            case "week" ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toString();
            case "month" -> day.withDayOfMonth(1).toString();
            case "quarter" ->
                LocalDate.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 1, 1)
                        .toString();
            case "year" -> LocalDate.of(day.getYear(), 1, 1).toString();
            default -> throw new IllegalArgumentException(unit);
        };
    }

    static List<Object> values(List<Metric> metrics, List<JsonNode> rows) {
        return metrics.stream().map(metric -> value(metric, rows)).collect(ArrayList::new, List::add, List::addAll);
    }

    private static Object value(Metric metric, List<JsonNode> rows) {
        var present = rows.stream()
                .map(row -> row.path(metric.field()))
                .filter(value -> !key(value).equals("null"))
                .toList();
        return switch (metric.function()) {
            case "COUNT" -> BigDecimal.valueOf(present.size());
            case "COUNT_DISTINCT" ->
                BigDecimal.valueOf(
                        present.stream().map(AggregateModel::key).distinct().count());
            case "SUM" -> sum(present);
            case "AVG" -> average(present);
            case "MIN" -> extreme(present, BinaryOperator.minBy(ORDER));
            case "MAX" -> extreme(present, BinaryOperator.maxBy(ORDER));
            default -> throw new IllegalArgumentException(metric.function());
        };
    }

    private static final Comparator<JsonNode> ORDER = (one, other) -> one.isNumber()
            ? one.decimalValue().compareTo(other.decimalValue())
            : one.asString().compareTo(other.asString());

    private static BigDecimal sum(List<JsonNode> values) {
        return values.stream()
                .map(JsonNode::decimalValue)
                .reduce(BigDecimal::add)
                .orElse(null);
    }

    private static BigDecimal average(List<JsonNode> values) {
        var sum = sum(values);
        return sum == null
                ? null
                : sum.divide(BigDecimal.valueOf(values.size()), Math.max(6, sum.scale()), RoundingMode.HALF_UP);
    }

    private static Object extreme(List<JsonNode> values, BinaryOperator<JsonNode> better) {
        return values.stream().reduce(better).<Object>map(AggregateModel::plain).orElse(null);
    }

    private static Object plain(JsonNode value) {
        return value.isNumber() ? value.decimalValue() : value.asString();
    }

    /** Numbers exactly; sums of binary ones, whose last digits depend on the order of adding, nearly. */
    static boolean isSame(Metric metric, JsonNode actual, Object expected) {
        if (!(expected instanceof BigDecimal number) || !actual.isNumber()) {
            return expected == null ? actual.isNull() : actual.asString().equals(expected);
        }
        var difference = actual.decimalValue().subtract(number).abs();
        return difference.compareTo(isBinary(metric) ? new BigDecimal("0.00001") : BigDecimal.ZERO) <= 0;
    }

    private static boolean isBinary(Metric metric) {
        return metric.field().equals("ratio") && List.of("SUM", "AVG").contains(metric.function());
    }
}
