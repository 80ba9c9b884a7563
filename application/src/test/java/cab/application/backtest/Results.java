package cab.application.backtest;

import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Results of backtests that were never run: 1 coin, bought before the first close, unless nothing is said of coins. */
final class Results {

    static final Symbol SYMBOL = Symbol.of("BTC/USDT");
    static final Instant START = Instant.parse("2024-01-30T00:00:00Z");

    private Results() {}

    static Money usdt(String amount) {
        return Money.of(amount, SYMBOL.quote());
    }

    /** A trip that paid 1000 and earned {@code pnl}, held for so many hours. */
    static RoundTrip trip(String pnl, int hours) {
        return new RoundTrip(
                START,
                START.plusSeconds(hours * 3_600L),
                Price.of("100"),
                Price.of("101"),
                Quantity.of("10"),
                usdt("1000"),
                usdt(pnl),
                usdt("2"),
                hours,
                -2.5,
                3.5,
                ExitReason.SIGNAL,
                2);
    }

    /** Trips of one hour each. */
    static List<RoundTrip> trips(String... pnls) {
        return Arrays.stream(pnls).map(pnl -> trip(pnl, 1)).toList();
    }

    /** Twelve-hour candles that close at these prices; the account holds one coin from the beginning. */
    static BacktestResult holding(double... closes) {
        CandleSeries candles = candles(closes);
        EquityLine.Builder coins = EquityLine.startingWith(100);
        coins.add(0, 0, 1, true);
        return result(
                candles,
                coins.over(candles, closes.length),
                usdt(Double.toString(closes[closes.length - 1])),
                List.of());
    }

    /** One flat candle of a year, and these trips. */
    static BacktestResult trading(String initial, String end, List<RoundTrip> trips) {
        CandleSeries candles = CandleSeries.builder(Timeframe.D1)
                .add(START.toEpochMilli(), 100, 100, 100, 100, 1)
                .add(START.toEpochMilli() + 364 * 86_400_000L, 100, 100, 100, 100, 1)
                .build();
        BacktestResult plain = result(
                candles, EquityLine.startingWith(Double.parseDouble(initial)).over(candles, 2), usdt(end), trips);
        return new BacktestResult(
                plain.tested(),
                usdt(initial),
                plain.finalEquity(),
                plain.equity(),
                plain.orders(),
                plain.fills(),
                trips,
                plain.stillOpen(),
                plain.costs(),
                plain.orderCounts(),
                plain.blocked(),
                plain.detail(),
                plain.decisionHash());
    }

    static BacktestResult result(CandleSeries candles, EquityLine equity, Money end, List<RoundTrip> trips) {
        return new BacktestResult(
                new Tested(SYMBOL, List.of("ema_cross"), candles),
                usdt("100"),
                end,
                equity,
                List.of(),
                List.of(),
                trips,
                Optional.empty(),
                new PaidCosts(usdt("4"), new TreeMap<>(Map.of(SYMBOL.quote(), usdt("4"))), usdt("2"), usdt("1")),
                new OrderCounts(2 * trips.size(), 0, 0, 0, 0, 0, 0),
                new TreeMap<>(),
                CandleDetail.none(),
                "abc");
    }

    private static CandleSeries candles(double... closes) {
        CandleSeries.Builder candles = CandleSeries.builder(Timeframe.H12);
        for (int index = 0; index < closes.length; index++) {
            candles = candles.add(
                    START.toEpochMilli() + index * Timeframe.H12.lengthMs(),
                    closes[index],
                    closes[index],
                    closes[index],
                    closes[index],
                    1);
        }
        return candles.build();
    }
}
