package cab.infrastructure.marketdata;

/**
 * Numbers by chance that are the same on every machine and Java for the same seed: SplitMix64, with StrictMath where a
 * function is needed. Owned by one thread.
 */
public final class SeededRandom {

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double DOUBLE_UNIT = 0x1.0p-53;

    private long state;
    private double spareGaussian;
    private boolean hasSpareGaussian;

    public SeededRandom(long seed) {
        this.state = seed;
    }

    /** Any long, all equally likely. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** 0 inclusive to 1 exclusive. */
    public double nextDouble() {
        return (nextLong() >>> 11) * DOUBLE_UNIT;
    }

    /** 0 inclusive to {@code bound} exclusive; the bias of at most 2^-40 for bounds below 2^24 does not matter here. */
    public int nextInt(int bound) {
        if (bound < 1) {
            throw new IllegalArgumentException("bound must be at least 1, was " + bound);
        }
        return (int) (nextDouble() * bound);
    }

    /** Normally distributed, mean 0, deviation 1. */
    public double nextGaussian() {
        if (hasSpareGaussian) {
            hasSpareGaussian = false;
            return spareGaussian;
        }
        // The polar method: no sine, and its square root is exact on every machine.
        while (true) {
            double x = 2 * nextDouble() - 1;
            double y = 2 * nextDouble() - 1;
            double square = x * x + y * y;
            if (square < 1 && square != 0) {
                double factor = StrictMath.sqrt(-2 * StrictMath.log(square) / square);
                spareGaussian = y * factor;
                hasSpareGaussian = true;
                return x * factor;
            }
        }
    }

    /** A seed that depends on both in every bit. */
    public static long mixed(long seed, long salt) {
        return mix(seed ^ mix(salt));
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
