package cab.domain.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class MultiplesTest {

    private static final List<RoundingMode> MODES = List.of(
            RoundingMode.UP,
            RoundingMode.DOWN,
            RoundingMode.CEILING,
            RoundingMode.FLOOR,
            RoundingMode.HALF_UP,
            RoundingMode.HALF_DOWN,
            RoundingMode.HALF_EVEN);

    @Test
    void everyStepGivesWhatTheDivisionGives() {
        for (long seed = 1; seed <= 5_000; seed++) {
            RandomGenerator random = new SplittableRandom(seed);
            BigDecimal step = step(random);
            BigDecimal value =
                    BigDecimal.valueOf(random.nextLong(-2_000_000_000_000L, 2_000_000_000_000L), digits(random));
            for (RoundingMode mode : MODES) {
                BigDecimal divided = value.divide(step, 0, mode).multiply(step);
                assertThat(Multiples.nearest(value, step, mode))
                        .as("seed %d: %s to %s %s", seed, value, step, mode)
                        .isEqualByComparingTo(divided);
                assertThat(Multiples.isMultiple(divided, step))
                        .as("seed %d: %s of %s", seed, divided, step)
                        .isTrue();
            }
            assertThat(Multiples.isMultiple(value, step))
                    .as("seed %d: %s of %s", seed, value, step)
                    .isEqualTo(value.remainder(step).signum() == 0);
        }
    }

    @Test
    void aStepOfManyDigitsIsNoPowerOfTenWhateverItsScale() {
        assertThat(Multiples.nearest(new BigDecimal("0.07"), new BigDecimal("0.05"), RoundingMode.DOWN))
                .isEqualByComparingTo("0.05");
        assertThat(Multiples.nearest(new BigDecimal("25"), new BigDecimal("10"), RoundingMode.UP))
                .isEqualByComparingTo("30");
        assertThat(Multiples.isMultiple(new BigDecimal("25"), new BigDecimal("10")))
                .isFalse();
        assertThat(Multiples.isMultiple(new BigDecimal("0.15"), new BigDecimal("0.05")))
                .isTrue();
    }

    @Test
    void zerosBehindTheLastDigitChangeNothing() {
        assertThat(Multiples.isMultiple(new BigDecimal("1.500"), new BigDecimal("0.1")))
                .isTrue();
        assertThat(Multiples.nearest(new BigDecimal("1.559"), new BigDecimal("0.010"), RoundingMode.DOWN))
                .isEqualByComparingTo("1.55");
    }

    @Test
    void whatNeedsRoundingThoughNoneIsAllowedIsRefused() {
        assertThatThrownBy(() ->
                        Multiples.nearest(new BigDecimal("1.05"), new BigDecimal("0.1"), RoundingMode.UNNECESSARY))
                .isInstanceOf(ArithmeticException.class);
    }

    private static int digits(RandomGenerator random) {
        return random.nextInt(19);
    }

    /** Most are a power of ten, as at exchanges. */
    private static BigDecimal step(RandomGenerator random) {
        long unscaled = random.nextInt(3) > 0 ? 1 : 1 + random.nextInt(50);
        return BigDecimal.valueOf(unscaled, digits(random));
    }
}
