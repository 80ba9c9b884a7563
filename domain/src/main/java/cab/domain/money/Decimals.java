package cab.domain.money;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Limits that every decimal of this package keeps, so that hostile or broken input cannot cost memory or time. */
final class Decimals {

    /** Digits after the point that any amount may have; enough for wei. */
    static final int SCALE_MAX = 18;

    /** Digits in all that any amount may have. */
    static final int PRECISION_MAX = 38;

    private static final int WHOLE_DIGITS_MAX = PRECISION_MAX - SCALE_MAX;

    private static final int TEXT_LENGTH_MAX = 64;

    /** More than any product of amounts has. */
    private static final int DIGITS_MODEST = 512;

    private Decimals() {}

    /**
     * The number written in {@code text}, refused before it is built when it is too long to be an amount.
     *
     * @throws IllegalArgumentException when the text is no decimal number or outside the limits
     */
    static BigDecimal parse(String what, String text) {
        if (text.isEmpty() || text.length() > TEXT_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    what + " must have 1.." + TEXT_LENGTH_MAX + " characters, had " + text.length());
        }
        try {
            return canonical(what, new BigDecimal(text));
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(what + " must be a decimal number, was '" + text + "'", malformed);
        }
    }

    /** The same number without trailing zeros and without a negative scale, checked against the limits. */
    static BigDecimal canonical(String what, BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (value.scale() == 0 && value.precision() <= WHOLE_DIGITS_MAX) {
            return value;
        }
        int scale = value.scale();
        int precision = value.precision();
        if (scale >= 0 && scale <= SCALE_MAX && precision - scale <= WHOLE_DIGITS_MAX) {
            BigDecimal stripped = value.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
        requireModest(what, value);
        BigDecimal stripped = value.stripTrailingZeros();
        if (stripped.scale() > SCALE_MAX || stripped.precision() - (long) stripped.scale() > WHOLE_DIGITS_MAX) {
            throw new IllegalArgumentException(what + " must have at most " + WHOLE_DIGITS_MAX + " digits before and "
                    + SCALE_MAX + " after the point, was " + stripped);
        }
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** {@code raw} brought to at most {@link #SCALE_MAX} digits after the point in the named direction. */
    static BigDecimal fitted(String what, BigDecimal raw, RoundingMode rounding) {
        if (raw.scale() <= SCALE_MAX) {
            return raw;
        }
        requireModest(what, raw);
        return raw.setScale(SCALE_MAX, rounding);
    }

    /** Refuses what is so long, or so far from 1, that calculating with it would take noticeable time or memory. */
    private static void requireModest(String what, BigDecimal value) {
        if (value.precision() > DIGITS_MODEST || Math.abs((long) value.scale()) > DIGITS_MODEST) {
            throw new IllegalArgumentException(what + " must be a number of ordinary size, had " + value.precision()
                    + " digits and scale " + value.scale());
        }
    }
}
