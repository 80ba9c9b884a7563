package cab.infrastructure.exchange.simulated;

import static cab.infrastructure.exchange.simulated.Bench.BTC_USDT;
import static cab.infrastructure.exchange.simulated.Bench.FREE;
import static cab.infrastructure.exchange.simulated.Bench.MINUTE;
import static cab.infrastructure.exchange.simulated.Bench.candle;
import static cab.infrastructure.exchange.simulated.Bench.flat;
import static cab.infrastructure.exchange.simulated.Bench.limitBuy;
import static cab.infrastructure.exchange.simulated.Bench.limitSell;
import static cab.infrastructure.exchange.simulated.Bench.marketBuy;
import static cab.infrastructure.exchange.simulated.Bench.marketSell;
import static cab.infrastructure.exchange.simulated.Bench.minutes;
import static cab.infrastructure.exchange.simulated.Bench.stopBuy;
import static cab.infrastructure.exchange.simulated.Bench.stopSell;
import static cab.infrastructure.exchange.simulated.Bench.terms;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.backtest.CandleDetail;
import cab.application.port.MarketListener;
import cab.domain.market.CandleAggregator;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import cab.domain.money.Percent;
import cab.domain.order.OrderTerms;
import cab.infrastructure.marketdata.SeededRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Candles of three minutes, looked into with candles of one. */
final class FinerCandlesPlayedTest {

    private static final double[] QUIET = flat(100);

    @Test
    void aTargetThatWasReachedBeforeTheStopIsFilledBeforeIt() {
        CandleSeries finer = minutes(
                QUIET,
                QUIET,
                QUIET,
                candle(100, 110, 100, 108, 1_000),
                candle(108, 108, 90, 92, 1_000),
                candle(92, 100, 92, 100, 1_000));

        Bench bench = stopAndTarget(finer);

        // Up from 100 at 200,000 to 110 at 220,000, and in the next minute from 108 at 240,000 down to 90 at 260,000.
        assertThat(bench.fillLines())
                .containsExactly("210020 SELL 50@105 MAKER 5.25 USDT", "254445 SELL 50@95 TAKER 9.5 USDT");
        assertThat(detail(bench)).isEqualTo(told(1, 0, 0, 1, 1));
    }

    @Test
    void aStopThatWasReachedBeforeTheTargetIsFilledBeforeIt() {
        CandleSeries finer = minutes(
                QUIET,
                QUIET,
                QUIET,
                candle(100, 100, 90, 92, 1_000),
                candle(92, 110, 92, 108, 1_000),
                candle(108, 108, 100, 100, 1_000));

        Bench bench = stopAndTarget(finer);

        assertThat(bench.fillLines())
                .containsExactly("190000 SELL 50@95 TAKER 9.5 USDT", "274456 SELL 50@105 MAKER 5.25 USDT");
        assertThat(detail(bench)).isEqualTo(told(1, 0, 0, 1, 1));
    }

    @Test
    void whereAFinerCandleHasBothTheStopIsTakenAndTheCandleCounted() {
        CandleSeries finer =
                minutes(QUIET, QUIET, QUIET, QUIET, candle(100, 110, 90, 100, 1_000), candle(100, 102, 98, 100, 1_000));

        Bench bench = stopAndTarget(finer);

        assertThat(bench.fillLines())
                .containsExactly("250000 SELL 50@95 TAKER 9.5 USDT", "275010 SELL 50@105 MAKER 5.25 USDT");
        assertThat(detail(bench)).isEqualTo(told(1, 0, 0, 1, 0));
    }

    @Test
    void aCandleOfWhichAFinerOneIsMissingIsPlayedAsItIsAndCounted() {
        CandleSeries whole = minutes(
                QUIET,
                QUIET,
                QUIET,
                candle(100, 110, 100, 108, 1_000),
                candle(108, 108, 90, 92, 1_000),
                candle(92, 100, 92, 100, 1_000));
        CandleSeries cut = without(whole, 4 * MINUTE);

        Bench bench = stopAndTarget(longer(whole), cut);

        assertThat(bench.fillLines())
                .containsExactly("210000 SELL 50@95 TAKER 9.5 USDT", "285030 SELL 50@105 MAKER 5.25 USDT");
        assertThat(detail(bench)).isEqualTo(told(0, 1, 0, 1, 0));
    }

