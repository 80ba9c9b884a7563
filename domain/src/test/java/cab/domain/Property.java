package cab.domain;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A claim that holds for many generated cases. The seeds are the same in every run; a case that fails names its seed,
 * and {@link #replay} runs that case alone.
 */
public final class Property {

    private static final int CASES = 1_000;
    private static final long ROOT_SEED = 20_260_101L;

    private Property() {}

    /** Checks {@code claim} with 1 000 sources of randomness. */
    public static void holds(Consumer<SplittableRandom> claim) {
        holds(CASES, claim);
    }

    /** Checks {@code claim} with {@code cases} sources of randomness. */
    public static void holds(int cases, Consumer<SplittableRandom> claim) {
        SplittableRandom seeds = new SplittableRandom(ROOT_SEED);
        for (int number = 0; number < cases; number++) {
            replay(seeds.nextLong(), claim);
        }
    }

    /** Checks {@code claim} with the one source of randomness that {@code seed} gives. */
    public static void replay(long seed, Consumer<SplittableRandom> claim) {
        try {
            claim.accept(new SplittableRandom(seed));
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("seed " + seed + ": " + failure.getMessage(), failure);
        }
    }
}
