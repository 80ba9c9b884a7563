package cab.infrastructure.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import cab.application.backtest.BacktestResult;
import cab.application.backtest.DecidedOrder;
import cab.application.backtest.ExitReason;
import cab.application.backtest.OpenTrip;
import cab.application.backtest.RoundTrip;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Timeframe;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.order.Side;
import cab.domain.signal.FirstOpinion;
import cab.domain.signal.MajorityVote;
import cab.domain.signal.SignalAggregator;
import cab.domain.signal.TrendFilter;
import cab.domain.signal.WeightedScores;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

final class BacktestTest {

    private static final Currency USDT = Backtests.BTC_USDT.quote();
    private static final long START_MS = Instant.parse("2024-01-01T00:00:00Z").toEpochMilli();

    @Test
    void theSameCandlesGiveTheSameDecisionsAndTheSameMoney() {
        CandleSeries candles = walk(11, 3_000);

        BacktestResult first = Backtests.allIn(candles);
        BacktestResult second = Backtests.allIn(candles);

        assertThat(first.trades()).isPositive();
        assertThat(second).isEqualTo(first);
    }

    @Test
    void whoLooksOnChangesNothingAndMayEndIt() {
        CandleSeries candles = walk(11, 45_000);
        List<Double> parts = new ArrayList<>();

        Optional<BacktestResult> watched = Backtests.watched(candles, part -> parts.add(part));

        assertThat(watched).contains(Backtests.fixedAmount(candles));
        assertThat(watched.orElseThrow().trades()).isPositive();
        assertThat(parts).hasSize(5).isSorted().endsWith(1.0);
        assertThat(Backtests.watched(candles, part -> part < 0.5)).isEmpty();
    }

