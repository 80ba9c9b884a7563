package cab.infrastructure.report;

import cab.application.backtest.Assumptions;
import cab.application.backtest.BacktestReport;
import cab.application.backtest.BacktestResult;
import cab.application.backtest.CandleDetail;
import cab.application.backtest.CostRun;
import cab.application.backtest.EquityLine;
import cab.application.backtest.ExitReason;
import cab.application.backtest.OrderCounts;
import cab.application.backtest.PaidCosts;
import cab.application.backtest.PortfolioReport;
import cab.application.backtest.PortfolioResult;
import cab.application.backtest.RoundTrip;
import cab.application.backtest.Tested;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** Reports of backtests that were never run. */
final class Reports {

    static final Symbol SYMBOL = Symbol.of("BTC/USDT");
    static final String HOSTILE = "</script><script>document.title='taken'</script><img src=x onerror=alert(1)>";
    private static final long START_MS = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

    private static final Assumptions ASSUMED = new Assumptions(
            Percent.of("0.1"), Percent.of("0.02"), Percent.of("0.02"), Duration.ofMillis(250), Percent.of("5"));

    private Reports() {}

    /** Candles of a price that swings around {@code price}, and one trade in every hundred. */
    static BacktestReport swinging(int size, double price) {
        BacktestResult result = result(SYMBOL, size, price, 0);
        return BacktestReport.of(
                result,
                List.of(CostRun.of(BigDecimal.ONE, result, result), CostRun.of(BigDecimal.TWO, result, result)),
                ASSUMED,
                settings(),
                "1.2.3");
    }

    /** So many symbols that share one capital, each beginning a day after the one before. */
    static PortfolioReport several(int symbols, int size) {
        List<BacktestResult> results = new ArrayList<>();
        for (int index = 0; index < symbols; index++) {
            results.add(result(Symbol.of("C" + index + "/USDT"), size, 100 * Math.pow(1.1, index), index * 96));
        }
        PortfolioResult result = PortfolioResult.of(usdt("10000"), results);
        return PortfolioReport.of(
                result,
                List.of(CostRun.of(BigDecimal.ONE, result, result), CostRun.of(BigDecimal.TWO, result, result)),
                ASSUMED,
                settings(),
                "1.2.3");
    }

    private static SequencedMap<String, String> settings() {
        SequencedMap<String, String> settings = new LinkedHashMap<>();
        settings.put("STOP_LOSS_PCT", "5");
        settings.put("STRATEGY_SET", HOSTILE);
        return settings;
    }

    private static BacktestResult result(Symbol symbol, int size, double price, int from) {
        CandleSeries.Builder candles = CandleSeries.builder(Timeframe.M15);
        double last = price;
        for (int index = 0; index < size; index++) {
            double close = price * (1 + 0.3 * Math.sin(index / 200.0) + 0.01 * Math.sin(index * 1.7));
            candles = candles.add(
                    START_MS + (from + index) * 900_000L,
                    last,
                    Math.max(last, close) * 1.002,
                    Math.min(last, close) * 0.998,
                    close,
                    5);
            last = close;
        }
        CandleSeries series = candles.build();
        EquityLine.Builder holdings = EquityLine.startingWith(10_000);
        List<RoundTrip> trips = new ArrayList<>();
        for (int index = 20; index + 60 < size; index += 100) {
            holdings.add(index, 9_000, 1_000 / series.close(index), true);
            holdings.add(index + 50, 10_000 + index % 300 - 100, 0, false);
            trips.add(trip(series, index, index + 50, index % 300 - 100));
        }
        return new BacktestResult(
                new Tested(symbol, List.of("ema_cross", HOSTILE), series),
                usdt("10000"),
                usdt("10100"),
                holdings.over(series, size),
                List.of(),
                List.of(),
                trips,
                Optional.empty(),
                new PaidCosts(usdt("40"), new TreeMap<>(), usdt("8"), usdt("16")),
                new OrderCounts(2 * trips.size(), 0, 0, 0, 0, 0, 0),
                new TreeMap<>(Map.of("cooldown", 12L, HOSTILE, 3L)),
                new CandleDetail(Optional.empty(), 0, 0, 0, 2, 0, 0),
                "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
    }

    private static RoundTrip trip(CandleSeries candles, int from, int to, int pnl) {
        return new RoundTrip(
                Instant.ofEpochMilli(candles.openTimeMs(from) + 250),
                Instant.ofEpochMilli(candles.openTimeMs(to) + 250),
                exact(candles.close(from)),
                exact(candles.close(to)),
                Quantity.of("0.5"),
                usdt("1000"),
                usdt(Integer.toString(pnl)),
                usdt("2"),
                to - from,
                -1.5,
                2.5,
                ExitReason.TRAILING_STOP,
                2);
    }

    private static Price exact(double price) {
        return new Price(BigDecimal.valueOf(price).setScale(18, RoundingMode.HALF_EVEN));
    }

    private static Money usdt(String amount) {
        return Money.of(amount, SYMBOL.quote());
    }
}
