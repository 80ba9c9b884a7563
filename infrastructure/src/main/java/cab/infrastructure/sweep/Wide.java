package cab.infrastructure.sweep;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A sum in units of 10⁻¹⁸, of 127 bits and a sign: what costs and profits are kept in, exactly. Owned by one thread.
 */
final class Wide {

    private static final int SCALE = 18;
    private static final long LOW_HALF = 0xFFFF_FFFFL;

    private long high;
    private long low;

    void clear() {
        high = 0;
        low = 0;
    }

    void set(Wide other) {
        high = other.high;
        low = other.low;
    }

    /** Becomes {@code value} × {@code factor}, of which the factor is positive. */
    void setProduct(long value, long factor) {
        high = Math.multiplyHigh(value, factor);
        low = value * factor;
    }

    void add(Wide other) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        high = checked(high, other.high, high + other.high + carry);
        low = sum;
    }

    void subtract(Wide other) {
        long borrow = Long.compareUnsigned(low, other.low) < 0 ? 1 : 0;
        high = checked(high, ~other.high, high - other.high - borrow);
        low -= other.low;
    }

    /** A sum of two of the same sign has that sign, or it did not fit. */
    private static long checked(long left, long right, long sum) {
        if (((left ^ sum) & (right ^ sum)) < 0) {
            throw new ArithmeticException("a sum does not fit");
        }
        return sum;
    }

    void addProduct(long value, long factor) {
        long otherHigh = Math.multiplyHigh(value, factor);
        long otherLow = value * factor;
        long sum = low + otherLow;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        high = checked(high, otherHigh, high + otherHigh + carry);
        low = sum;
    }

    /** Becomes a decimal of at most 18 digits after the point, with the other sign. */
    void setNegative(BigDecimal value) {
        BigInteger unscaled = value.negate().setScale(SCALE).unscaledValue();
        high = unscaled.shiftRight(64).longValueExact();
        low = unscaled.longValue();
    }

    int compareTo(Wide other) {
        return high != other.high ? Long.compare(high, other.high) : Long.compareUnsigned(low, other.low);
    }

    int signum() {
        return high < 0 ? -1 : (high | low) == 0 ? 0 : 1;
    }

    /**
     * Becomes the share {@code part} ÷ {@code whole} of {@code of}, which is not negative, rounded half even; part is
     * less than whole, both are positive.
     */
    void setShare(Wide of, long part, long whole) {
        long product0 = of.low * part;
        long carry = Math.unsignedMultiplyHigh(of.low, part);
        long middle = of.high * part;
        long product1 = middle + carry;
        long product2 = Math.unsignedMultiplyHigh(of.high, part) + (Long.compareUnsigned(product1, middle) < 0 ? 1 : 0);
        // What is shared fits into 127 bits, and the share is less: the first digit of the quotient is 0.
        high = quotient(product2, product1, whole);
        long between = product1 - high * whole;
        low = quotient(between, product0, whole);
        long rest = product0 - low * whole;
        int half = Long.compare(rest, whole - rest);
        if (half > 0 || (half == 0 && (low & 1) == 1)) {
            low++;
            high += low == 0 ? 1 : 0;
        }
    }

    /** The quotient of 128 bits without sign, of which the upper ones are less than {@code divisor}. */
    static long quotient(long upper, long lower, long divisor) {
        if (upper == 0) {
            return Long.divideUnsigned(lower, divisor);
        }
        int shift = Long.numberOfLeadingZeros(divisor);
        long normal = divisor << shift;
        long normalHigh = normal >>> 32;
        long normalLow = normal & LOW_HALF;
        long top = shift == 0 ? upper : (upper << shift) | (lower >>> (64 - shift));
        long bottom = lower << shift;
        long first = digit(top, bottom >>> 32, normalHigh, normalLow);
        long between = (top << 32) + (bottom >>> 32) - first * normal;
        return (first << 32) + digit(between, bottom & LOW_HALF, normalHigh, normalLow);
    }

    /** One digit of 32 bits, by the schoolbook. */
    private static long digit(long top, long next, long normalHigh, long normalLow) {
        long digit = Long.divideUnsigned(top, normalHigh);
        long rest = top - digit * normalHigh;
        while (digit > LOW_HALF || Long.compareUnsigned(digit * normalLow, (rest << 32) + next) > 0) {
            digit--;
            rest += normalHigh;
            if (rest > LOW_HALF) {
                break;
            }
        }
        return digit;
    }

    /** The upper half. */
    long high() {
        return high;
    }

    /** The lower half. */
    long low() {
        return low;
    }

    BigDecimal value() {
        return value(high, low);
    }

    /** A sum by its halves. */
    static BigDecimal value(long high, long low) {
        BigInteger upper = BigInteger.valueOf(high).shiftLeft(64);
        BigInteger lower = new BigInteger(Long.toUnsignedString(low));
        return new BigDecimal(upper.add(lower), SCALE);
    }
}
