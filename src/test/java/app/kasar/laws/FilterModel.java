package app.kasar.laws;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * What filters mean, written down a second time and as plainly as possible: no SQL, no plan, no shared code. A row is a map
 * of field name to value; a relation's value is the related row or a list of rows.
 */
final class FilterModel {
    static final ZoneId ZONE = ZoneId.of("America/New_York");

    /** The texts of the test as a dictionary has them: marks before signs before letters, and case decides last. */
    static final List<String> DICTIONARY = List.of(
            "", " ", " pad ", "_", ",", "\\", "%", "%b", "😀", "a_b", "a\\", "a\\b", "ANN%", "anna", "Anna", "blue",
            "É", "école", "ÉCOLE", "nn", "red", "Red", "RED", "red one", "Retail", "S", "ß", "Straße", "t", "tech",
            "Tech", "three", "Three", "two", "x,y", "ω", "Ω", "日本", "\uE000");

    private FilterModel() {}

    /** What kind of value a field holds. */
    enum Kind {
        /** Text in the order of a dictionary. */
        NAME,
        /** Text in the order of its code points. */
        TEXT,
        NUMBER,
        BOOLEAN,
        DAY,
        MOMENT,
        CHOICES,
        EMAILS,
        PHONES,
        JSON,
        TO_ONE,
        TO_MANY
    }

    /** A node of a filter. */
    sealed interface Node {
        record Group(boolean all, List<Node> parts) implements Node {}

        /** @param path a field, or a relation and a field of what it leads to */
        record Test(String path, Kind kind, String operator, List<Object> operands) implements Node {}
    }

    static boolean holds(Node node, Map<String, Object> row) {
        return switch (node) {
            case Node.Group(var all, var parts) ->
                parts.isEmpty()
                        || (all
                                ? parts.stream().allMatch(part -> holds(part, row))
                                : parts.stream().anyMatch(part -> holds(part, row)));
            case Node.Test test -> holds(test, row);
        };
    }

    private static boolean holds(Node.Test test, Map<String, Object> row) {
        var dot = test.path().indexOf('.');
        var relation = dot < 0 ? null : row.get(test.path().substring(0, dot));
        if (dot < 0 || test.path().startsWith("place.")) {
            return holds(test, row.get(test.path()));
        }
        var field = test.path().substring(dot + 1);
        if (relation instanceof List<?> related) {
            var values = related.stream().map(one -> ((Map<?, ?>) one).get(field));
            // Empty is the opposite of "any has a value"; everything else is "any".
            return test.operator().equals("is_null")
                    ? values.allMatch(value -> holds(test, value))
                    : values.anyMatch(value -> holds(test, value));
        }
        return holds(test, relation == null ? null : ((Map<?, ?>) relation).get(field));
    }

    private static boolean holds(Node.Test test, Object value) {
        return switch (test.operator()) {
            case "is_null" -> isEmpty(value);
            case "is_not_null" -> !isEmpty(value);
            case "not_equals" -> !holds(test, "equals", value);
            case "not_in" -> !holds(test, "in", value);
            case "not_contains" -> !holds(test, "contains", value);
            default -> holds(test, test.operator(), value);
        };
    }

    private static boolean isEmpty(Object value) {
        return value == null || value.equals("") || value.equals(List.of());
    }

    private static boolean holds(Node.Test test, String operator, Object value) {
        if (value == null) {
            return false;
        }
        var operands = test.operands();
        return switch (test.kind()) {
            case NAME -> text(operator, (String) value, operands, FilterModel::compareNames);
            case TEXT -> text(operator, (String) value, operands, FilterModel::compareTexts);
            case NUMBER, BOOLEAN -> ordered(operator, value, operands);
            case DAY, MOMENT -> time(operator, value, operands);
            case CHOICES -> choices(operator, (List<?>) value, operands);
            case EMAILS -> entries(operator, (List<?>) value, operands);
            case PHONES ->
                entries(
                        operator,
                        (List<?>) value,
                        operator.equals("equals") || operator.equals("in")
                                ? operands.stream()
                                        .map(FilterModel::international)
                                        .toList()
                                : operands);
            case TO_ONE -> operands.contains(((Map<?, ?>) value).get("id"));
            case TO_MANY -> ((List<?>) value).stream().anyMatch(one -> operands.contains(((Map<?, ?>) one).get("id")));
            case JSON -> throw new IllegalArgumentException(operator);
        };
    }

