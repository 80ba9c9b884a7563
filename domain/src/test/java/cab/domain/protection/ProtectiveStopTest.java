package cab.domain.protection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import cab.domain.Property;
import cab.domain.money.Percent;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class ProtectiveStopTest {

    private static ProtectiveStop stop(String stopLoss, String trailing, String activation) {
        return new ProtectiveStop(
                new ProtectionPolicy(Percent.of(stopLoss), Percent.of(trailing), Percent.of(activation)));
    }

    @Test
    void nothingIsHitBeforeAPositionIsProtected() {
        ProtectiveStop stop = stop("5", "3", "0");

        stop.raise(1_000);

        assertThat(stop.isArmed()).isFalse();
        assertThat(stop.level()).isZero();
        assertThat(stop.peak()).isZero();
        assertThat(stop.isHitBy(Double.MIN_VALUE)).isFalse();
    }

    @Test
    void aHardStopIsHitExactlyAtItsLevelAndNotATickAbove() {
        ProtectiveStop stop = stop("5", "0", "0");
        stop.arm(100, 100);

        assertThat(stop.level()).isEqualTo(95);
        assertThat(stop.isHitBy(95.01)).isFalse();
        assertThat(stop.isHitBy(95)).isTrue();
        assertThat(stop.isHitBy(94.99)).isTrue();
        assertThat(stop.isTrailing()).isFalse();
    }

    @Test
    void aHardStopDoesNotFollowThePrice() {
        ProtectiveStop stop = stop("5", "0", "0");
        stop.arm(100, 100);

        stop.raise(200);

        assertThat(stop.level()).isEqualTo(95);
        assertThat(stop.peak()).isEqualTo(200);
    }

    @Test
    void aTrailFollowsThePriceUpAndNotDown() {
        ProtectiveStop stop = stop("5", "3", "0");
        stop.arm(100, 100);
        assertThat(stop.level()).isEqualTo(97);
        assertThat(stop.isTrailing()).isTrue();

        stop.raise(200);
        stop.raise(150);

        assertThat(stop.level()).isEqualTo(194);
        assertThat(stop.isHitBy(194)).isTrue();
        assertThat(stop.isHitBy(194.01)).isFalse();
    }

    @Test
    void aTrailIsArmedExactlyAtItsActivation() {
        ProtectiveStop stop = stop("5", "3", "2");
        stop.arm(100, 100);

        stop.raise(101.99);
        assertThat(stop.isTrailing()).isFalse();
        assertThat(stop.level()).isEqualTo(95);

        stop.raise(102);
        assertThat(stop.isTrailing()).isTrue();
        assertThat(stop.level()).isEqualTo(98.94);
    }

    @Test
    void aTrailWiderThanTheHardStopTakesOverWhenItIsHigher() {
        ProtectiveStop stop = stop("2", "10", "0");
        stop.arm(100, 100);
        assertThat(stop.isTrailing()).isFalse();
        assertThat(stop.level()).isEqualTo(98);

        stop.raise(120);

        assertThat(stop.isTrailing()).isTrue();
        assertThat(stop.level()).isEqualTo(108);
    }

    @Test
    void aTrailAloneProtectsOnlyOnceArmed() {
        ProtectiveStop stop = stop("0", "3", "2");
        stop.arm(100, 100);
        assertThat(stop.isHitBy(0.01)).isFalse();

        stop.raise(110);

        assertThat(stop.isHitBy(106.7)).isTrue();
        assertThat(stop.isHitBy(106.71)).isFalse();
    }

    @Test
    void aRestartWithEntryPriceAndPeakFindsTheSameLevel() {
        ProtectiveStop before = stop("5", "3", "2");
        before.arm(100, 100);
        before.raise(110);

        ProtectiveStop after = stop("5", "3", "2");
        after.arm(before.entryPrice(), before.peak());

        assertThat(after.level()).isEqualTo(before.level());
        assertThat(after.isTrailing()).isTrue();
    }

    @Test
    void buyingMoreMovesTheHardStopWithTheAverage() {
        ProtectiveStop stop = stop("5", "0", "0");
        stop.arm(100, 100);

        stop.arm(90, stop.peak());

        assertThat(stop.level()).isEqualTo(85.5);
        assertThat(stop.peak()).isEqualTo(100);
    }

    @Test
    void whatIsDisarmedProtectsNothing() {
        ProtectiveStop stop = stop("5", "3", "0");
        stop.arm(100, 120);

        stop.disarm();

        assertThat(stop.isArmed()).isFalse();
        assertThat(stop.isTrailing()).isFalse();
        assertThat(stop.isHitBy(1)).isFalse();
        assertThat(stop.entryPrice()).isZero();
        assertThat(stop.peak()).isZero();
    }

    @Test
    void theLevelNeverFalls() {
        Property.holds(random -> {
            ProtectiveStop stop =
                    stop(percent(random.nextInt(0, 50)), percent(random.nextInt(0, 50)), percent(random.nextInt(0, 9)));
            stop.arm(100, 100);
            double price = 100;
            for (int step = 0; step < 50; step++) {
                double before = stop.level();
                price *= 0.9 + 0.2 * random.nextDouble();
                stop.raise(price);
                assertThat(stop.level()).isGreaterThanOrEqualTo(before);
                assertThat(stop.level()).isLessThanOrEqualTo(stop.peak());
            }
        });
    }

    @Test
    void aPriceExactlyAtALevelHitsWhateverTheRoundingOfDoubles() {
        Property.holds(random -> {
            BigDecimal entry = BigDecimal.valueOf(random.nextLong(1_000, 10_000_000), 2);
            int tenths = random.nextInt(1, 500);
            ProtectiveStop hard = stop(percent(tenths), "0", "0");
            ProtectiveStop trail = stop("0", percent(tenths), "0");
            hard.arm(entry.doubleValue(), 0);
            trail.arm(entry.doubleValue(), 0);
            BigDecimal level = entry.multiply(BigDecimal.ONE.subtract(BigDecimal.valueOf(tenths, 3)));
            BigDecimal tick = new BigDecimal("0.00001");

            assertThat(hard.isHitBy(level.doubleValue())).isTrue();
            assertThat(trail.isHitBy(level.doubleValue())).isTrue();
            assertThat(hard.isHitBy(level.add(tick).doubleValue())).isFalse();
            assertThat(trail.isHitBy(level.add(tick).doubleValue())).isFalse();
            assertThat(hard.isHitBy(level.subtract(tick).doubleValue())).isTrue();
        });
    }

    @Test
    void aPriceBesideALevelIsNotTakenForTheLevel() {
        ProtectiveStop stop = stop("5", "0", "0");
        stop.arm(100, 100);

        assertThat(stop.isHitBy(Math.nextUp(95.0))).isFalse();
        assertThat(stop.isHitBy(Math.nextDown(95.0))).isTrue();
    }

    @Test
    void aPeakExactlyAtTheActivationArmsWhateverTheRoundingOfDoubles() {
        Property.holds(random -> {
            BigDecimal entry = BigDecimal.valueOf(random.nextLong(1_000, 10_000_000), 2);
            int tenths = random.nextInt(1, 500);
            BigDecimal threshold = entry.multiply(BigDecimal.ONE.add(BigDecimal.valueOf(tenths, 3)));
            ProtectiveStop stop = stop("0", "1", percent(tenths));
            stop.arm(entry.doubleValue(), 0);

            stop.raise(threshold.subtract(new BigDecimal("0.00001")).doubleValue());
            assertThat(stop.isTrailing()).isFalse();
            stop.raise(threshold.doubleValue());
            assertThat(stop.isTrailing()).isTrue();
        });
    }

    @Test
    void anEntryPriceIsANumberAboveZero() {
        ProtectiveStop stop = stop("5", "3", "0");

        for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> stop.arm(bad, 100)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> stop.arm(100, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stop.arm(100, Double.POSITIVE_INFINITY)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPolicyIsAShareBelowTheWhole() {
        assertThat(new ProtectionPolicy(Percent.ZERO, Percent.ZERO, Percent.ZERO).isOff())
                .isTrue();
        assertThat(new ProtectionPolicy(Percent.of("99.99"), Percent.ZERO, Percent.ZERO).isOff())
                .isFalse();
        assertThat(new ProtectionPolicy(Percent.ZERO, Percent.of("99.99"), Percent.ZERO).isOff())
                .isFalse();
        assertThatThrownBy(() -> stop("100", "0", "0"))
                .hasMessage("stop loss must be within 0 % and below 100 %, was 100 %");
        assertThatThrownBy(() -> stop("-0.1", "0", "0"))
                .hasMessage("stop loss must be within 0 % and below 100 %, was -0.1 %");
        assertThatThrownBy(() -> stop("0", "100", "0"))
                .hasMessage("trailing stop must be within 0 % and below 100 %, was 100 %");
        assertThatThrownBy(() -> stop("0", "0", "-1")).hasMessage("trailing activation must be 0 % or more, was -1 %");
    }

    /** Tenths of a percent. */
    private static String percent(int tenths) {
        return BigDecimal.valueOf(tenths, 1).toPlainString();
    }

    @Test
    void theWayToATrailIsWatchedAlsoWithoutAHardStop() {
        ProtectiveStop stop = stop("0", "3", "2");
        assertThat(stop.watched()).isZero();

        stop.arm(100, 100);
        assertThat(stop.level()).isZero();
        assertThat(stop.watched()).isPositive().isLessThan(1e-300);

        stop.raise(102);
        assertThat(stop.watched()).isEqualTo(stop.level()).isCloseTo(98.94, within(1e-9));
        stop.disarm();
        assertThat(stop.watched()).isZero();
    }

    @Test
    void withoutStopAndTrailNothingIsWatched() {
        ProtectiveStop stop = stop("0", "0", "0");
        stop.arm(100, 100);

        assertThat(stop.watched()).isZero();
    }
}
