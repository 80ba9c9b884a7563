package cab.application.trading;

import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.TIMEFRAME;
import static cab.application.trading.StartAndRestartTest.until;
import static org.assertj.core.api.Assertions.assertThat;

import cab.application.port.HistoryReport;
import cab.application.testing.CycleBench;
import cab.application.testing.Fixtures;
import cab.domain.market.Candle;
import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.domain.signal.DecisionStep;
import cab.domain.strategy.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Candles reach the pipeline once and in order, whatever the feed loses. */
class LostCandlesTest {

    private final CycleBench bench = CycleBench.running();

    @Test
    void aGapIsFilledFromThePastBeforeTheNextCandleIsDecidedOn() {
        bench.candle(Signal.HOLD, 50);
        bench.market.onHistory(count -> Optional.of(until(closeAt(4), count)));
        skipTo(4);

        bench.hand(Signal.BUY, candleAt(4));

        assertThat(bench.strategy.seen()).containsExactly(ms(1), ms(2), ms(3), ms(4));
        assertThat(bench.market.historyAsked().getLast()).isEqualTo(3);
        assertThat(bench.broker.placed()).hasSize(1);
        assertThat(bench.cycle.decisions().latest(10)).hasSize(2);
    }

    @Test
    void aGapThatThePastHasTooIsPassedOver() {
        bench.candle(Signal.HOLD, 50);
        skipTo(4);

        bench.hand(Signal.BUY, candleAt(4));

        assertThat(bench.strategy.seen()).containsExactly(ms(1), ms(4));
        assertThat(bench.broker.placed()).hasSize(1);
    }

    @Test
    void whileLostCandlesAreReadNothingIsBoughtAndTheStopWatches() {
        bench.hold();
        bench.market.onHistory(count -> Optional.empty());
        bench.cycle.onCandlesLost();

        assertThat(bench.cycle.status().pauseReasons()).containsExactly("candles were lost and are being read again");
        assertThat(bench.cycle.status().state()).isEqualTo(OrchestratorState.RUNNING);
        bench.price(47);
        assertThat(bench.broker.placed()).hasSize(2);
    }

    @Test
    void theLatestCandleThatCameMeanwhileIsDecidedOn() {
        bench.candle(Signal.HOLD, 50);
        bench.market.onHistory(count -> Optional.of(new HistoryReport.Unknown("down")));
        bench.cycle.onCandlesLost();
        bench.time.settle();
        skipTo(2);
        bench.hand(Signal.BUY, candleAt(2));
        assertThat(bench.broker.placed()).isEmpty();
        bench.market.onHistory(count -> Optional.of(until(closeAt(3), count)));
        skipTo(3);
        bench.hand(Signal.BUY, candleAt(3));
        bench.time.advance(Duration.ofSeconds(5));

        assertThat(bench.strategy.seen()).containsExactly(ms(1), ms(2), ms(3));
        assertThat(bench.broker.placed()).hasSize(1);
        assertThat(bench.cycle.status().pauseReasons()).isEmpty();
    }

    @Test
    void anOldCandleThatComesAgainMeanwhileDoesNotTakeThePlaceOfTheLatest() {
        bench.candle(Signal.HOLD, 50);
        bench.market.onHistory(count -> Optional.of(new HistoryReport.Unknown("down")));
        bench.cycle.onCandlesLost();
        bench.time.settle();
        skipTo(3);
        bench.hand(Signal.BUY, candleAt(3));
        bench.hand(Signal.BUY, candleAt(2));
        bench.market.onHistory(count -> Optional.of(until(closeAt(2), count)));
        bench.time.advance(Duration.ofSeconds(5));

        assertThat(bench.strategy.seen()).containsExactly(ms(1), ms(2), ms(3));
        assertThat(bench.broker.placed()).hasSize(1);
    }

    @Test
    void candlesThatAreLostWhileOthersAreReadAreReadToo() {
        bench.candle(Signal.HOLD, 50);
        bench.market.onHistory(count -> Optional.of(until(closeAt(1), count)));
        bench.cycle.onCandlesLost();
        bench.cycle.onCandlesLost();
        bench.market.onHistory(count -> Optional.of(until(closeAt(2), count)));
        bench.time.settle();

        assertThat(bench.market.historyAsked()).hasSize(3);
        assertThat(bench.strategy.seen()).contains(ms(1), ms(2));
        assertThat(bench.cycle.status().pauseReasons()).isEmpty();
    }

    @Test
    void moreThanTheWarmUpIsReadWhenThatIsShort() {
        bench.cycle.onCandlesLost();

        assertThat(bench.market.historyAsked()).containsExactly(50, 100);
    }

