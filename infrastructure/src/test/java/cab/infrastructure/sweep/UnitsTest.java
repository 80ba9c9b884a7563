package cab.infrastructure.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import cab.domain.market.Candle;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Where a double lies so near to a whole number that only decimals tell on which side of it. */
final class UnitsTest {

    private static final long SEED = 20_261_121L;
    private static final int ROUNDS = 5_000;
    private static final Symbol SYMBOL = Symbol.of("BTC/USD");
    private static final BigDecimal TICK = new BigDecimal("0.01");
    private static final BigDecimal STEP = new BigDecimal("0.000001");
    private static final MathContext LEVEL_DIGITS = new MathContext(12);

    /** Half of the spread and the slippage: 0.03 %. */
    private static final BigDecimal COST = new BigDecimal("0.0003");

    private final SplittableRandom chance = new SplittableRandom(SEED);
    private final Units units = units("0.02");
    private final Units free = units("0");

    private static Units units(String percent) {
        Instrument instrument = new Instrument(
                SYMBOL,
                TICK,
                STEP,
                Quantity.ZERO,
                Money.of("10", SYMBOL.quote()),
                new FeeSchedule(Percent.of("0.1"), Percent.of("0.1"), FeeSchedule.FeeCharge.RECEIVED));
        VenueCosts costs =
                new VenueCosts(Percent.of(percent), Percent.of(percent), Percent.of("5"), Duration.ZERO, Duration.ZERO);
        return new Units(instrument, costs, 8);
    }

    @Test
    void aPriceThatComesOutOnATickStaysThere() {
        assertThat(units.buyTicks(100)).isEqualTo(10_003);
        assertThat(units.sellTicks(100)).isEqualTo(9_997);
        assertThat(free.buyTicks(100.07)).isEqualTo(10_007);
        assertThat(free.sellTicks(100.07)).isEqualTo(10_007);
    }

    @Test
    void theLeastBeyondATickIsTheNextOne() {
        assertThat(units.buyTicks(Math.nextUp(100.0))).isEqualTo(10_004);
        assertThat(units.sellTicks(Math.nextDown(100.0))).isEqualTo(9_996);
        assertThat(free.buyTicks(Math.nextUp(100.07))).isEqualTo(10_008);
        assertThat(free.sellTicks(Math.nextDown(100.07))).isEqualTo(10_006);
    }

    @Test
    void pricesNearTicksAreRoundedAsDecimalsAre() {
        BigDecimal up = BigDecimal.ONE.add(COST);
        BigDecimal down = BigDecimal.ONE.subtract(COST);
        for (int round = 0; round < ROUNDS; round++) {
            BigDecimal tick = BigDecimal.valueOf(1 + chance.nextLong(3_000_000), 2);
            double bought = near(tick.divide(up, MathContext.DECIMAL64).doubleValue());
            double sold = near(tick.divide(down, MathContext.DECIMAL64).doubleValue());

            assertThat(units.buyTicks(bought))
                    .as(told(round, bought))
                    .isEqualTo(ticks(bought, up, RoundingMode.CEILING));
            assertThat(units.sellTicks(sold))
                    .as(told(round, sold))
                    .isEqualTo(Math.max(1, ticks(sold, down, RoundingMode.FLOOR)));
            double traded = near(tick.doubleValue());
            assertThat(free.buyTicks(traded))
                    .as(told(round, traded))
                    .isEqualTo(ticks(traded, BigDecimal.ONE, RoundingMode.CEILING));
        }
    }

    private static long ticks(double price, BigDecimal factor, RoundingMode rounding) {
        return Candle.exactPrice(price)
                .value()
                .multiply(factor)
                .divide(TICK, 0, rounding)
                .longValueExact();
    }

    @Test
    void aLevelIsLookedAtToTwelveDigits() {
        assertThat(units.triggerTicks(9_700.000000004, LEVEL_DIGITS)).isEqualTo(970_000);
        assertThat(units.triggerTicks(9_700.000000006, LEVEL_DIGITS)).isEqualTo(970_001);
        assertThat(units.triggerTicks(9_699.999999996, LEVEL_DIGITS)).isEqualTo(970_000);
        assertThat(units.triggerTicks(10_000 * 0.97, LEVEL_DIGITS)).isEqualTo(970_000);
    }

    @Test
    void levelsNearTicksBecomeTheTriggersOfDecimals() {
        for (int round = 0; round < ROUNDS; round++) {
            double tick = BigDecimal.valueOf(1 + chance.nextLong(100_000_000_000_000L), 2)
                    .doubleValue();
            double level = near(tick) * (1 + (chance.nextInt(41) - 20) * 1e-12 / (1 + chance.nextInt(40)));

            assertThat(units.triggerTicks(level, LEVEL_DIGITS))
                    .as(told(round, level))
                    .isEqualTo(new BigDecimal(level, LEVEL_DIGITS)
                            .divide(TICK, 0, RoundingMode.CEILING)
                            .longValueExact());
        }
    }

    @Test
    void volumesNearStepsAreRoundedAsDecimalsAre() {
        BigDecimal share = new BigDecimal("0.05");
        for (int round = 0; round < ROUNDS; round++) {
            double volume = near(BigDecimal.valueOf(1 + chance.nextLong(2_000_000), 6)
                    .divide(share)
                    .doubleValue());

            assertThat(units.stepsOfVolume(volume, Long.MAX_VALUE / 2))
                    .as(told(round, volume))
                    .isEqualTo(new BigDecimal(Double.toString(volume))
                            .multiply(share)
                            .divide(STEP, 0, RoundingMode.DOWN)
                            .longValueExact());
        }
    }

    @Test
    void moneyBuysTheStepsThatDecimalsSay() {
        for (int round = 0; round < ROUNDS; round++) {
            BigDecimal bought = BigDecimal.valueOf(1 + chance.nextLong(1_000_000), 6);
            BigDecimal money = BigDecimal.valueOf(1_000 + chance.nextLong(1_000_000), 2);
            double price = near(money.divide(bought, MathContext.DECIMAL64).doubleValue());

            assertThat(units.stepsFor(units.money(money), price))
                    .as(told(round, price))
                    .isEqualTo(new Money(money, SYMBOL.quote())
                            .buysAt(Candle.exactPrice(price))
                            .value()
                            .divide(STEP, 0, RoundingMode.DOWN)
                            .longValueExact());
        }
    }

    @Test
    void theLastCentOfCashIsEnoughForAmountAndFee() {
        long amount = units.money(new BigDecimal("333.33"));
        long needed = units.money(new BigDecimal("333.66333"));

        assertThat(units.isAffordable(amount, needed)).isTrue();
        assertThat(units.isAffordable(amount, needed - 1)).isFalse();
    }

    @Test
    void anOrderThatIsWorthJustTheLeastIsTaken() {
        // 0.04 × 250 = 10.
        assertThat(units.isTradable(40_000, 250.0)).isTrue();
        assertThat(units.isTradable(40_000, Math.nextDown(250.0))).isFalse();
        assertThat(units.isTradable(39_999, 250.0)).isFalse();
    }

    /** A few doubles from it. */
    private double near(double number) {
        double near = number;
        for (int step = chance.nextInt(4); step > 0; step--) {
            near = chance.nextBoolean() ? Math.nextUp(near) : Math.nextDown(near);
        }
        return near;
    }

    private static String told(int round, double number) {
        return "seed " + SEED + ", round " + round + ": " + number;
    }
}