    private static boolean text(String operator, String value, List<Object> operands, Comparator<String> order) {
        var first = String.valueOf(operands.getFirst());
        return switch (operator) {
            case "contains" -> folded(value).contains(folded(first));
            case "starts_with" -> folded(value).startsWith(folded(first));
            case "ends_with" -> folded(value).endsWith(folded(first));
            default -> compared(operator, operand -> order.compare(value, operand.toString()), operands);
        };
    }

    private static String folded(String text) {
        var folded = new StringBuilder();
        text.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
        return folded.toString();
    }

    private static int compareNames(String one, String other) {
        return Integer.compare(DICTIONARY.indexOf(one), DICTIONARY.indexOf(other));
    }

    private static int compareTexts(String one, String other) {
        return Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean ordered(String operator, Object value, List<Object> operands) {
        return compared(operator, operand -> compare(value, operand), operands);
    }

    private static int compare(Object value, Object operand) {
        return switch (value) {
            case Boolean truth -> truth.compareTo(Boolean.valueOf(operand.toString()));
            case Double number -> number.compareTo(Double.valueOf(operand.toString()));
            default -> new BigDecimal(value.toString()).compareTo(new BigDecimal(operand.toString()));
        };
    }

    /** How a value compares with an operand, as {@link Comparable} says it. */
    private interface Comparison {
        int with(Object operand);
    }

    private static boolean compared(String operator, Comparison comparison, List<Object> operands) {
        IntPredicate sign = switch (operator) {
            case "equals", "in" -> result -> result == 0;
            case "greater_than" -> result -> result > 0;
            case "greater_equal" -> result -> result >= 0;
            case "less_than" -> result -> result < 0;
            case "less_equal" -> result -> result <= 0;
            case "between" -> null;
            default -> throw new IllegalArgumentException(operator);
        };
        return sign == null
                ? comparison.with(operands.getFirst()) >= 0 && comparison.with(operands.getLast()) <= 0
                : operands.stream().anyMatch(operand -> sign.test(comparison.with(operand)));
    }

    /** From the first moment that is meant up to, but not including, the first that is not. */
    private record Span(Instant start, Instant end) {}

    private static boolean time(String operator, Object value, List<Object> operands) {
        var moment = value instanceof LocalDate day ? start(day) : (Instant) value;
        var spans = operands.stream()
                .map(operand -> span(operand.toString(), operator.startsWith("date_")))
                .toList();
        var first = spans.getFirst();
        return switch (operator) {
            case "equals", "in", "date_equals" -> spans.stream().anyMatch(span -> isWithin(moment, span));
            case "greater_than", "date_after" -> !moment.isBefore(first.end());
            case "greater_equal" -> !moment.isBefore(first.start());
            case "less_than", "date_before" -> moment.isBefore(first.start());
            case "less_equal" -> moment.isBefore(first.end());
            case "between", "date_between" ->
                !moment.isBefore(first.start())
                        && moment.isBefore(spans.getLast().end());
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static boolean isWithin(Instant moment, Span span) {
        return !moment.isBefore(span.start()) && moment.isBefore(span.end());
    }

    private static Span span(String text, boolean wholeDay) {
        var moment = text.length() == 10 ? null : moment(text);
        if (moment != null && !wholeDay) {
            return new Span(moment, moment.plusNanos(1_000));
        }
        var day = moment == null ? LocalDate.parse(text) : moment.atZone(ZONE).toLocalDate();
        return new Span(start(day), start(day.plusDays(1)));
    }

    private static Instant moment(String text) {
        var hasOffset = text.endsWith("Z") || text.lastIndexOf('+') > 10;
        return hasOffset
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).atZone(ZONE).toInstant();
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZONE).toInstant();
    }

    private static boolean choices(String operator, List<?> value, List<Object> operands) {
        Set<Object> wanted = new HashSet<>(operands);
        return operator.equals("equals")
                ? new HashSet<Object>(value).equals(wanted)
                : value.stream().anyMatch(wanted::contains);
    }

    private static boolean entries(String operator, List<?> entries, List<?> operands) {
        var wanted = operands.stream()
                .map(operand -> operand.toString().toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        var first = wanted.iterator().next();
        return entries.stream().map(entry -> (String) entry).anyMatch(entry -> switch (operator) {
            case "equals", "in" -> wanted.contains(entry);
            case "contains" -> entry.contains(first);
            case "starts_with" -> entry.startsWith(first);
            case "ends_with" -> entry.endsWith(first);
            default -> throw new IllegalArgumentException(operator);
        });
    }

    /** French numbers, as the organization of the test has them. */
    static String international(Object number) {
        var digits = number.toString().replace(" ", "");
        return digits.startsWith("0") ? "+33" + digits.substring(1) : digits;
    }
}
