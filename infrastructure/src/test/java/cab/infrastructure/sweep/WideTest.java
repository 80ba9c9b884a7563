package cab.infrastructure.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

final class WideTest {

    private static final long SEED = 20_261_121L;

    @Test
    void aShareIsThatOfDecimals() {
        SplittableRandom chance = new SplittableRandom(SEED);
        for (int round = 0; round < 20_000; round++) {
            long whole = 2 + chance.nextLong(1L << (1 + chance.nextInt(61)));
            long part = 1 + chance.nextLong(whole - 1);
            Wide of = new Wide();
            of.setProduct(chance.nextLong(1L << (1 + chance.nextInt(61))), 1 + chance.nextLong(1L << 60));

            Wide share = new Wide();
            share.setShare(of, part, whole);

            assertThat(share.value())
                    .as("seed %d, round %d: %d of %d of %s", SEED, round, part, whole, of.value())
                    .isEqualTo(of.value()
                            .multiply(BigDecimal.valueOf(part))
                            .divide(BigDecimal.valueOf(whole), 18, RoundingMode.HALF_EVEN));
        }
    }

    @Test
    void aHalfGoesToTheEvenNeighbour() {
        assertThat(shareOf(1, 1, 2)).isEqualTo(BigInteger.ZERO);
        assertThat(shareOf(3, 1, 2)).isEqualTo(BigInteger.TWO);
        assertThat(shareOf(5, 1, 2)).isEqualTo(BigInteger.TWO);
    }

    private static BigInteger shareOf(long units, long part, long whole) {
        Wide of = new Wide();
        of.setProduct(units, 1);
        Wide share = new Wide();
        share.setShare(of, part, whole);
        return share.value().unscaledValue();
    }

    @Test
    void theNearestDoubleIsThatOfDecimals() {
        SplittableRandom chance = new SplittableRandom(SEED);
        for (int round = 0; round < 20_000; round++) {
            long unscaled = chance.nextLong() >> chance.nextInt(12);
            int scale = chance.nextInt(19);

            assertThat(Units.nearest(unscaled, Units.ten(scale)))
                    .as("seed %d, round %d: %d with %d digits", SEED, round, unscaled, scale)
                    .isEqualTo(BigDecimal.valueOf(unscaled, scale).doubleValue());
        }
    }
}
