package cab.infrastructure.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import cab.application.backtest.BacktestResult;
import cab.application.backtest.DecidedOrder;
import cab.domain.market.CandleSeries;
import cab.domain.market.Timeframe;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderType;
import cab.infrastructure.sweep.FastBacktest;
import cab.infrastructure.sweep.TrialFigures;
import cab.infrastructure.sweep.TrialFill;
import cab.infrastructure.sweep.TrialOutcome;
import cab.infrastructure.sweep.TrialPlan;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fast path against the full pipeline: every order, every fill, every figure. */
final class FastBacktestTest {

    private static final int TRIALS = 150;

    @Test
    void theFastPathDoesWhatTheFullPipelineDoes() {
        int ran = 0;
        for (long seed = 1; seed <= TRIALS; seed++) {
            ran += agrees(new RandomTrial(seed)) ? 1 : 0;
        }

        assertThat(ran).as("trials on the fast path").isGreaterThan(TRIALS * 9 / 10);
    }

    @Test
    void aSaleThatFindsNobodyForMonthsIsTriedUntilItsNamesAreUsedUp() {
        // Of many seeds these get there.
        int most = 0;
        for (long seed : new long[] {7, 8}) {
            CandleSeries market = new OutageCandles(Timeframe.M15, seed)
                    .trend(60, 0.001)
                    .crash(0.2)
                    .outage(150)
                    .trend(60, 0.001)
                    .series();
            most = Math.max(most, mostOf(OrderType.MARKET, new RandomTrial(seed, market)));
        }

        assertThat(most).isGreaterThan(2 * ClientOrderId.ATTEMPTS_MAX);
    }

    @Test
    void aStopIsReplacedAThousandTimesAndThenNoMore() {
        int most = 0;
        for (long seed : new long[] {2, 27}) {
            CandleSeries market = new OutageCandles(Timeframe.M1, seed)
                    .trend(30, -0.001)
                    .trend(2_500, 0.003)
                    .trend(60, -0.003)
                    .series();
            most = Math.max(most, mostOf(OrderType.STOP_MARKET, new RandomTrial(seed, market)));
        }

        assertThat(most).isEqualTo(1_000);
    }

    @Test
    void aStopThatHasFiredUnseenIsEndedStepByStep() {
        // It waits for volume, so that nobody has told of it when the level rises.
        assertThat(agrees(new RandomTrial(10_847))).isTrue();
    }

    /** How many orders of that type a trial has decided, in which both agree. */
    private static int mostOf(OrderType type, RandomTrial trial) {
        return agrees(trial)
                ? (int) trial.full().orders().stream()
                        .filter(order -> order.type() == type)
                        .count()
                : 0;
    }

    @Test
    void theFastPathLooksIntoCandlesAsTheFullPipelineDoes() {
        int ran = 0;
        int told = 0;
        for (long seed = 1; seed <= TRIALS; seed++) {
            RandomTrial trial = RandomTrial.lookedInto(seed);
            told += trial.finer().orElseThrow().told();
            ran += agrees(trial) ? 1 : 0;
        }

        assertThat(ran).as("trials on the fast path").isGreaterThan(TRIALS * 8 / 10);
        assertThat(told).as("candles that finer ones tell").isGreaterThan(TRIALS * 100);
    }

    /**
     * The price had fallen to where the rest was dust, and a later one, which only the sale asks for, had risen again.
     */
    @Test
    void aRestThatIsBeingSoldIsNoDustAtThePriceHeardLast() {
        assertThat(agrees(RandomTrial.lookedInto(216))).isTrue();
    }

    /** Compares both; whether the fast path could run it. */
    static boolean agrees(RandomTrial trial) {
        FastBacktest fast = new FastBacktest(trial.market());
        // A worker that has run a trial before keeps nothing of it.
        var _ = fast.run(trial.plan(), trial.signals());
        TrialPlan plan = trial.plan();
        if (!(fast.run(plan, trial.signals()) instanceof TrialOutcome.Ran(TrialFigures figures))) {
            return false;
        }
        BacktestResult full = trial.full();
        assertThat(fast.orders(plan)).as(trial.toString()).isEqualTo(full.orders());
        assertThat(fast.fills(plan)).as(trial.toString()).isEqualTo(fillsOf(full));
        assertThat(figures).as(trial.toString()).isEqualTo(TrialFigures.of(full));
        assertThat(fast.dailyReturns()).as(trial.toString()).isEqualTo(full.dailyReturns());
        assertThat(fast.tradeProfits()).as(trial.toString()).isEqualTo(profitsOf(full));
        assertThat(DecidedOrder.hashOf(fast.orders(plan))).isEqualTo(full.decisionHash());
        return true;
    }

    private static double[] profitsOf(BacktestResult full) {
        return full.roundTrips().stream()
                .mapToDouble(trip -> trip.pnl().amount().doubleValue())
                .toArray();
    }

    private static List<TrialFill> fillsOf(BacktestResult full) {
        return full.fills().stream()
                .map(fill -> new TrialFill(fill.at(), fill.side(), fill.quantity(), fill.price(), fill.fee()))
                .toList();
    }
}