    @Test
    void aMissingCandleInWhichNothingWasTradedIsAHoleInTheMarket() {
        CandleSeries finer = CandleSeries.builder(Timeframe.M1)
                .add(0, 100, 100, 100, 100, 1_000)
                .add(4 * MINUTE, 100, 110, 90, 100, 1_000)
                .build();
        CandleSeries candles = CandleSeries.builder(Timeframe.M3)
                .add(0, 100, 100, 100, 100, 1_000)
                .add(3 * MINUTE, 100, 110, 90, 100, 1_000)
                .build();
        Bench bench = new Bench(candles, finer, terms(FREE, 0));
        // The first trade is a minute behind the opening, the last one a minute before the close.
        decideAtFirstClose(bench, marketSell("1"));
        bench.at(5 * MINUTE + 30_000, marketSell("1"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines()).containsExactly("240000 SELL 1@100 TAKER 0.2 USDT");
        assertThat(detail(bench).played()).isEqualTo(1);
    }

    @Test
    void finerCandlesThatTellSomethingElseAreNotBelieved() {
        CandleSeries finer = minutes(
                QUIET,
                QUIET,
                QUIET,
                candle(100, 110, 100, 108, 1_000),
                candle(108, 108, 90, 92, 1_000),
                candle(92, 100, 92, 100, 1_000));
        CandleSeries candles = CandleSeries.builder(Timeframe.M3)
                .add(0, 100, 100, 100, 100, 3_000)
                .add(3 * MINUTE, 100, 110, 89.99, 100, 3_000)
                .build();

        Bench bench = stopAndTarget(candles, finer);

        assertThat(bench.fillLines()).first().isEqualTo("209971 SELL 50@95 TAKER 9.5 USDT");
        assertThat(detail(bench)).isEqualTo(told(0, 0, 1, 1, 0));
    }

    @Test
    void ordersShareTheVolumeOfTheFinerCandle() {
        CandleSeries finer = minutes(
                QUIET,
                QUIET,
                QUIET,
                candle(100, 100, 100, 100, 10),
                candle(101, 101, 101, 101, 0),
                candle(102, 102, 102, 102, 100));
        Bench bench =
                new Bench(longer(finer), finer, terms(new FillRules(Percent.ZERO, Percent.ZERO, Percent.of("10")), 0));
        decideAtFirstClose(bench, marketSell("3"));

        bench.venue.player().playToEnd();

        assertThat(bench.fillLines())
                .containsExactly("180000 SELL 1@100 TAKER 0.2 USDT", "300000 SELL 2@102 TAKER 0.408 USDT");
    }

    @Test
    void anOrderThatArrivesInACandleFindsThePriceOfTheFinerOne() {
        CandleSeries finer = minutes(QUIET, QUIET, QUIET, flat(100), flat(130), flat(90));
        Bench bench = new Bench(longer(finer), finer, terms(FREE, 0));
        bench.at(4 * MINUTE + 30_000, marketBuy("1"));
        bench.at(5 * MINUTE, marketBuy("1"));

        bench.venue.player().playToEnd();

        // What arrives at the very close of a finer candle meets the next one.
        assertThat(bench.fillLines())
                .containsExactly("270000 BUY 1@130 TAKER 0.002 BTC", "300000 BUY 1@90 TAKER 0.002 BTC");
    }

    @Test
    void theTopOfTheBookIsThatOfTheFinerCandle() {
        CandleSeries finer = minutes(QUIET, QUIET, QUIET, flat(100), flat(130), flat(90));
        Bench bench = new Bench(longer(finer), finer, terms(FREE, 0));
        List<String> seen = new ArrayList<>();
        for (long atMs : new long[] {MINUTE, 4 * MINUTE + 30_000, 6 * MINUTE}) {
            var _ = bench.clock.atMs(
                    atMs,
                    () -> seen.add(
                            bench.market.quote(BTC_USDT).orElseThrow().ask().toString()));
        }

        bench.venue.player().playToEnd();
        bench.clock.advanceTo(6 * MINUTE);

        assertThat(seen).containsExactly("100", "130", "90");
    }

    @Test
    void whoListensHearsTheCandlesAloneAndNeverAFinerOne() {
        CandleSeries finer = minutes(
                QUIET,
                QUIET,
                QUIET,
                candle(100, 110, 100, 108, 1_000),
                candle(108, 108, 90, 92, 1_000),
                candle(92, 100, 92, 100, 1_000));
        Bench bench = new Bench(longer(finer), finer, terms(FREE, 0));
        List<String> heard = new ArrayList<>();
        var _ = bench.market.subscribe(BTC_USDT, Timeframe.M3, new MarketListener() {
            @Override
            public void onPrice(long atMs, double price) {
                heard.add(atMs + " " + price);
            }

            @Override
            public void onCandle(ClosedCandle candle) {
                heard.add(bench.clock.millis() + " closed " + candle.open() + " " + candle.high() + " " + candle.low()
                        + " " + candle.close() + " " + candle.volume() + " of " + candle.openTimeMs());
                if (candle.openTimeMs() == 0) {
                    bench.market.watchBelow(BTC_USDT, 95);
                }
            }
        });

        bench.venue.player().playToEnd();

        // A level that is watched is told once in each candle, and so in each finer one; and all that is told is past.
        assertThat(heard)
                .containsExactly(
                        "180000 closed 100.0 100.0 100.0 100.0 3000.0 of 0",
                        "220000 110.0",
                        "254445 95.0",
                        "280000 108.0",
                        "300000 92.0",
                        "340000 100.0",
                        "360000 closed 100.0 110.0 90.0 100.0 3000.0 of 180000");
    }

    @Test
    void aCandleInWhichNothingWorksIsNotLookedInto() {
        CandleSeries finer = minutes(QUIET, QUIET, QUIET, QUIET, QUIET, QUIET);
        Bench bench = new Bench(longer(finer), finer, terms(FREE, 0));
        var _ = bench.market.subscribe(BTC_USDT, Timeframe.M3, listener(candle -> {}));

        bench.venue.player().playToEnd();

        assertThat(detail(bench)).isEqualTo(told(0, 0, 0, 0, 0));
    }

    @Test
    void aStopThatRoseAboveTheLowOfItsCandleIsCountedUnlessFinerCandlesTell() {
        CandleSeries finer = minutes(
                QUIET,
                QUIET,
                QUIET,
                candle(106, 110, 106, 108, 1_000),
                candle(108, 108, 102, 107, 1_000),
                candle(107, 109, 107, 109, 1_000));
        CandleSeries candles = longer(finer);

        Bench untold = following(new Bench(candles, terms(FREE, 0)));
        Bench told = following(new Bench(candles, finer, terms(FREE, 0)));

        // Five below the highest price: 105, which the second minute falls through.
        assertThat(untold.heard).isEmpty();
        assertThat(detail(untold).risenStops()).isEqualTo(1);
        assertThat(told.heard).containsExactly("250000 fell to 105.0");
        assertThat(detail(told).risenStops()).isZero();
    }

    @Test
    void playingCandlesInFinerOnesIsPlayingTheFinerOnes() {
        for (long seed = 1; seed <= 300; seed++) {
            SeededRandom random = new SeededRandom(SeededRandom.mixed(seed, 0xF12E));
            CandleSeries finer = walk(random);
            FillRules fills = new FillRules(Percent.of("0.1"), Percent.of("0.05"), Percent.of("5"));
            Bench parts = new Bench(longer(finer), finer, terms(fills, 70));
            Bench alone = new Bench(finer, terms(fills, 70));
            for (int order = 0; order < 25; order++) {
                long atMs = random.nextInt(4) == 0 ? random.nextInt(200) * MINUTE : random.nextInt(200 * 60_000);
                OrderTerms terms = order(random);
                parts.at(atMs, terms);
                alone.at(atMs, terms);
            }

            parts.venue.player().playToEnd();
            alone.venue.player().playToEnd();

            assertThat(alone.fills).as("seed " + seed).isNotEmpty();
            assertThat(parts.heard).as("seed " + seed).isEqualTo(alone.heard);
            assertThat(detail(parts).incomplete() + detail(parts).different()).isZero();
        }
    }

    private static CandleSeries walk(SeededRandom random) {
        CandleSeries.Builder series = CandleSeries.builder(Timeframe.M1);
        double last = 100;
        for (int index = 0; index < 201; index++) {
            // Holes now and then, but the last candle closes with the one that it is part of.
            if (random.nextInt(6) == 0 && index > 0 && index < 200) {
                continue;
            }
            double open = random.nextInt(5) == 0 ? rounded(last + random.nextDouble() * 2 - 1) : last;
            double close = rounded(open + random.nextDouble() * 2 - 1);
            double high = rounded(Math.max(open, close) + random.nextDouble());
            double low = rounded(Math.min(open, close) - random.nextDouble());
            series = series.add(index * MINUTE, open, high, low, close, random.nextInt(40) * 0.5);
            last = close;
        }
        return series.build();
    }

    private static double rounded(double price) {
        return Math.round(price * 100) / 100.0;
    }

    private static OrderTerms order(SeededRandom random) {
        String quantity = Integer.toString(1 + random.nextInt(2));
        String above = Integer.toString(101 + random.nextInt(4));
        String below = Integer.toString(99 - random.nextInt(4));
        return switch (random.nextInt(6)) {
            case 0 -> marketBuy(quantity);
            case 1 -> marketSell(quantity);
            case 2 -> limitBuy(quantity, below);
            case 3 -> limitSell(quantity, above);
            case 4 -> stopSell(quantity, below);
            default -> stopBuy(quantity, above);
        };
    }

    /** A stop of 50 coins at 95 and a target of 50 at 105, decided at the first close. */
    private static Bench stopAndTarget(CandleSeries finer) {
        return stopAndTarget(longer(finer), finer);
    }

    private static Bench stopAndTarget(CandleSeries candles, CandleSeries finer) {
        Bench bench = new Bench(candles, finer, terms(FREE, 0));
        decideAtFirstClose(bench, stopSell("50", "95"), limitSell("50", "105"));
        bench.venue.player().playToEnd();
        return bench;
    }

    /** Watches from the first close on what lies five below the highest price, and notes what falls to it. */
    private static Bench following(Bench bench) {
        var _ = bench.market.subscribe(BTC_USDT, Timeframe.M3, new MarketListener() {

            private double level;

            @Override
            public void onPrice(long atMs, double price) {
                if (price <= level) {
                    bench.heard.add(atMs + " fell to " + price);
                    watch(0);
                } else if (level > 0 && price - 5 > level) {
                    watch(price - 5);
                }
            }

            @Override
            public void onCandle(ClosedCandle candle) {
                if (candle.openTimeMs() == 0) {
                    watch(95);
                }
            }

            private void watch(double price) {
                level = price;
                bench.market.watchBelow(BTC_USDT, price);
            }
        });
        bench.venue.player().playToEnd();
        return bench;
    }

    private static CandleDetail detail(Bench bench) {
        return bench.venue.detail(BTC_USDT);
    }

    private static CandleDetail told(long played, long incomplete, long different, long both, long told) {
        return new CandleDetail(Optional.of(Timeframe.M1), played, incomplete, different, both, told, 0);
    }

    private static CandleSeries longer(CandleSeries finer) {
        return CandleAggregator.aggregated(finer, Timeframe.M3);
    }

    private static CandleSeries without(CandleSeries candles, long openTimeMs) {
        CandleSeries.Builder left = CandleSeries.builder(candles.timeframe());
        for (int index = 0; index < candles.size(); index++) {
            if (candles.openTimeMs(index) != openTimeMs) {
                left = left.add(
                        candles.openTimeMs(index),
                        candles.open(index),
                        candles.high(index),
                        candles.low(index),
                        candles.close(index),
                        candles.volume(index));
            }
        }
        return left.build();
    }

    private static void decideAtFirstClose(Bench bench, OrderTerms... orders) {
        var _ = bench.market.subscribe(BTC_USDT, Timeframe.M3, listener(candle -> {
            if (candle.openTimeMs() == 0) {
                for (OrderTerms terms : orders) {
                    bench.broker.place(bench.intent(terms), bench::hear);
                }
            }
        }));
    }

    private static MarketListener listener(Consumer<ClosedCandle> onCandle) {
        return new MarketListener() {
            @Override
            public void onPrice(long atMs, double price) {
                // Only closes matter here.
            }

            @Override
            public void onCandle(ClosedCandle candle) {
                onCandle.accept(candle);
            }
        };
    }
}
