package app.kasar.query.plan;

import app.kasar.query.plan.Criterion.Side;
import app.kasar.schema.Attribute;
import app.kasar.schema.ColumnType;
import app.kasar.schema.Operator;
import app.kasar.schema.value.Reading;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Tests of days and moments. On a DATETIME a plain day stands for all its moments in the caller's time zone:
 * equal means within it, after means after its end. The {@code date_} operators read every value as a day.
 */
final class TimeTests {
    private final FilterValues values;

    TimeTests(FilterValues values) {
        this.values = values;
    }

    /** A half-open stretch of the column's own values; a single point where {@code end} is null. */
    private record Span(Object start, @Nullable Object end) {}

    Criterion test(Attribute attribute, Operator operator, JsonNode operand, Consumer<String> refuse) {
        var elements = operator.takesList() || operator.takesPair() ? FilterValues.elements(operand) : List.of(operand);
        var daysOnly = isDayOperator(operator);
        var spans = elements.stream()
                .map(element -> span(attribute, element, daysOnly, refuse))
                .toList();
        if (spans.contains(null)) {
            return new Criterion.Nothing();
        }
        if (operator.takesPair() && spans.size() != 2) {
            refuse.accept(operator.wireName() + " takes two values, the earlier and the later");
            return new Criterion.Nothing();
        }
        return test(attribute, operator, spans);
    }

    private static Criterion test(Attribute attribute, Operator operator, List<Span> spans) {
        var first = spans.getFirst();
        return switch (operator) {
            case EQUALS, DATE_EQUALS -> within(attribute, first);
            case NOT_EQUALS -> outside(attribute, first);
            case IN ->
                new Criterion.Any(
                        spans.stream().map(span -> within(attribute, span)).toList());
            case NOT_IN ->
                new Criterion.All(
                        spans.stream().map(span -> outside(attribute, span)).toList());
            case GREATER_THAN, DATE_AFTER -> after(attribute, first);
            case GREATER_EQUAL -> new Criterion.Ordered(attribute, Side.AT_OR_ABOVE, first.start());
            case LESS_THAN, DATE_BEFORE -> new Criterion.Ordered(attribute, Side.BELOW, first.start());
            case LESS_EQUAL -> notAfter(attribute, first);
            case BETWEEN, DATE_BETWEEN ->
                new Criterion.All(List.of(
                        new Criterion.Ordered(attribute, Side.AT_OR_ABOVE, first.start()),
                        notAfter(attribute, spans.getLast())));
            case CONTAINS, NOT_CONTAINS, STARTS_WITH, ENDS_WITH, IS_NULL, IS_NOT_NULL -> new Criterion.Nothing();
        };
    }

    private static Criterion within(Attribute attribute, Span span) {
        if (span.end() == null) {
            return new Criterion.Equal(attribute, span.start());
        }
        return new Criterion.All(List.of(
                new Criterion.Ordered(attribute, Side.AT_OR_ABOVE, span.start()),
                new Criterion.Ordered(attribute, Side.BELOW, span.end())));
    }

    private static Criterion outside(Attribute attribute, Span span) {
        if (span.end() == null) {
            return new Criterion.Differs(attribute, span.start());
        }
        return new Criterion.Any(List.of(
                new Criterion.Ordered(attribute, Side.BELOW, span.start()),
                new Criterion.Ordered(attribute, Side.AT_OR_ABOVE, span.end()),
                new Criterion.Empty(attribute, false)));
    }

    private static Criterion after(Attribute attribute, Span span) {
        return span.end() == null
                ? new Criterion.Ordered(attribute, Side.ABOVE, span.start())
                : new Criterion.Ordered(attribute, Side.AT_OR_ABOVE, span.end());
    }

    private static Criterion notAfter(Attribute attribute, Span span) {
        return span.end() == null
                ? new Criterion.Ordered(attribute, Side.AT_OR_BELOW, span.start())
                : new Criterion.Ordered(attribute, Side.BELOW, span.end());
    }

    private static boolean isDayOperator(Operator operator) {
        return switch (operator) {
            case DATE_EQUALS, DATE_BEFORE, DATE_AFTER, DATE_BETWEEN -> true;
            case EQUALS,
                    NOT_EQUALS,
                    CONTAINS,
                    NOT_CONTAINS,
                    STARTS_WITH,
                    ENDS_WITH,
                    IN,
                    NOT_IN,
                    GREATER_THAN,
                    GREATER_EQUAL,
                    LESS_THAN,
                    LESS_EQUAL,
                    BETWEEN,
                    IS_NULL,
                    IS_NOT_NULL -> false;
        };
    }

    private @Nullable Span span(Attribute attribute, JsonNode operand, boolean daysOnly, Consumer<String> refuse) {
        if (values.day(operand) instanceof Reading.Accepted<LocalDate>(var day)) {
            return attribute.type() == ColumnType.DATE
                    ? new Span(day, null)
                    : new Span(values.startOf(day), values.startOf(day.plusDays(1)));
        }
        var value = values.read(
                attribute, operand, message -> refuse.accept("'%s' %s".formatted(attribute.key(), message)));
        if (value instanceof Instant moment && daysOnly) {
            var day = moment.atZone(values.zone()).toLocalDate();
            return new Span(values.startOf(day), values.startOf(day.plusDays(1)));
        }
        return value == null ? null : new Span(value, null);
    }
}
