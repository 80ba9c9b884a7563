package cab.app.assembly;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.backtest.BacktestResult;
import cab.application.backtest.BacktestWatch;
import cab.application.backtest.ExitReason;
import cab.domain.market.CandleAggregator;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.infrastructure.marketdata.FinerCandles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BacktestRunTest {

    @ParameterizedTest
    @ValueSource(strings = {"local", "exchange"})
    void aTrailThatIsNotArmedYetIsWatchedAlsoWithoutAHardStop(String placement) {
        BacktestResult result = BacktestRun.of(
                        new SettingsReader(Map.of(
                                        "STOP_LOSS_PCT",
                                        "0",
                                        "TRAILING_STOP_PCT",
                                        "0.5",
                                        "TRAILING_ACTIVATION_PCT",
                                        "1",
                                        "STOP_PLACEMENT",
                                        placement))
                                .read(Optional.empty()),
                        Symbol.of("BTC/USDT"),
                        CostRunsTest.walk())
                .run();

        assertThat(result.roundTrips().stream().filter(trip -> trip.reason() == ExitReason.TRAILING_STOP))
                .hasSizeGreaterThan(5);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aRunThatBeginsDeepInItsSeriesIsTheOneThatIsGivenNoMoreThanItsWarmUp(boolean isLookedInto) {
        // More than one piece before it and behind it: candles are played in pieces of 10,000.
        int first = 12_345;
        int warmUp = 2_000;
        CandleSeries finer = swings(4 * 34_000);
        CandleSeries all = CandleAggregator.aggregated(finer, Timeframe.H1);
        List<Double> parts = new ArrayList<>();

        BacktestResult deep = run(all, finer, first, isLookedInto, part -> parts.add(part));
        BacktestResult cut = run(all.slice(first - warmUp, all.size()), finer, warmUp, isLookedInto, part -> true);

        assertThat(deep.trades()).isGreaterThan(100);
        assertThat(deep.detail().played() > 0).isEqualTo(isLookedInto);
        assertThat(deep.candles()).isEqualTo(all.size() - first);
        assertThat(deep.equity().size()).isEqualTo(all.size() - first);
        assertThat(deep.from().toEpochMilli()).isEqualTo(all.openTimeMs(first));
        assertThat(deep.orders().getFirst().at()).isAfter(deep.from());
        assertThat(deep.decisionHash()).isEqualTo(cut.decisionHash());
        assertThat(deep.finalEquity()).isEqualTo(cut.finalEquity());
        assertThat(parts).hasSize(3).isSorted().last().isEqualTo(1.0);
    }

    private static BacktestResult run(
            CandleSeries candles, CandleSeries finer, int first, boolean isLookedInto, BacktestWatch watch) {
        Optional<FinerCandles> known = isLookedInto ? Optional.of(FinerCandles.of(candles, finer)) : Optional.empty();
        return BacktestRun.of(
                        new SettingsReader(Map.of("MTF_ENABLED", "0")).read(Optional.empty()),
                        Symbol.of("BTC/USDT"),
                        candles,
                        known)
                .startingAt(first, Money.of("10000", Symbol.of("BTC/USDT").quote()))
                .run(watch)
                .orElseThrow();
    }

    /** Quarters of hours that never go far from 20,000, so that a first price tells the same ticks anywhere. */
    private static CandleSeries swings(int size) {
        SplittableRandom random = new SplittableRandom(5);
        CandleSeries.Builder series = CandleSeries.builder(Timeframe.M15);
        double close = 20_000;
        for (int index = 0; index < size; index++) {
            double open = close;
            double next = open * (1 + random.nextDouble(-0.006, 0.006)) + (20_000 - open) * 0.002;
            close = Math.round(next * 100) / 100.0;
            series = series.add(index * 900_000L, open, Math.max(open, close), Math.min(open, close), close, 50);
        }
        return series.build();
    }
}
