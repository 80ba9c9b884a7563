package cab.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.stream.IntStream;

/**
 * Whole multiples of a price tick or a quantity step. Nearly all of those are a power of ten: then a number is brought
 * to its digits, without a division.
 */
public final class Multiples {

    /** A step of one digit at each scale. */
    private static final BigDecimal[] POWERS_OF_TEN = IntStream.rangeClosed(0, Decimals.SCALE_MAX)
            .mapToObj(scale -> BigDecimal.valueOf(1, scale))
            .toArray(BigDecimal[]::new);

    private Multiples() {}

    /**
     * The nearest multiple of {@code step} in the named direction. Its scale is not defined.
     *
     * @param step more than zero
     * @throws ArithmeticException when {@code rounding} is {@link RoundingMode#UNNECESSARY} and {@code value} is none
     */
    public static BigDecimal nearest(BigDecimal value, BigDecimal step, RoundingMode rounding) {
        if (!isPowerOfTen(step)) {
            return value.divide(step, 0, rounding).multiply(step);
        }
        return value.scale() <= step.scale() ? value : value.setScale(step.scale(), rounding);
    }

    /** Whether {@code value} is a multiple of {@code step}, which is more than zero. */
    public static boolean isMultiple(BigDecimal value, BigDecimal step) {
        return (value.scale() <= step.scale() && isPowerOfTen(step))
                || value.remainder(step).signum() == 0;
    }

    private static boolean isPowerOfTen(BigDecimal step) {
        int scale = step.scale();
        return scale >= 0 && scale < POWERS_OF_TEN.length && step.compareTo(POWERS_OF_TEN[scale]) == 0;
    }
}
