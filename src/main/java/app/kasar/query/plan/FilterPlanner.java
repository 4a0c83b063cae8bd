package app.kasar.query.plan;

import app.kasar.problem.Faults;
import app.kasar.problem.NearestName;
import app.kasar.query.request.FilterNode;
import app.kasar.schema.Attribute;
import app.kasar.schema.ColumnType;
import app.kasar.schema.FieldColumns;
import app.kasar.schema.FieldType;
import app.kasar.schema.ObjectSchema;
import app.kasar.schema.Operator;
import app.kasar.schema.OperatorFamily;
import app.kasar.schema.value.PlainText;
import app.kasar.schema.value.Reading;
import app.kasar.schema.value.TextLimits;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** {@link FilterNode} and schema to {@link Criterion}. Fails closed: whatever is refused selects nothing. */
final class FilterPlanner {
    private static final Set<String> NO_VALUES = Set.of("", "true");

    private final ObjectSchema object;
    private final PathFinder paths;
    private final FilterValues values;
    private final Faults faults;

    FilterPlanner(ObjectSchema object, PathFinder paths, FilterValues values, Faults faults) {
        this.object = object;
        this.paths = paths;
        this.values = values;
        this.faults = faults;
    }

    Criterion plan(FilterNode node) {
        return switch (node) {
            case FilterNode.All(var parts) -> parts.isEmpty() ? new Criterion.Everything() : all(parts);
            case FilterNode.Any(var parts) ->
                parts.isEmpty()
                        ? new Criterion.Everything()
                        : new Criterion.Any(parts.stream().map(this::plan).toList());
            case FilterNode.Condition condition -> condition(condition);
        };
    }

    private Criterion all(List<FilterNode> parts) {
        return new Criterion.All(parts.stream().map(this::plan).toList());
    }

    private Criterion condition(FilterNode.Condition asked) {
        var operator = Operator.find(asked.operator());
        if (operator.isEmpty()) {
            reject(
                    asked,
                    "operator",
                    "unknown operator '%s'%s"
                            .formatted(
                                    asked.operator(),
                                    NearestName.hintOrList(asked.operator(), Operator.spellings(), Operator.names())));
        }
        if (operator.isPresent() && !operator.get().needsValue() && saysOtherwise(asked.operand())) {
            reject(
                    asked,
                    "value",
                    "operator %s takes no value".formatted(operator.get().wireName()));
        }
        return switch (paths.find(object, asked.field())) {
            case PathFinder.Target.Unknown(var message) -> reject(asked, "field", message);
            case PathFinder.Target.Value(var hops, var attribute) ->
                operator.map(known -> through(hops, known, attribute, test(asked, known, attribute)))
                        .orElseGet(Criterion.Nothing::new);
            case PathFinder.Target.Records(var hops) ->
                operator.map(known -> related(asked, known, hops)).orElseGet(Criterion.Nothing::new);
        };
    }

    /** Whether a value was given to an operator that takes none, other than the nothing that some clients must send. */
    private static boolean saysOtherwise(@Nullable JsonNode operand) {
        return operand != null && !operand.isNull() && !NO_VALUES.contains(operand.asString("[]"));
    }

    /**
     * Wraps a test of the last object's row in the hops that lead there. Where the path ends earlier the value is empty:
     * "has no company" has no industry, and its industry is not "Retail" either. Over a to-many hop a test means "any".
     */
    private static Criterion through(List<Hop> hops, Operator operator, Attribute attribute, Criterion test) {
        if (hops.isEmpty()) {
            return test;
        }
        if (operator == Operator.IS_NULL) {
            return nested(hops, new Criterion.Empty(attribute, true), true);
        }
        var leadsToMany = hops.stream().anyMatch(hop -> hop.relation().leadsToMany());
        if (!leadsToMany && includesEmpty(operator)) {
            return new Criterion.Any(
                    List.of(nested(hops, test, false), nested(hops, new Criterion.Everything(), true)));
        }
        return nested(hops, test, false);
    }

