package cab.infrastructure.marketdata;

/**
 * The slow part of a made-up price: smooth swings of several lengths, from hours to most of a year, the longer the
 * larger. It can be asked for at any minute without what came before, and it never leaves its bounds. Immutable.
 */
final class Swings {

    private static final int MINUTES_PER_HOUR = 60;
    private static final int MINUTES_PER_DAY = 24 * MINUTES_PER_HOUR;

    /** Minutes between the turning points of each swing. */
    private static final int[] LENGTHS = {
        3 * MINUTES_PER_HOUR,
        8 * MINUTES_PER_HOUR,
        MINUTES_PER_DAY,
        4 * MINUTES_PER_DAY,
        16 * MINUTES_PER_DAY,
        64 * MINUTES_PER_DAY,
        256 * MINUTES_PER_DAY
    };

    /** The largest part each swing has in the logarithm of the price. */
    private static final double[] HEIGHTS = {0.006, 0.010, 0.014, 0.025, 0.05, 0.12, 0.25};

    private final long seed;

    Swings(long seed) {
        this.seed = seed;
    }

    /** Adds the logarithm of the price, around 0, at each minute from {@code firstMinute} since 1970 on. */
    void addTo(double[] path, long firstMinute) {
        for (int swing = 0; swing < LENGTHS.length; swing++) {
            addSwing(path, firstMinute, swing);
        }
    }

    private void addSwing(double[] path, long firstMinute, int swing) {
        int length = LENGTHS[swing];
        long turn = Math.floorDiv(firstMinute, length);
        int passed = (int) (firstMinute - turn * length);
        double left = turningPoint(swing, turn);
        double right = turningPoint(swing, turn + 1);
        for (int minute = 0; minute < path.length; minute++) {
            double share = (double) passed / length;
            // Smooth at the turning points: no corner tells a strategy where they are.
            double eased = share * share * (3 - 2 * share);
            path[minute] += HEIGHTS[swing] * (left + (right - left) * eased);
            passed++;
            if (passed == length) {
                passed = 0;
                turn++;
                left = right;
                right = turningPoint(swing, turn + 1);
            }
        }
    }

    /** Within −1 and 1. */
    private double turningPoint(int swing, long index) {
        long mixed = SeededRandom.mixed(SeededRandom.mixed(seed, swing), index);
        return (mixed >> 11) * 0x1.0p-52;
    }
}
