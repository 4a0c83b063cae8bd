package app.kasar.query.plan;

import app.kasar.query.request.FilterNode;
import app.kasar.query.request.ListRequest;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Operator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which list was asked for, whatever route and notation it was asked in: a cursor goes on with the same list alone. What was
 * asked is compared and not what was planned of it, since a test such as "today" is planned anew with every page.
 */
record ListIdentity(ObjectSchema object, List<SortColumn> order, ListRequest asked, Criterion rest) {

    String hash() {
        var identity = String.join("\n", object.name(), filter(), order.toString(), search(), rest.toString());
        return Integer.toString(identity.hashCode(), Character.MAX_RADIX)
                + Integer.toString(identity.length(), Character.MAX_RADIX);
    }

    private String search() {
        return asked.search() == null ? "" : '"' + asked.search();
    }

    private String filter() {
        return asked.filter().map(this::text).orElse("");
    }

    /** A group of one part is that part, and one of none is no filter at all. */
    private String text(FilterNode node) {
        return switch (node) {
            case FilterNode.All(var parts) -> group(" and ", parts);
            case FilterNode.Any(var parts) -> group(" or ", parts);
            case FilterNode.Condition condition -> text(condition);
        };
    }

    private String group(String between, List<FilterNode> parts) {
        return parts.size() < 2
                ? parts.stream().map(this::text).collect(Collectors.joining())
                : parts.stream().map(this::text).collect(Collectors.joining(between, "(", ")"));
    }

    private String text(FilterNode.Condition condition) {
        var operator = Operator.find(condition.operator());
        var name = operator.map(Operator::wireName)
                .orElseGet(() -> condition.operator().toLowerCase(Locale.ROOT));
        var takesValue = operator.map(Operator::needsValue).orElse(true);
        return condition.field() + ' ' + name + ' ' + (takesValue ? value(condition.operand()) : "");
    }

    /** In a URL every value is text. */
    private static String value(@Nullable JsonNode operand) {
        if (operand == null || operand.isNull()) {
            return "";
        }
        if (operand.isArray()) {
            return operand.valueStream().map(ListIdentity::value).collect(Collectors.joining(",", "[", "]"));
        }
        return '"' + (operand.isValueNode() ? operand.asString() : operand.toString()) + '"';
    }
}
