package cab.application.backtest;

import static cab.application.backtest.Results.trip;
import static cab.application.backtest.Results.trips;
import static cab.application.backtest.Results.usdt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TradeStatisticsTest {

    @Test
    void sumsAndRatiosOfFourTradesWorkedOutByHand() {
        TradeStatistics trades = of(trips("30", "-10", "20", "-20"));

        assertThat(trades.winRate().orElseThrow()).isEqualTo(50);
        assertThat(trades.won()).isEqualTo(usdt("50"));
        assertThat(trades.lost()).isEqualTo(usdt("30"));
        assertThat(trades.pnl()).isEqualTo(usdt("20"));
        assertThat(trades.profitFactor().orElseThrow()).isEqualTo(5.0 / 3, within(1e-12));
        assertThat(trades.average(trades.wins())).contains(usdt("25"));
        assertThat(trades.average(trades.losses())).contains(usdt("-15"));
        assertThat(trades.payoff().orElseThrow()).isEqualTo(25.0 / 15, within(1e-12));
        // Expectancy 5 a trade, average loss 15.
        assertThat(trades.expectancyRatio().orElseThrow()).isEqualTo(1.0 / 3, within(1e-12));
        assertThat(trades.averagePercent().orElseThrow()).isEqualTo(0.5, within(1e-12));
        // −2, −1, 2, 3 percent.
        assertThat(trades.medianPercent().orElseThrow()).isEqualTo(0.5, within(1e-12));
        assertThat(trades.best().orElseThrow().pnl()).isEqualTo(usdt("30"));
        assertThat(trades.worst().orElseThrow().pnl()).isEqualTo(usdt("-20"));
        // Mean 0.5 %, deviation √((2.5² + 1.5² + 1.5² + 2.5²) / 3) = 2.380476 %: t = 0.420084.
        assertThat(trades.systemQuality().orElseThrow()).isEqualTo(0.420084, within(1e-6));
    }

    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        assertThat(of(trips("30", "-10", "20")).medianPercent().orElseThrow()).isEqualTo(2, within(1e-12));
    }

    @Test
    void nothingTradedHasNoAverages() {
        TradeStatistics trades = of(List.of());

        assertThat(trades.winRate()).isEmpty();
        assertThat(trades.profitFactor()).isEmpty();
        assertThat(trades.payoff()).isEmpty();
        assertThat(trades.expectancyRatio()).isEmpty();
        assertThat(trades.averagePercent()).isEmpty();
        assertThat(trades.medianPercent()).isEmpty();
        assertThat(trades.best()).isEmpty();
        assertThat(trades.averageStake()).isEmpty();
        assertThat(trades.systemQuality()).isEmpty();
        assertThat(trades.pValue()).isEmpty();
        assertThat(TradeStatistics.averageHeld(List.of())).isEmpty();
        assertThat(trades.pnl()).isEqualTo(usdt("0"));
        assertThat(trades.longestRow(true)).isZero();
        assertThat(trades.currentRow()).isZero();
    }

    @Test
    void oneTradeHasAverageButNoDeviation() {
        TradeStatistics trades = of(trips("30"));

        assertThat(trades.average(trades.wins())).contains(usdt("30"));
        assertThat(trades.profitFactor()).isEmpty();
        assertThat(trades.systemQuality()).isEmpty();
        assertThat(trades.pValue()).isEmpty();
    }

    @Test
    void aTradeThatEarnedNothingIsALoss() {
        TradeStatistics trades = of(trips("0", "0.000001"));

        assertThat(trades.losses()).hasSize(1);
        assertThat(trades.profitFactor()).isEmpty();
    }

    @Test
    void rowsAreCounted() {
        TradeStatistics trades = of(trips("1", "1", "-1", "1", "1", "1", "-1", "-1"));

        assertThat(trades.longestRow(true)).isEqualTo(3);
        assertThat(trades.longestRow(false)).isEqualTo(2);
        assertThat(trades.currentRow()).isEqualTo(-2);
        assertThat(of(trips("-1", "1")).currentRow()).isEqualTo(1);
    }

    @Test
    void timesAreThoseOfTheTradesThatAreMeant() {
        TradeStatistics trades = of(List.of(trip("1", 1), trip("1", 3), trip("-1", 8)));

        assertThat(TradeStatistics.averageHeld(trades.wins())).contains(Duration.ofHours(2));
        assertThat(TradeStatistics.shortest(trades.wins())).contains(Duration.ofHours(1));
        assertThat(TradeStatistics.longest(trades.wins())).contains(Duration.ofHours(3));
        assertThat(TradeStatistics.longest(trades.losses())).contains(Duration.ofHours(8));
    }

    @Test
    void theSystemQualityCountsAtMostAHundredTrades() {
        String[] alternating = new String[400];
        for (int index = 0; index < alternating.length; index++) {
            alternating[index] = index % 2 == 0 ? "30" : "-10";
        }
        // Mean 1 %, deviation 2 · √(400 / 399) %: t = 10 · √(399 / 400), halved because 400 are counted as 100.
        assertThat(of(trips(alternating)).systemQuality().orElseThrow())
                .isEqualTo(5 * Math.sqrt(399.0 / 400), within(1e-9));
    }

    private static TradeStatistics of(List<RoundTrip> trips) {
        return new TradeStatistics(trips, Results.SYMBOL.quote());
    }
}