    private static boolean includesEmpty(Operator operator) {
        return operator == Operator.NOT_EQUALS || operator == Operator.NOT_IN || operator == Operator.NOT_CONTAINS;
    }

    private static Criterion nested(List<Hop> hops, Criterion inner, boolean negated) {
        var criterion = inner;
        for (var index = hops.size() - 1; index >= 0; index--) {
            criterion = new Criterion.Related(hops.get(index), criterion, negated && index == 0);
        }
        return criterion;
    }

    /** A test of which records a to-many relation leads to. */
    private Criterion related(FilterNode.Condition asked, Operator operator, List<Hop> hops) {
        if (!OperatorFamily.REFERENCE.takes(operator)) {
            return reject(
                    asked,
                    "operator",
                    "'%s' takes %s; name a field of it to compare values, as '%s.name'"
                            .formatted(asked.field(), OperatorFamily.REFERENCE.listed(), asked.field()));
        }
        var id = hops.getLast().target().findAttribute("id").orElseThrow();
        return switch (operator) {
            case IS_NULL -> nested(hops, new Criterion.Everything(), true);
            case IS_NOT_NULL -> nested(hops, new Criterion.Everything(), false);
            case NOT_EQUALS -> nested(hops, test(asked, Operator.EQUALS, id), true);
            case NOT_IN -> nested(hops, test(asked, Operator.IN, id), true);
            case EQUALS, IN -> nested(hops, test(asked, operator, id), false);
            case CONTAINS,
                    NOT_CONTAINS,
                    STARTS_WITH,
                    ENDS_WITH,
                    GREATER_THAN,
                    GREATER_EQUAL,
                    LESS_THAN,
                    LESS_EQUAL,
                    BETWEEN,
                    DATE_EQUALS,
                    DATE_BEFORE,
                    DATE_AFTER,
                    DATE_BETWEEN -> new Criterion.Nothing();
        };
    }

    private Criterion test(FilterNode.Condition asked, Operator operator, Attribute attribute) {
        var family = attribute.family();
        if (!family.takes(operator)) {
            return reject(
                    asked,
                    "operator",
                    "'%s' takes %s, not %s".formatted(asked.field(), family.listed(), operator.wireName()));
        }
        if (!operator.needsValue()) {
            return new Criterion.Empty(attribute, operator == Operator.IS_NOT_NULL);
        }
        return operand(asked, operator)
                .map(operand -> switch (family) {
                    case TEXT -> text(asked, operator, attribute, operand);
                    case ENTRIES -> entries(asked, operator, attribute, operand);
                    case CHOICES -> choices(asked, operator, attribute, operand);
                    case TIME ->
                        new TimeTests(values)
                                .test(attribute, operator, operand, message -> reject(asked, "value", message));
                    case NUMBER, BOOLEAN, REFERENCE, PRESENCE -> scalar(asked, operator, attribute, operand);
                })
                .orElseGet(Criterion.Nothing::new);
    }

    private Optional<JsonNode> operand(FilterNode.Condition asked, Operator operator) {
        var operand = asked.operand();
        if (operand == null || operand.isNull()) {
            reject(
                    asked,
                    "value",
                    "operator %s needs a value; use is_null to find empty ones".formatted(operator.wireName()));
            return Optional.empty();
        }
        return Optional.of(operand);
    }

    private Criterion text(FilterNode.Condition asked, Operator operator, Attribute attribute, JsonNode operand) {
        return switch (operator) {
            case CONTAINS -> like(asked, attribute, operand, Criterion.Place.ANYWHERE, false);
            case NOT_CONTAINS -> like(asked, attribute, operand, Criterion.Place.ANYWHERE, true);
            case STARTS_WITH -> like(asked, attribute, operand, Criterion.Place.START, false);
            case ENDS_WITH -> like(asked, attribute, operand, Criterion.Place.END, false);
            case EQUALS, NOT_EQUALS, IN, NOT_IN, GREATER_THAN, GREATER_EQUAL, LESS_THAN, LESS_EQUAL, BETWEEN ->
                scalar(asked, operator, attribute, operand);
            case IS_NULL, IS_NOT_NULL, DATE_EQUALS, DATE_BEFORE, DATE_AFTER, DATE_BETWEEN -> new Criterion.Nothing();
        };
    }

