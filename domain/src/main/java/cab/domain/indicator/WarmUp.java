package cab.domain.indicator;

/** What all indicators say of a length that cannot be, and of a value that is not there yet. */
final class WarmUp {

    private WarmUp() {}

    /** {@code period}, when it is a length. */
    static int period(int period) {
        if (period < 1) {
            throw new IllegalArgumentException("period must be 1 or more, was " + period);
        }
        return period;
    }

    /** That {@code indicator} was asked too early. */
    static IllegalStateException isNotOver(String indicator, int candles) {
        return new IllegalStateException(indicator + " has no value before it has seen " + candles + " candles");
    }

    /** {@code value}, when it is a number. */
    static double finite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " must be finite, was " + value);
        }
        return value;
    }

    /** {@code seen}, when it lies within 0..{@code max}. */
    static int seen(int seen, int max) {
        if (seen < 0 || seen > max) {
            throw new IllegalArgumentException("values seen must be within 0.." + max + ", was " + seen);
        }
        return seen;
    }
}
