package cab.domain.sizing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cab.domain.Property;
import cab.domain.market.Candle;
import cab.domain.market.Timeframe;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.position.ClosedTrade;
import cab.domain.position.ClosedTrades;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdaptiveSizingTest {

    private static final Currency USDT = new Currency("USDT");
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final ClosedTrades trades = new ClosedTrades();

    @Test
    void aSwingTwiceTheTargetIsBoughtWithHalfOfEverything() {
        TargetVolatility sizer = new TargetVolatility(Percent.of("10"), Percent.of("100"), 2, Timeframe.D1);
        swing(sizer, yearlySwing("0.2"), 4);

        // The measured volatility is a double: the amount is right to its last digits and rounded down.
        assertThat(sizer.amount(state("100000", "10000")).amount())
                .isBetween(decimal("4999.9999"), decimal("5000.0001"));
    }

    @ParameterizedTest
    @CsvSource({"25, 2500", "50, 5000", "60, 5000"})
    void theLargestShareIsACap(String shareMax, String amount) {
        TargetVolatility sizer = new TargetVolatility(Percent.of("10"), Percent.of(shareMax), 2, Timeframe.D1);
        swing(sizer, yearlySwing("0.2"), 4);

        assertThat(sizer.amount(state("100000", "10000")).amount().doubleValue())
                .isCloseTo(Double.parseDouble(amount), org.assertj.core.data.Offset.offset(1e-6));
    }

    @Test
    void beforeTheVolatilityIsKnownNothingIsSpent() {
        TargetVolatility sizer = new TargetVolatility(Percent.of("10"), Percent.of("100"), 3, Timeframe.D1);
        assertThat(sizer.warmUp()).isEqualTo(4);
        swing(sizer, 0.01, 3);

        assertThat(sizer.amount(state("1000", "1000"))).isEqualTo(usdt("0"));
        assertThat(sizer.explain(state("1000", "1000"))).isEqualTo("the volatility is not known yet");

        swing(sizer, 0.01, 1);
        assertThat(sizer.amount(state("1000", "1000")).isPositive()).isTrue();
    }

    @Test
    void aMarketThatStandsStillIsBoughtUpToTheLargestShare() {
        TargetVolatility sizer = new TargetVolatility(Percent.of("10"), Percent.of("30"), 5, Timeframe.M15);
        swing(sizer, 0.3, 7);
        swing(sizer, 0, 12);

        assertThat(sizer.amount(state("1000", "1000"))).isEqualTo(usdt("300"));
    }

    @Test
    void whatIsFreeIsNeverExceeded() {
        TargetVolatility sizer = new TargetVolatility(Percent.of("500"), Percent.of("100"), 2, Timeframe.D1);
        swing(sizer, yearlySwing("0.2"), 4);

        assertThat(sizer.amount(state("100.1", "10000"))).isEqualTo(usdt("100"));
        assertThat(sizer.amount(state("0", "10000"))).isEqualTo(usdt("0"));
        assertThat(sizer.amount(state("-1", "10000"))).isEqualTo(usdt("0"));
        assertThat(sizer.amount(state("100", "-1"))).isEqualTo(usdt("0"));
    }

    @Test
    void kellyTakesWinsLessLossesOverTheRatioOfGainAndLoss() {
        // 6 of 10 won 2 % each, the others lost 1 %: 0.6 − 0.4 ÷ 2 = 0.4, a quarter of it 0.1.
        close(6, "2");
        close(4, "-1");

        FractionalKelly sizer = kelly("0.25", 10, "100");
        assertThat(sizer.amount(state("100000", "10000"))).isEqualTo(usdt("1000"));
        assertThat(sizer.explain(state("100000", "10000")))
                .isEqualTo("a share of 10.00 % of 10000 USDT: 0.25 of Kelly's 40.00 % (6 of 10 trades won 2.00 % each,"
                        + " the others lost 1.00 %), at most 100 %");
    }

    @ParameterizedTest
    @CsvSource({"9.99, 999", "10, 1000", "10.01, 1000"})
    void kellyIsCappedByTheLargestShare(String shareMax, String amount) {
        close(6, "2");
        close(4, "-1");

        assertThat(kelly("0.25", 10, shareMax).amount(state("100000", "10000"))).isEqualTo(usdt(amount));
    }

    @Test
    void beforeThereAreEnoughTradesTheFixedAmountIsSpent() {
        close(9, "2");
        FractionalKelly sizer = kelly("0.25", 10, "100");
        assertThat(sizer.amount(state("1000", "10000"))).isEqualTo(usdt("50"));
        assertThat(sizer.amount(state("10.01", "10000"))).isEqualTo(usdt("10"));
        assertThat(sizer.explain(state("1000", "10000")))
                .isEqualTo("a fixed amount of 50 USDT: only 9 of 10 trades are closed");

        close(1, "2");
        assertThat(sizer.amount(state("100000", "10000"))).isEqualTo(usdt("2500"));
    }

    @Test
    void withoutAnEdgeNothingIsSpent() {
        // 0.5 − 0.5 ÷ 1 is exactly no edge.
        close(5, "1");
        close(5, "-1");
        assertThat(kelly("1", 10, "100").amount(state("1000", "10000"))).isEqualTo(usdt("0"));

        close(10, "-1");
        assertThat(kelly("1", 10, "100").amount(state("1000", "10000"))).isEqualTo(usdt("0"));
        assertThat(kelly("1", 10, "100").explain(state("1000", "10000"))).contains("0 of 10 trades won");
    }

    @Test
    void aTradeThatEarnedNothingIsNotWon() {
        close(5, "1");
        close(5, "0");

        // Half were won and the others cost nothing: 0.5 − 0.5 × 0 ÷ 1.
        assertThat(kelly("1", 10, "100").amount(state("100000", "10000"))).isEqualTo(usdt("5000"));
    }

    @Test
    void onlyTheLatestTradesCount() {
        close(10, "-1");
        close(10, "1");

        assertThat(kelly("0.5", 10, "100").amount(state("100000", "10000"))).isEqualTo(usdt("5000"));
    }

    @Test
    void noAmountIsEverBelowZeroOrBeyondWhatIsFreeOrTheLargestShare() {
        Property.holds(300, random -> {
            ClosedTrades some = new ClosedTrades();
            for (int trade = 0; trade < random.nextInt(40); trade++) {
                Money cost =
                        usdt(BigDecimal.valueOf(1 + random.nextInt(100_000), 2).toPlainString());
                some.add(new ClosedTrade(
                        cost,
                        usdt(BigDecimal.valueOf(random.nextInt(2_000) - 1_000, 2)
                                .toPlainString()),
                        NOON));
            }
            BigDecimal cap = BigDecimal.valueOf(1 + random.nextInt(10_000), 2);
            TargetVolatility volatility = new TargetVolatility(
                    new Percent(BigDecimal.valueOf(1 + random.nextInt(100_000), 2)),
                    new Percent(cap),
                    2 + random.nextInt(20),
                    Timeframe.M15);
            for (int candle = 0; candle < 30; candle++) {
                volatility.onCandle(candle(candle, 1 + random.nextDouble() * 1e5));
            }
            Money free = usdt(
                    BigDecimal.valueOf(random.nextInt(1_000_000) - 1_000, 4).toPlainString());
            Money equity = usdt(
                    BigDecimal.valueOf(random.nextInt(10_000_000) - 1_000, 4).toPlainString());
            SizingState state = new SizingState(free, equity, Percent.of("0.1"), some);
            BigDecimal fraction = BigDecimal.valueOf(1 + random.nextInt(100), 2);
            FractionalKelly kelly = new FractionalKelly(fraction, 20, new FixedAmount(usdt("0.5")), new Percent(cap));
            for (PositionSizer sizer : new PositionSizer[] {volatility, kelly}) {
                Money amount = sizer.amount(state);
                assertThat(amount.isNegative()).isFalse();
                assertThat(state.affordable().isAtLeast(amount)).isTrue();
                assertThat(amount.amount().scale()).isLessThanOrEqualTo(8);
                if (sizer == volatility || some.size() >= 20) {
                    BigDecimal most =
                            equity.amount().max(BigDecimal.ZERO).multiply(cap).movePointLeft(2);
                    assertThat(amount.amount()).isLessThanOrEqualTo(most);
                }
                assertThat(sizer.explain(state)).isNotEmpty();
            }
        });
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> kelly("0", 10, "100")).hasMessageContaining("fraction");
        assertThatThrownBy(() -> kelly("1.01", 10, "100")).hasMessageContaining("fraction");
        assertThatThrownBy(() -> kelly("1", 0, "100")).hasMessageContaining("trades must be 1 or more");
        assertThatThrownBy(() -> kelly("1", 1, "100.01")).hasMessageContaining("at most 100 %");
        assertThatThrownBy(() -> new TargetVolatility(Percent.of("0"), Percent.of("10"), 2, Timeframe.M15))
                .hasMessageContaining("target volatility");
        assertThatThrownBy(() -> new TargetVolatility(Percent.of("10"), Percent.of("10"), 1, Timeframe.M15))
                .hasMessageContaining("changes must be 2 or more");
    }

    private void close(int count, String percent) {
        for (int trade = 0; trade < count; trade++) {
            trades.add(new ClosedTrade(usdt("100"), usdt(percent), NOON));
        }
    }

    private static FractionalKelly kelly(String fraction, int count, String shareMax) {
        return new FractionalKelly(new BigDecimal(fraction), count, new FixedAmount(usdt("50")), Percent.of(shareMax));
    }

    private SizingState state(String free, String equity) {
        return new SizingState(usdt(free), usdt(equity), Percent.of("0.1"), trades);
    }

    /** The change from day to day that makes this volatility in a year. */
    private static double yearlySwing(String volatility) {
        return Double.parseDouble(volatility) / Math.sqrt(365);
    }

    /** Closes that go up and down by the same change. */
    private static void swing(PositionSizer sizer, double change, int candles) {
        for (int index = 0; index < candles; index++) {
            sizer.onCandle(candle(index, index % 2 == 0 ? 100 : 100 * Math.exp(change)));
        }
    }

    private static Candle candle(int index, double close) {
        return new Candle(index, index + 1, close, close, close, close, 1);
    }

    private static BigDecimal decimal(String text) {
        return new BigDecimal(text);
    }

    private static Money usdt(String amount) {
        return Money.of(amount, USDT);
    }
}