    private Criterion like(
            FilterNode.Condition asked, Attribute attribute, JsonNode operand, Criterion.Place place, boolean negated) {
        var text = plainText(asked, operand);
        if (text == null) {
            return new Criterion.Nothing();
        }
        var part = attribute.field().type() == FieldType.PHONE ? FilterValues.foldPart(FieldType.PHONE, text) : text;
        return new Criterion.Like(attribute, place, part, negated);
    }

    private Criterion scalar(FilterNode.Condition asked, Operator operator, Attribute attribute, JsonNode operand) {
        if (operator.takesList()) {
            var list = list(asked, attribute, operand);
            return list == null
                    ? new Criterion.Nothing()
                    : new Criterion.OneOf(attribute, possible(attribute, list), operator == Operator.NOT_IN);
        }
        if (operator == Operator.BETWEEN) {
            var pair = pair(asked, attribute, operand);
            return pair == null
                    ? new Criterion.Nothing()
                    : new Criterion.All(List.of(
                            new Criterion.Ordered(attribute, Criterion.Side.AT_OR_ABOVE, pair.getFirst()),
                            new Criterion.Ordered(attribute, Criterion.Side.AT_OR_BELOW, pair.getLast())));
        }
        var value = read(asked, attribute, operand);
        return value == null ? new Criterion.Nothing() : compare(attribute, operator, value);
    }

    /** The values the column can hold: a column of whole numbers has no fraction to find, and no list could carry one. */
    private static List<Object> possible(Attribute attribute, List<Object> values) {
        return attribute.type() == ColumnType.BIGINT
                ? values.stream().filter(Long.class::isInstance).toList()
                : values;
    }

    private static Criterion compare(Attribute attribute, Operator operator, Object value) {
        return switch (operator) {
            case EQUALS -> new Criterion.Equal(attribute, value);
            case NOT_EQUALS -> new Criterion.Differs(attribute, value);
            case GREATER_THAN -> new Criterion.Ordered(attribute, Criterion.Side.ABOVE, value);
            case GREATER_EQUAL -> new Criterion.Ordered(attribute, Criterion.Side.AT_OR_ABOVE, value);
            case LESS_THAN -> new Criterion.Ordered(attribute, Criterion.Side.BELOW, value);
            case LESS_EQUAL -> new Criterion.Ordered(attribute, Criterion.Side.AT_OR_BELOW, value);
            case CONTAINS,
                    NOT_CONTAINS,
                    STARTS_WITH,
                    ENDS_WITH,
                    IN,
                    NOT_IN,
                    BETWEEN,
                    IS_NULL,
                    IS_NOT_NULL,
                    DATE_EQUALS,
                    DATE_BEFORE,
                    DATE_AFTER,
                    DATE_BETWEEN -> new Criterion.Nothing();
        };
    }

    private Criterion entries(FilterNode.Condition asked, Operator operator, Attribute attribute, JsonNode operand) {
        var column = FieldColumns.values(attribute.field());
        return switch (operator) {
            case EQUALS, NOT_EQUALS, IN, NOT_IN -> {
                var wanted = operator.takesList() ? texts(asked, operand) : single(asked, operand);
                var folded = wanted.stream()
                        .map(text -> values.foldEntry(attribute.field().type(), text))
                        .toList();
                yield new Criterion.Overlaps(
                        column, folded, operator == Operator.NOT_EQUALS || operator == Operator.NOT_IN);
            }
            case CONTAINS -> anyLike(asked, attribute, operand, Criterion.Place.ANYWHERE, false);
            case NOT_CONTAINS -> anyLike(asked, attribute, operand, Criterion.Place.ANYWHERE, true);
            case STARTS_WITH -> anyLike(asked, attribute, operand, Criterion.Place.START, false);
            case ENDS_WITH -> anyLike(asked, attribute, operand, Criterion.Place.END, false);
            case GREATER_THAN,
                    GREATER_EQUAL,
                    LESS_THAN,
                    LESS_EQUAL,
                    BETWEEN,
                    IS_NULL,
                    IS_NOT_NULL,
                    DATE_EQUALS,
                    DATE_BEFORE,
                    DATE_AFTER,
                    DATE_BETWEEN -> new Criterion.Nothing();
        };
    }

