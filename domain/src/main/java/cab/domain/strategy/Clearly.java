package cab.domain.strategy;

/**
 * Comparisons of numbers that were computed: what differs by no more than a trillionth is level. Averages of a price
 * that does not move differ by their rounding, and that is no cross.
 */
final class Clearly {

    private static final double TOLERANCE = 1e-12;

    private Clearly() {}

    static boolean above(double value, double level) {
        return value - level > TOLERANCE * Math.abs(level);
    }

    static boolean below(double value, double level) {
        return level - value > TOLERANCE * Math.abs(level);
    }
}
