package cab.infrastructure.exchange.simulated;

import static cab.infrastructure.exchange.simulated.Bench.BTC_USDT;
import static cab.infrastructure.exchange.simulated.Bench.FREE;
import static cab.infrastructure.exchange.simulated.Bench.candle;
import static cab.infrastructure.exchange.simulated.Bench.flat;
import static cab.infrastructure.exchange.simulated.Bench.marketSell;
import static cab.infrastructure.exchange.simulated.Bench.minutes;
import static cab.infrastructure.exchange.simulated.Bench.terms;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.MarketListener;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.junit.jupiter.api.Test;

final class WatchTest {

    private final List<String> told = new ArrayList<>();

    @Test
    void theFallThroughAWatchedPriceIsToldAtItsMoment() {
        Bench bench = bench(minutes(flat(100), candle(100, 110, 90, 105, 1_000)));
        atFirstClose(bench, () -> bench.market.watchBelow(BTC_USDT, 95));

        bench.venue.player().playToEnd();

        // Half way from open to low after 10 of 20 seconds; the high is told before the close.
        assertThat(told).containsExactly("60000 candle", "70000 95.0", "100000 110.0", "120000 candle");
    }

    @Test
    void aPriceThatStaysAboveTheWatchedOneIsNotTold() {
        Bench bench = bench(minutes(flat(100), candle(100, 110, 95.01, 105, 1_000)));
        atFirstClose(bench, () -> bench.market.watchBelow(BTC_USDT, 95));

        bench.venue.player().playToEnd();

        assertThat(told).containsExactly("60000 candle", "100000 110.0", "120000 candle");
    }

    @Test
    void aGapBelowTheWatchedPriceIsToldAtTheOpen() {
        Bench bench = bench(minutes(flat(100), candle(80, 85, 75, 82, 1_000)));
        atFirstClose(bench, () -> bench.market.watchBelow(BTC_USDT, 95));

        bench.venue.player().playToEnd();

        assertThat(told).containsExactly("60000 candle", "60000 80.0", "100000 85.0", "120000 candle");
    }

    @Test
    void aLevelThatTheHighRaisesIsMetOnTheWayToTheClose() {
        Bench bench = bench(minutes(flat(100), candle(100, 120, 99, 110, 1_000)));
        atFirstClose(bench, () -> bench.market.watchBelow(BTC_USDT, 95));
        onPrice = price -> {
            if (price == 120) {
                bench.market.watchBelow(BTC_USDT, 115);
            }
        };

        bench.venue.player().playToEnd();

        assertThat(told).containsExactly("60000 candle", "100000 120.0", "110000 115.0", "120000 candle");
    }

    @Test
    void aLevelThatIsSetAboveThePriceIsToldAtOnce() {
        Bench bench = bench(minutes(flat(100), candle(100, 120, 90, 110, 1_000)));
        var _ = bench.clock.atMs(70_000, () -> bench.market.watchBelow(BTC_USDT, 97));

        bench.venue.player().playToEnd();

        assertThat(told).containsExactly("60000 candle", "70000 95.0", "100000 120.0", "120000 candle");
    }

    @Test
    void aLevelIsToldOnceInACandleAndAgainInTheNext() {
        Bench bench = bench(minutes(flat(100), candle(100, 100, 90, 91, 1_000), candle(91, 92, 90, 91, 1_000)));
        atFirstClose(bench, () -> bench.market.watchBelow(BTC_USDT, 95));

        bench.venue.player().playToEnd();

        assertThat(told)
                .containsExactly(
                        "60000 candle",
                        "70000 95.0",
                        "100000 100.0",
                        "120000 candle",
                        "120000 91.0",
                        "160000 92.0",
                        "180000 candle");
    }

    @Test
    void nothingIsToldOnceNothingIsWatched() {
        Bench bench = bench(minutes(flat(100), candle(100, 110, 90, 105, 1_000), candle(100, 110, 90, 105, 1_000)));
        atFirstClose(bench, () -> bench.market.watchBelow(BTC_USDT, 95));
        onPrice = price -> bench.market.watchBelow(BTC_USDT, 0);

        bench.venue.player().playToEnd();

        assertThat(told).containsExactly("60000 candle", "70000 95.0", "120000 candle", "180000 candle");
    }

    @Test
    void aSaleDecidedAtTheWatchedPriceIsFilledFurtherDownTheSamePath() {
        Bench bench = bench(minutes(flat(100), candle(100, 110, 90, 105, 1_000)));
        atFirstClose(bench, () -> bench.market.watchBelow(BTC_USDT, 95));
        onPrice = price -> {
            if (price == 95) {
                bench.market.watchBelow(BTC_USDT, 0);
                bench.broker.place(bench.intent(marketSell("1")), bench::hear);
            }
        };

        bench.venue.player().playToEnd();

        // 1,000 ms later, at 0.5 a second.
        assertThat(bench.fillLines()).containsExactly("71000 SELL 1@94.5 TAKER 0.189 USDT");
    }

    @Test
    void eachSubscriberHasALevelOfItsOwn() {
        Bench bench = bench(minutes(flat(100), candle(100, 110, 90, 105, 1_000)));
        SimulatedMarketData other = bench.venue.marketData(FaultPlan.none());
        List<String> otherTold = new ArrayList<>();
        var _ = other.subscribe(BTC_USDT, Timeframe.M1, listener(otherTold, price -> {}));
        atFirstClose(bench, () -> {
            bench.market.watchBelow(BTC_USDT, 95);
            other.watchBelow(BTC_USDT, 92);
        });

        bench.venue.player().playToEnd();

        assertThat(told).contains("70000 95.0").doesNotContain("76000 92.0");
        assertThat(otherTold).contains("76000 92.0").doesNotContain("70000 95.0");
    }

    private DoubleConsumer onPrice = price -> {};

    private Bench bench(CandleSeries candles) {
        Bench bench = new Bench(candles, terms(FREE, 1_000));
        var _ = bench.market.subscribe(BTC_USDT, Timeframe.M1, listener(told, price -> onPrice.accept(price)));
        return bench;
    }

    private static void atFirstClose(Bench bench, Runnable action) {
        var _ = bench.market.subscribe(BTC_USDT, Timeframe.M1, new MarketListener() {
            @Override
            public void onPrice(long atMs, double price) {}

            @Override
            public void onCandle(ClosedCandle candle) {
                if (candle.openTimeMs() == 0) {
                    action.run();
                }
            }
        });
    }

    private static MarketListener listener(List<String> log, DoubleConsumer onPrice) {
        return new MarketListener() {
            @Override
            public void onPrice(long atMs, double price) {
                log.add(atMs + " " + price);
                onPrice.accept(price);
            }

            @Override
            public void onCandle(ClosedCandle candle) {
                log.add(candle.closeTimeMs() + " candle");
            }
        };
    }
}