    @Test
    void aHistoryThatNeverComesIsAskedForAgain() {
        bench.market.onHistory(count -> Optional.empty());
        bench.cycle.onCandlesLost();
        bench.market.onHistory(count -> Optional.of(until(closeAt(0), count)));

        bench.time.advance(Duration.ofMinutes(1));

        assertThat(bench.cycle.status().pauseReasons()).isEmpty();
    }

    @Test
    void candlesOfAStoppedBotAreLearnedAsEver() {
        bench.cycle.stop("ann", "home", outcome -> {});

        bench.candle(Signal.HOLD, 50);

        assertThat(bench.strategy.seen()).hasSize(1);
    }

    @Test
    void higherTimeframesAreReadBeforeTheTradedOneAndShownUpToItsBeginning() {
        CycleBench fresh = new CycleBench();
        fresh.trend.want(Timeframe.H1, Timeframe.D1);
        fresh.market.onHistory(count -> Optional.of(until(closeAt(0), 2)));

        fresh.start();

        assertThat(fresh.ready).isTrue();
        assertThat(fresh.market.higherAsked()).containsExactly("1h 7", "1d 7");
        assertThat(fresh.trend.shown())
                .containsExactly("1h 0 by " + ms(-2), "1d 0 by " + ms(-2), "candle " + ms(-1), "candle " + ms(0));
    }

    @Test
    void aHigherTimeframeThatCannotBeReadIsAskedForAgainAlone() {
        CycleBench fresh = new CycleBench();
        fresh.trend.want(Timeframe.H1, Timeframe.D1);
        fresh.market.onHigherHistory((timeframe, count) -> timeframe == Timeframe.H1
                ? Optional.of(
                        new HistoryReport.Known(CandleSeries.builder(timeframe).build()))
                : Optional.of(new HistoryReport.Unknown("down")));
        fresh.start();
        assertThat(fresh.ready).isFalse();

        fresh.market.onHigherHistory((timeframe, count) -> Optional.of(
                new HistoryReport.Known(CandleSeries.builder(timeframe).build())));
        fresh.time.advance(Duration.ofSeconds(5));

        assertThat(fresh.ready).isTrue();
        assertThat(fresh.market.higherAsked()).containsExactly("1h 7", "1d 7", "1d 7");
    }

    @Test
    void higherTimeframesAreReadAgainOnlyWhereMoreWasLostThanIsRead() {
        bench.trend.want(Timeframe.H1);
        bench.candle(Signal.HOLD, 50);
        bench.market.onHistory(count -> Optional.of(until(closeAt(3), count)));
        skipTo(3);
        bench.hand(Signal.HOLD, candleAt(3));
        assertThat(bench.market.higherAsked()).isEmpty();

        bench.market.onHistory(count -> Optional.of(until(closeAt(500), count)));
        skipTo(500);
        bench.hand(Signal.BUY, candleAt(500));

        assertThat(bench.market.higherAsked()).containsExactly("1h 7");
        assertThat(bench.trend.shown()).contains("1h 0 by " + ms(400));
        assertThat(bench.broker.placed()).hasSize(1);
        assertThat(bench.cycle.status().pauseReasons()).isEmpty();
    }

    @Test
    void aDowntrendForbidsToBuyAndNeverToSell() {
        bench.hold();
        bench.trend.forbid();
        bench.candle(Signal.SELL, 50);
        assertThat(bench.broker.placed()).hasSize(2);
        bench.fillLast("50");

        bench.candle(Signal.BUY, 50);

        assertThat(bench.broker.placed()).hasSize(2);
        assertThat(bench.cycle.decisions().latest(1).getFirst().verdict()).isEqualTo(Verdict.TREND_DOWN);
    }

    @Test
    void eachPartSaysWhyForEachCandleOnceItIsAsked() {
        bench.candle(Signal.HOLD, 49);
        bench.cycle.explainDecisions();
        bench.trend.forbid();
        bench.candle(Signal.BUY, 50);

        DecisionLog.Entry latest = bench.cycle.decisions().latest(1).getFirst();
        assertThat(latest.close()).isEqualTo(50);
        assertThat(latest.steps())
                .containsExactly(
                        new DecisionStep("scripted", "BUY 1.0", "as told"),
                        new DecisionStep("together", "BUY 1.0", ""),
                        new DecisionStep("second_opinion", "BUY 1.0", "there is no second opinion"),
                        new DecisionStep("trend", "long forbidden", "as told"));
        assertThat(bench.cycle.decisions().latest(2).getLast().steps()).isEmpty();
    }

    private void skipTo(int candle) {
        bench.time.advance(Duration.between(bench.time.instant(), closeAt(candle)));
    }

    private static Instant closeAt(int candle) {
        return NOON.plusMillis(candle * TIMEFRAME.lengthMs());
    }

    private static long ms(int candle) {
        return closeAt(candle).toEpochMilli();
    }

    private static Candle candleAt(int candle) {
        return Fixtures.candle(closeAt(candle), 50);
    }
}