    @Test
    void timeZoneAndLocaleChangeNothing() {
        CandleSeries candles = walk(12, 2_000);
        BacktestResult here = Backtests.fixedAmount(candles);
        TimeZone zone = TimeZone.getDefault();
        Locale locale = Locale.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tokyo"));
            Locale.setDefault(Locale.forLanguageTag("tr-TR"));

            BacktestResult there = Backtests.fixedAmount(candles);

            assertThat(there.decisionHash()).isEqualTo(here.decisionHash());
        } finally {
            TimeZone.setDefault(zone);
            Locale.setDefault(locale);
        }
    }

    @Test
    void theTrendFilterAndTheEnsembleSeeNoFutureInAnyMode() {
        CandleSeries candles = walk(16, 700);
        List<SignalAggregator> modes =
                List.of(new FirstOpinion(), new MajorityVote(), new WeightedScores(new double[] {0.4, 0.3, 0.3}, 0.3));
        for (SignalAggregator mode : modes) {
            List<DecidedOrder> whole =
                    Backtests.ensemble(candles, mode, Backtests.trend()).orders();
            for (int cut = 50; cut < candles.size(); cut += 37) {
                Instant cutAt = Instant.ofEpochMilli(candles.closeTimeMs(cut - 1));
                assertThat(Backtests.ensemble(candles.slice(0, cut), mode, Backtests.trend())
                                .orders())
                        .as("%s cut at candle %d", mode.getClass().getSimpleName(), cut)
                        .isEqualTo(whole.stream()
                                .filter(order -> !order.at().isAfter(cutAt))
                                .toList());
            }
        }
    }

    @Test
    void theTrendFilterTakesPurchasesAway() {
        CandleSeries candles = walk(17, 3_000);

        BacktestResult free = Backtests.ensemble(candles, new FirstOpinion(), TrendFilter.off());
        BacktestResult filtered = Backtests.ensemble(candles, new FirstOpinion(), Backtests.trend());

        assertThat(filtered.orders()).isNotEmpty().hasSizeLessThan(free.orders().size());
    }

    @Test
    void cashAndPositionAreWhatFillsFeesAndTheLastCloseMake() {
        BacktestResult result = Backtests.allIn(walk(14, 3_000));

        // Every round trip pays the fee twice and the spread twice: without an edge that is what is lost.
        assertThat(result.feesPaid().isPositive()).isTrue();
        assertThat(result.slippagePaid().isPositive()).isTrue();
        assertThat(result.wins() + result.losses()).isEqualTo(result.trades());
        assertThat(result.finalEquity().isPositive()).isTrue();
        assertThat(result.exposurePercent()).isBetween(1.0, 99.0);
    }

    @Test
    void roundTripsAndWhatIsStillHeldExplainTheWholeResult() {
        for (long seed = 20; seed < 26; seed++) {
            BacktestResult result = Backtests.allIn(walk(seed, 3_000));

            Money explained = result.stillOpen().map(OpenTrip::unrealised).orElse(Money.zero(USDT));
            for (RoundTrip trip : result.roundTrips()) {
                explained = explained.plus(trip.pnl());
                assertThat(trip.exited()).as("seed %d", seed).isAfter(trip.entered());
                assertThat(trip.worstPercent()).isNotPositive();
                assertThat(trip.bestPercent()).isNotNegative();
            }

            double earned =
                    result.finalEquity().minus(result.initialEquity()).amount().doubleValue();
            // Dust that is left over is in no round trip, and worth less than one step.
            assertThat(earned).as("seed %d", seed).isCloseTo(explained.amount().doubleValue(), within(0.1));
            assertThat(result.fills())
                    .hasSize(result.roundTrips().stream()
                                    .mapToInt(RoundTrip::fills)
                                    .sum()
                            + (result.stillOpen().isPresent() ? 1 : 0));
            assertThat(result.equity().size()).isEqualTo(3_000);
        }
    }

    @Test
    void aPositionIsLeftByTheStopThatWasReached() {
        CandleSeries.Builder candles = CandleSeries.builder(Timeframe.M15);
        double[] closes = {100, 100, 100, 100, 100, 100, 94, 94, 94, 100, 100, 110, 110, 106, 106};
        for (int index = 0; index < closes.length; index++) {
            double open = index == 0 ? 100 : closes[index - 1];
            candles = candles.add(
                    START_MS + index * 900_000L,
                    open,
                    Math.max(open, closes[index]),
                    Math.min(open, closes[index]),
                    closes[index],
                    1_000);
        }

        BacktestResult result = Backtests.fixedAmount(candles.build(), new BuysAfter(2, 7));

        assertThat(result.roundTrips())
                .extracting(RoundTrip::reason)
                .containsExactly(ExitReason.STOP_LOSS, ExitReason.TRAILING_STOP);
    }

    @Test
    void buysAndSellsAlternateAndSalesSellThePosition() {
        List<DecidedOrder> orders = Backtests.fixedAmount(walk(15, 3_000)).orders();

        assertThat(orders).hasSizeGreaterThan(4);
        for (int index = 0; index < orders.size(); index++) {
            assertThat(orders.get(index).side()).isEqualTo(index % 2 == 0 ? Side.BUY : Side.SELL);
        }
    }

    @Test
    void aMarketThatCannotCrossIsNotTraded() {
        CandleSeries.Builder flat = CandleSeries.builder(Timeframe.M15);
        for (int index = 0; index < 100; index++) {
            flat = flat.add(START_MS + index * 900_000L, 100, 100, 100, 100, 10);
        }

        BacktestResult result = Backtests.fixedAmount(flat.build());

        assertThat(result.orders()).isEmpty();
        assertThat(result.finalEquity()).isEqualTo(Backtests.CASH);
        assertThat(result.sharpe()).isEmpty();
        assertThat(result.profitFactor()).isEmpty();
    }

    @Test
    void oneCandleIsEnoughToRun() {
        CandleSeries one = CandleSeries.builder(Timeframe.M15)
                .add(START_MS, 100, 101, 99, 100, 10)
                .build();

        assertThat(Backtests.fixedAmount(one).candles()).isEqualTo(1);
    }

    /** A random walk with drifting phases, so that averages cross now and then. */
    static CandleSeries walk(long seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        CandleSeries.Builder candles = CandleSeries.builder(Timeframe.M15);
        double price = 40_000;
        for (int index = 0; index < size; index++) {
            double drift = (index / 150) % 2 == 0 ? 0.0006 : -0.0006;
            double open = price;
            double close = cents(open * (1 + drift + (random.nextDouble() - 0.5) * 0.008));
            double high = cents(Math.max(open, close) * (1 + random.nextDouble() * 0.003));
            double low = cents(Math.min(open, close) * (1 - random.nextDouble() * 0.003));
            candles = candles.add(START_MS + index * 900_000L, open, high, low, close, 5 + random.nextInt(50));
            price = close;
        }
        return candles.build();
    }

    private static double cents(double price) {
        return Math.round(price * 100) / 100.0;
    }

    /** Buys at the close of the candles with these numbers, counted from 0, and never sells. */
    private static final class BuysAfter implements Strategy {

        private final List<Integer> candles;
        private int seen;

        BuysAfter(Integer... candles) {
            this.candles = List.of(candles);
        }

        @Override
        public String name() {
            return "buys_after";
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Signal onCandle(ClosedCandle candle) {
            return candles.contains(seen++) ? Signal.BUY : Signal.HOLD;
        }

        @Override
        public String explain() {
            return "the number of the candle";
        }
    }
}