    private Criterion anyLike(
            FilterNode.Condition asked, Attribute attribute, JsonNode operand, Criterion.Place place, boolean negated) {
        var text = plainText(asked, operand);
        if (text == null) {
            return new Criterion.Nothing();
        }
        var part = FilterValues.foldPart(attribute.field().type(), text);
        return new Criterion.AnyLike(FieldColumns.values(attribute.field()), place, part, negated);
    }

    private Criterion choices(FilterNode.Condition asked, Operator operator, Attribute attribute, JsonNode operand) {
        var wanted = operator == Operator.CONTAINS || operator == Operator.NOT_CONTAINS
                ? single(asked, operand)
                : texts(asked, operand);
        return switch (operator) {
            case EQUALS -> new Criterion.SameSet(attribute.column(), wanted, false);
            case NOT_EQUALS -> new Criterion.SameSet(attribute.column(), wanted, true);
            case CONTAINS, IN -> new Criterion.Overlaps(attribute.column(), wanted, false);
            case NOT_CONTAINS, NOT_IN -> new Criterion.Overlaps(attribute.column(), wanted, true);
            case STARTS_WITH,
                    ENDS_WITH,
                    GREATER_THAN,
                    GREATER_EQUAL,
                    LESS_THAN,
                    LESS_EQUAL,
                    BETWEEN,
                    IS_NULL,
                    IS_NOT_NULL,
                    DATE_EQUALS,
                    DATE_BEFORE,
                    DATE_AFTER,
                    DATE_BETWEEN -> new Criterion.Nothing();
        };
    }

    private @Nullable Object read(FilterNode.Condition asked, Attribute attribute, JsonNode operand) {
        return values.read(
                attribute, operand, message -> reject(asked, "value", "'%s' %s".formatted(asked.field(), message)));
    }

    private @Nullable List<Object> list(FilterNode.Condition asked, Attribute attribute, JsonNode operand) {
        var elements = FilterValues.elements(operand);
        var read = elements.stream()
                .map(element -> read(asked, attribute, element))
                .toList();
        return read.contains(null) ? null : List.copyOf(read);
    }

    private @Nullable List<Object> pair(FilterNode.Condition asked, Attribute attribute, JsonNode operand) {
        var list = list(asked, attribute, operand);
        if (list != null && list.size() != 2) {
            reject(asked, "value", "between takes two values, the lower and the upper");
            return null;
        }
        return list;
    }

    private List<String> texts(FilterNode.Condition asked, JsonNode operand) {
        return FilterValues.elements(operand).stream()
                .map(element -> plainText(asked, element))
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    private List<String> single(FilterNode.Condition asked, JsonNode operand) {
        var text = plainText(asked, operand);
        return text == null ? List.of() : List.of(text);
    }

    private @Nullable String plainText(FilterNode.Condition asked, JsonNode operand) {
        if (!operand.isValueNode() || operand.isNull()) {
            reject(asked, "value", "'%s' needs one text as its value".formatted(asked.field()));
            return null;
        }
        return switch (PlainText.read(operand.asString(), TextLimits.TEXTAREA)) {
            case Reading.Accepted<String>(var text) -> text;
            case Reading.Refused<String>(var message) -> {
                reject(asked, "value", "'%s' %s".formatted(asked.field(), message));
                yield null;
            }
        };
    }

    private Criterion reject(FilterNode.Condition asked, String part, String message) {
        faults.invalid(asked.at() + part, message);
        return new Criterion.Nothing();
    }
}
