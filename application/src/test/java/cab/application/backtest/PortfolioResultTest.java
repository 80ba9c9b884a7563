package cab.application.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class PortfolioResultTest {

    private static final Symbol BTC = Results.SYMBOL;
    private static final Symbol ETH = Symbol.of("ETH/USDT");
    private static final long DAY_MS = Timeframe.D1.lengthMs();

    /** Daily candles that close at these prices from day {@code from} on, {@code coins} held out of 1000 of cash. */
    private static BacktestResult holding(
            Symbol symbol, int from, double coins, List<RoundTrip> trips, double... closes) {
        CandleSeries.Builder builder = CandleSeries.builder(Timeframe.D1);
        for (int index = 0; index < closes.length; index++) {
            double price = closes[index];
            builder =
                    builder.add(Results.START.toEpochMilli() + (from + index) * DAY_MS, price, price, price, price, 1);
        }
        CandleSeries candles = builder.build();
        EquityLine.Builder line = EquityLine.startingWith(1_000);
        if (coins > 0) {
            line.add(0, 1_000 - coins * closes[0], coins, true);
        }
        double end = 1_000 + coins * (closes[closes.length - 1] - closes[0]);
        return new BacktestResult(
                new Tested(symbol, List.of("ema_cross"), candles),
                Results.usdt("1000"),
                Results.usdt(Double.toString(end)),
                line.over(candles, closes.length),
                List.of(),
                List.of(),
                trips,
                coins > 0
                        ? Optional.of(new OpenTrip(
                                Results.START,
                                Price.of("100"),
                                Quantity.of("1"),
                                Results.usdt(Double.toString(end - 1_000))))
                        : Optional.empty(),
                new PaidCosts(
                        Results.usdt("4"),
                        new TreeMap<>(Map.of(BTC.quote(), Results.usdt("4"))),
                        Results.usdt("2"),
                        Results.usdt("1")),
                new OrderCounts(3, 1, 0, 0, 0, 1, 2),
                new TreeMap<>(),
                new CandleDetail(Optional.of(Timeframe.M1), 5, 2, 3, 2, 1, 4),
                "abc");
    }

    private static PortfolioResult of(BacktestResult... results) {
        return PortfolioResult.of(Results.usdt("1000"), List.of(results));
    }

    private static MetricValue value(PortfolioResult result, String name) {
        return Metrics.of(result).stream()
                .filter(metric -> metric.name().equals(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    private static double percent(PortfolioResult result, String name) {
        return value(result, name) instanceof MetricValue.Percent(double percent) ? percent : Double.NaN;
    }

    @Test
    void theNumbersOfTheWholeAreThoseOfOneAccount() {
        // 1 coin of 100 that becomes 120; a day later 2 of 50 that fall to 40 and stay there.
        PortfolioResult both = of(
                holding(BTC, 0, 1, Results.trips("10"), 100, 110, 120),
                holding(ETH, 1, 2, Results.trips("-5", "3"), 50, 40));

        assertThat(both.equity().values()).containsExactly(1_000, 1_010, 1_000);
        assertThat(value(both, "absolute_profit")).isEqualTo(new MetricValue.Amount(Results.usdt("0")));
        assertThat(percent(both, "max_drawdown_percent")).isEqualTo(100 * (1 - 1_000 / 1_010.0), within(1e-9));
        assertThat(percent(both, "buy_and_hold_percent")).isEqualTo(0, within(1e-9));
        assertThat(percent(both, "invested_percent"))
                .isEqualTo((100 / 1_000.0 + 210 / 1_010.0 + 200 / 1_000.0) / 3 * 100, within(1e-9));
        assertThat(value(both, "trades")).isEqualTo(new MetricValue.Count(3));
        assertThat(value(both, "wins")).isEqualTo(new MetricValue.Count(2));
        assertThat(value(both, "open_trades")).isEqualTo(new MetricValue.Count(2));
        assertThat(value(both, "unrealised_profit")).isEqualTo(new MetricValue.Amount(Results.usdt("0")));
        assertThat(value(both, "max_open_trades")).isEqualTo(new MetricValue.Count(2));
        assertThat(value(both, "costs_paid")).isEqualTo(new MetricValue.Amount(Results.usdt("14")));
        assertThat(both.costs().feesByCoin()).containsEntry(BTC.quote(), Results.usdt("8"));
        assertThat(value(both, "entries_unfilled")).isEqualTo(new MetricValue.Count(2));
        assertThat(value(both, "orders_short_of_volume")).isEqualTo(new MetricValue.Count(4));
        assertThat(both.detail()).isEqualTo(new CandleDetail(Optional.of(Timeframe.M1), 10, 4, 6, 4, 2, 8));
        assertThat(value(both, "ambiguous_stop_first")).isEqualTo(new MetricValue.Count(2));
        assertThat(Periods.days(both)).extracting(PeriodReturn::change).containsExactly(0.0, 10.0, -10.0);
        assertThat(Cautions.of(both, List.of())).extracting(Caution::code).contains("few_trades", "short_span");
    }

    @Test
    void everyNumberOfOneSymbolIsToldOfSeveral() {
        BacktestResult one = holding(BTC, 0, 1, Results.trips("10"), 100, 110, 120);

        assertThat(Metrics.of(of(one, holding(ETH, 0, 0, List.of(), 1, 1))))
                .extracting(Metric::name)
                .isEqualTo(Metrics.of(one).stream().map(Metric::name).toList());
        assertThat(Metrics.of(of(one))).isEqualTo(Metrics.of(one));
    }

    @Test
    void anEqualPartIsMoneyBeforeTheFirstCloseAndStaysBehindTheLast() {
        PortfolioResult both = of(holding(BTC, 0, 0, List.of(), 100, 200), holding(ETH, 1, 0, List.of(), 10, 5, 20));

        assertThat(EqualParts.of(both)).containsExactly(1_000, 1_500, 1_250, 2_000);
        assertThat(EqualParts.of(both)[3]).isEqualTo(1_000 * (1 + both.buyAndHoldPercent() / 100), within(1e-9));
    }

    @Test
    void whatRisesAndFallsTogetherHasACorrelationOfOne() {
        double[] up = new double[21];
        double[] against = new double[21];
        Arrays.setAll(up, day -> 100 + 10 * Math.sin(day * 1.3));
        Arrays.setAll(against, day -> 300 - 2 * up[day]);
        List<BacktestResult> results = new ArrayList<>(List.of(
                holding(BTC, 0, 1, List.of(), up),
                holding(ETH, 0, 1, List.of(), against),
                holding(Symbol.of("SOL/USDT"), 0, 3, List.of(), up),
                holding(Symbol.of("XRP/USDT"), 0, 0, List.of(), up)));

        List<Correlation> pairs = Correlation.of(PortfolioResult.of(Results.usdt("1000"), results));

        // Nothing was ever held of the last one.
        assertThat(pairs).extracting(Correlation::days).containsExactly(21, 21, 21);
        assertThat(pairs.get(0).value()).isEqualTo(-1, within(1e-9));
        assertThat(pairs.get(1).value()).isEqualTo(1, within(1e-9));
        assertThat(pairs.get(2).value()).isEqualTo(-1, within(1e-9));
    }

    @Test
    void fewerThanTwentyDaysInCommonSayNothing() {
        double[] enough = new double[40];
        Arrays.setAll(enough, day -> 100 + Math.sin(day));

        assertThat(Correlation.of(of(holding(BTC, 0, 1, List.of(), enough), holding(ETH, 20, 1, List.of(), enough))))
                .singleElement()
                .satisfies(pair -> assertThat(pair.days()).isEqualTo(20));
        assertThat(Correlation.of(of(holding(BTC, 0, 1, List.of(), enough), holding(ETH, 21, 1, List.of(), enough))))
                .isEmpty();
    }
}
