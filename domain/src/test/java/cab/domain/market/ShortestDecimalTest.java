package cab.domain.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ShortestDecimalTest {

    private static final long SEED = 20_261_121;

    @ParameterizedTest
    @ValueSource(
            doubles = {
                0,
                -0.0,
                -1.5,
                0.1,
                1,
                13_000,
                6_500.37,
                0.00001234,
                1e-12,
                4.9e-324,
                1e9,
                999_999_999_999_999.0,
                1e15,
                1e15 + 1,
                1e16,
                1.7976931348623157e308,
                0.1 + 0.2,
                1.0 / 3,
                123_456.789012345
            })
    void aDoubleIsTheNumberThatItsTextSays(double value) {
        assertThat(ShortestDecimal.of(value)).isEqualByComparingTo(new BigDecimal(Double.toString(value)));
    }

    @Test
    void decimalsOfUpToFifteenDigitsComeBackAsTheyWereWritten() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200_000; round++) {
            long unscaled = random.nextLong(1, (long) Math.pow(10, 1 + random.nextInt(15)));
            BigDecimal written = BigDecimal.valueOf(unscaled, random.nextInt(13));
            assertThat(ShortestDecimal.of(written.doubleValue()))
                    .as("%s, seed %d", written, SEED)
                    .isEqualByComparingTo(written);
        }
    }

    @Test
    void anyDoubleIsTheNumberThatItsTextSays() {
        Random random = new Random(SEED);
        for (int round = 0; round < 200_000; round++) {
            double value = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(value)) {
                assertThat(ShortestDecimal.of(value))
                        .as("%s, seed %d", value, SEED)
                        .isEqualByComparingTo(new BigDecimal(Double.toString(value)));
            }
        }
    }
}
