package cab.infrastructure.marketdata;

import java.nio.charset.StandardCharsets;

/**
 * Reads a decimal number out of bytes as the nearest double.
 *
 * <p>A whole number below 2^53 and a power of ten up to 10^22 are exact as doubles, and so one division or
 * multiplication of them is rounded once, which is what {@link Double#parseDouble} gives too. All other numbers go
 * there. Owned by one thread.
 */
final class DecimalScanner {

    private static final long EXACT_MAX = 1L << 53;

    /** Digits that a long surely holds. */
    private static final int DIGITS_MAX = 18;

    private static final int LENGTH_MAX = 64;

    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };

    private double value;

    /** The number that was read last. */
    double value() {
        return value;
    }

    /** Reads {@code -12.5e-3} and the like from {@code bytes[from..to)}; false when it is no such number. */
    boolean scan(byte[] bytes, int from, int to) {
        int index = from;
        boolean negative = index < to && bytes[index] == '-';
        if (negative) {
            index++;
        }
        long mantissa = 0;
        int digits = 0;
        int decimals = 0;
        boolean point = false;
        for (; index < to; index++) {
            int character = bytes[index];
            int digit = character - '0';
            if (digit >= 0 && digit <= 9) {
                mantissa = mantissa * 10 + digit;
                digits++;
                decimals += point ? 1 : 0;
            } else if (character == '.' && !point) {
                point = true;
            } else {
                break;
            }
        }
        if (digits == 0 || to - from > LENGTH_MAX || bytes[index - 1] == '.') {
            return false;
        }
        if (index < to) {
            return isExponent(bytes, index, to) && parse(bytes, from, to);
        }
        if (digits > DIGITS_MAX || mantissa >= EXACT_MAX) {
            return parse(bytes, from, to);
        }
        double magnitude = mantissa / POWERS_OF_TEN[decimals];
        value = negative ? -magnitude : magnitude;
        return true;
    }

    private static boolean isExponent(byte[] bytes, int from, int to) {
        int index = from;
        if (bytes[index] != 'e' && bytes[index] != 'E') {
            return false;
        }
        index++;
        if (index < to && (bytes[index] == '-' || bytes[index] == '+')) {
            index++;
        }
        int digitsFrom = index;
        while (index < to && bytes[index] >= '0' && bytes[index] <= '9') {
            index++;
        }
        return index == to && index > digitsFrom && index - digitsFrom <= 3;
    }

    /** The slow way; the form has been checked, so that it cannot be anything but a number. */
    private boolean parse(byte[] bytes, int from, int to) {
        value = Double.parseDouble(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        return true;
    }
}
