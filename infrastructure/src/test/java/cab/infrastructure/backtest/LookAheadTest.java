package cab.infrastructure.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.backtest.LookAheadCheck;
import cab.domain.market.CandleSeries;
import cab.domain.market.ClosedCandle;
import cab.domain.strategy.Signal;
import cab.domain.strategy.Strategies;
import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyDescription;
import cab.domain.strategy.StrategyParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cut the future off, run again, compare: no decision may have seen it. */
final class LookAheadTest {

    private static final int CANDLES = 1_200;
    private static final int CUTS = 80;

    static List<String> strategies() {
        return Strategies.all().stream().map(StrategyDescription::name).toList();
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void cuttingTheFutureOffChangesNoDecisionMadeBefore(String name) {
        CandleSeries candles = BacktestTest.walk(13, CANDLES);

        LookAheadCheck.Report report = check(candles, visible -> create(name));

        assertThat(report.orders()).isGreaterThan(4);
        assertThat(report.cuts()).isGreaterThan(CUTS / 2);
        assertThat(report.changes()).isEmpty();
    }

    @Test
    void aStrategyThatKnowsTheNextCandleIsCaught() {
        CandleSeries candles = BacktestTest.walk(13, CANDLES);

        LookAheadCheck.Report report = check(candles, Clairvoyant::new);

        assertThat(report.changes()).hasSizeGreaterThan(CUTS / 4);
        LookAheadCheck.Change first = report.changes().getFirst();
        assertThat(first.withFuture())
                .hasValueSatisfying(order -> assertThat(order.at()).isEqualTo(first.cutAt()));
        assertThat(first.without()).isEmpty();
    }

    @Test
    void aStrategyThatRemembersAnEarlierRunIsCaught() {
        CandleSeries candles = BacktestTest.walk(13, CANDLES);
        Map<Long, Double> closes = new HashMap<>();

        LookAheadCheck.Report report = check(candles, visible -> new Remembering(closes));

        assertThat(report.changes()).isNotEmpty();
    }

    @Test
    void aStrategyThatDecidesByChanceIsCaughtByItsSecondRun() {
        CandleSeries candles = BacktestTest.walk(13, CANDLES);
        SplittableRandom random = new SplittableRandom(1);

        assertThat(check(candles, visible -> new Erratic(random)).changes()).isNotEmpty();
    }

    @Test
    void everyCutToldIsACutMade() {
        CandleSeries candles = BacktestTest.walk(13, CANDLES);
        List<Integer> told = new ArrayList<>();

        LookAheadCheck.Report report = new LookAheadCheck(
                        visible -> Backtests.fixedAmount(visible, create("ema_cross")), (done, of) -> told.add(of))
                .check(candles, 10);

        assertThat(told).hasSize(report.cuts()).containsOnly(report.cuts());
    }

    @Test
    void fewCandlesAreCutBehindEach() {
        CandleSeries candles = BacktestTest.walk(13, 3);

        assertThat(check(candles, visible -> create("ema_cross")).cuts()).isEqualTo(3);
    }

    private static Strategy create(String name) {
        return Strategies.create(name, StrategyParameters.none());
    }

    private static LookAheadCheck.Report check(
            CandleSeries candles, Function<CandleSeries, Strategy> strategyThatIsShown) {
        return new LookAheadCheck(
                        visible -> Backtests.fixedAmount(visible, strategyThatIsShown.apply(visible)), (done, of) -> {})
                .check(candles, CUTS);
    }

    /** Buys before a candle of which an earlier run knew that it rises. */
    private static final class Remembering implements Strategy {

        private final Map<Long, Double> closes;

        Remembering(Map<Long, Double> closes) {
            this.closes = closes;
        }

        @Override
        public String name() {
            return "remembering";
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Signal onCandle(ClosedCandle candle) {
            closes.put(candle.closeTimeMs(), candle.close());
            Double next = closes.get(candle.closeTimeMs() + candle.closeTimeMs() - candle.openTimeMs());
            if (next == null) {
                return Signal.HOLD;
            }
            return next > candle.close() ? Signal.BUY : Signal.SELL;
        }

        @Override
        public String explain() {
            return "has been here before";
        }
    }

    /** Tosses a coin. */
    private static final class Erratic implements Strategy {

        private final SplittableRandom random;

        Erratic(SplittableRandom random) {
            this.random = random;
        }

        @Override
        public String name() {
            return "erratic";
        }

        @Override
        public int warmUp() {
            return 0;
        }

        @Override
        public Signal onCandle(ClosedCandle candle) {
            return random.nextInt(20) == 0 ? Signal.BUY : random.nextInt(20) == 0 ? Signal.SELL : Signal.HOLD;
        }

        @Override
        public String explain() {
            return "tosses a coin";
        }
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
