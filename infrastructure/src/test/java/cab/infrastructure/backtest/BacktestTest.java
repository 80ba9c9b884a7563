package cab.infrastructure.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.backtest.BacktestResult;
import cab.application.backtest.DecidedOrder;
import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.domain.order.Side;
import cab.domain.signal.FirstOpinion;
import cab.domain.signal.MajorityVote;
import cab.domain.signal.SignalAggregator;
import cab.domain.signal.TrendFilter;
import cab.domain.signal.WeightedScores;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

final class BacktestTest {

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
}
