package cab.infrastructure.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.backtest.DecidedOrder;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategies;
import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyDescription;
import cab.domain.strategy.StrategyParameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cut the future off, run again, compare: no decision may have seen it. */
final class LookAheadTest {

    private static final int CANDLES = 1_200;
    private static final int STEP = 29;

    static List<String> strategies() {
        return Strategies.all().stream().map(StrategyDescription::name).toList();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void cuttingTheFutureOffChangesNoDecisionMadeBefore(String name) {
        CandleSeries candles = BacktestTest.walk(13, CANDLES);

        assertThat(Backtests.fixedAmount(candles, create(name)).orders()).hasSizeGreaterThan(4);
        assertThat(cutsThatChangeThePast(candles, visible -> create(name))).isEmpty();
    }

    @Test
    void aStrategyThatKnowsTheNextCandleIsCaught() {
        CandleSeries candles = BacktestTest.walk(13, CANDLES);

        assertThat(cutsThatChangeThePast(candles, Clairvoyant::new)).isNotEmpty();
    }

    private static Strategy create(String name) {
        return Strategies.create(name, StrategyParameters.none());
    }

    /** The cuts behind which the decisions before them are others than over all candles. */
    private static List<Integer> cutsThatChangeThePast(
            CandleSeries candles, Function<CandleSeries, Strategy> strategyThatIsShown) {
        List<DecidedOrder> whole = Backtests.fixedAmount(candles, strategyThatIsShown.apply(candles))
                .orders();
        List<Integer> different = new ArrayList<>();
        for (int cut = 1; cut < candles.size(); cut += STEP) {
            CandleSeries visible = candles.slice(0, cut);
            Instant cutAt = Instant.ofEpochMilli(visible.closeTimeMs(cut - 1));
            List<DecidedOrder> part = Backtests.fixedAmount(visible, strategyThatIsShown.apply(visible))
                    .orders();
            if (!part.equals(
                    whole.stream().filter(order -> !order.at().isAfter(cutAt)).toList())) {
                different.add(cut);
            }
        }
        return different;
    }

    /** Buys before a candle that rises and sells before one that falls, wherever there is a next one. */
    private static final class Clairvoyant implements Strategy {

        private final CandleSeries candles;

        Clairvoyant(CandleSeries candles) {
            this.candles = candles;
        }

        @Override
        public String name() {
            return "clairvoyant";
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Signal onCandle(ClosedCandle candle) {
            int next = candles.indexAtOrAfter(candle.closeTimeMs());
            if (next == candles.size()) {
                return Signal.HOLD;
            }
            return candles.close(next) > candle.close() ? Signal.BUY : Signal.SELL;
        }

        @Override
        public String explain() {
            return "knows what comes";
        }
    }
}
