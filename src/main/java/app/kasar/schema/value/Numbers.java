package app.kasar.schema.value;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Numbers, from JSON numbers or from strings that write one as JSON does ({@code "1234.50"}, no thousands separators). */
public final class Numbers {
    private static final String EXPECTED = "a number such as 1234.5";
    private static final Pattern WRITTEN =
            Pattern.compile("[+-]?[0-9]{1,400}(?:\\.[0-9]{1,400})?(?:[eE][+-]?[0-9]{1,3})?");
    private static final BigDecimal SMALLEST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal LARGEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final int LONG_DIGITS = 19;
    private static final int MAX_RATING = 5;

    private Numbers() {}

    /** NUMBER, CURRENCY and PERCENTAGE. Zeros at the end of the decimals go, so that equal numbers are equal values. */
    public static Reading<BigDecimal> read(JsonNode node, NumberLimits limits) {
        return decimal(node).then(limits::check);
    }

    public static Reading<BigDecimal> read(String text, NumberLimits limits) {
        return decimal(text).then(limits::check);
    }

    /** FLOAT: the nearest double. */
    public static Reading<Double> readFloat(JsonNode node) {
        return decimal(node).then(Numbers::toDouble);
    }

    public static Reading<Double> readFloat(String text) {
        return decimal(text).then(Numbers::toDouble);
    }

    /** INTEGER: 1.0 is 1, 1.5 is refused. */
    public static Reading<Long> readInteger(JsonNode node) {
        return decimal(node).then(Numbers::toLong);
    }

    public static Reading<Long> readInteger(String text) {
        return decimal(text).then(Numbers::toLong);
    }

    /** RATING: a whole number from 0 to 5. */
    public static Reading<Long> readRating(JsonNode node) {
        return readInteger(node).then(Numbers::toRating);
    }

    public static Reading<Long> readRating(String text) {
        return readInteger(text).then(Numbers::toRating);
    }

    private static Reading<BigDecimal> decimal(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> decimal(node.stringValue());
            case NUMBER ->
                node.decimalValueOpt()
                        .map(Reading::accepted)
                        .orElseGet(() -> Reading.refused("must be a finite number"));
            case BOOLEAN, ARRAY, OBJECT, NULL, BINARY, MISSING, POJO -> JsonKind.refuse(EXPECTED, node);
        };
    }

    private static Reading<BigDecimal> decimal(String text) {
        var number = Blanks.trim(text);
        return WRITTEN.matcher(number).matches()
                ? Reading.accepted(new BigDecimal(number))
                : Reading.refused("must be " + EXPECTED);
    }

    private static Reading<Double> toDouble(BigDecimal number) {
        double nearest = number.doubleValue();
        return Double.isFinite(nearest)
                ? Reading.accepted(nearest + 0.0) // -0.0 becomes 0.0
                : Reading.refused("must be between %s and %s".formatted(-Double.MAX_VALUE, Double.MAX_VALUE));
    }

    private static Reading<Long> toLong(BigDecimal number) {
        if (number.signum() == 0) {
            return Reading.accepted(0L);
        }
        // Digits first, as in NumberLimits: a huge exponent must not be expanded.
        boolean tooLarge = (long) number.precision() - number.scale() > LONG_DIGITS;
        if (tooLarge || number.compareTo(SMALLEST_LONG) < 0 || number.compareTo(LARGEST_LONG) > 0) {
            return Reading.refused("must be between %d and %d".formatted(Long.MIN_VALUE, Long.MAX_VALUE));
        }
        return number.stripTrailingZeros().scale() > 0
                ? Reading.refused("must be a whole number")
                : Reading.accepted(number.longValueExact());
    }

    private static Reading<Long> toRating(long number) {
        return number < 0 || number > MAX_RATING
                ? Reading.refused("must be a whole number from 0 to " + MAX_RATING)
                : Reading.accepted(number);
    }
}
