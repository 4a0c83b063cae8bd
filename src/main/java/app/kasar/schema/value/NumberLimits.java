package app.kasar.schema.value;

import java.math.BigDecimal;

/**
 * The numbers a kind of field takes.
 *
 * @param decimals the most digits behind the point
 */
public record NumberLimits(int decimals, BigDecimal minimum, BigDecimal maximum) {
    private static final int INTEGER_DIGITS = 30;
    private static final BigDecimal LARGEST =
            BigDecimal.TEN.pow(INTEGER_DIGITS).subtract(BigDecimal.ONE.movePointLeft(10));

    /** At most 30 digits before the point and 10 behind it. */
    public static final NumberLimits NUMBER = new NumberLimits(10, LARGEST.negate(), LARGEST);

    /** Four decimals: what unit prices need, and more than any currency has. */
    public static final NumberLimits CURRENCY = new NumberLimits(4, LARGEST.negate(), LARGEST);

    /** Growth rates and margins lie outside 0 to 100; a field that must not has limits of its own. */
    public static final NumberLimits PERCENTAGE =
            new NumberLimits(10, BigDecimal.valueOf(-1_000_000), BigDecimal.valueOf(1_000_000));

    public static final NumberLimits PROBABILITY = new NumberLimits(10, BigDecimal.ZERO, BigDecimal.valueOf(100));

    Reading<BigDecimal> check(BigDecimal number) {
        // Before any arithmetic: 1e999999999 is short to write and endless to compute with.
        if (number.signum() != 0 && (long) number.precision() - number.scale() > INTEGER_DIGITS) {
            return Reading.refused("must have at most %d digits before the decimal point".formatted(INTEGER_DIGITS));
        }
        var plain = plain(number);
        if (plain.scale() > decimals) {
            return Reading.refused("must have at most %d decimals".formatted(decimals));
        }
        return plain.compareTo(minimum) < 0 || plain.compareTo(maximum) > 0
                ? Reading.refused(
                        "must be between %s and %s".formatted(minimum.toPlainString(), maximum.toPlainString()))
                : Reading.accepted(plain);
    }

    private static BigDecimal plain(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
