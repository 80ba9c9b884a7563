package cab.benchmarks;

import cab.domain.market.CandleSeries;
import cab.domain.signal.TrendFilter;
import cab.domain.strategy.EmaCross;
import cab.infrastructure.sweep.EmaCrossSignals;
import cab.infrastructure.sweep.TrialFigures;
import java.util.Map;
import java.util.function.IntBinaryOperator;

/** A thousand crosses of averages over one series: 40 fast ones, each with 25 slow ones. */
final class SweepRuns {

    private static final int FAST_FIRST = 5;
    private static final int FAST_COUNT = 40;
    private static final int SLOW_FIRST = 50;
    private static final int SLOW_STEP = 10;
    private static final int SLOW_COUNT = 25;

    /** Of ta4j only so many are run: it takes half a minute for all of them. */
    private static final int SAMPLED_EVERY = 50;

    private final CandleSeries candles;
    private final PipelineRun pipeline;
    private final TightLoop loop;
    private final Ta4jRun ta4j;

    SweepRuns(CandleSeries candles, Map<String, String> overrides) {
        this.candles = candles;
        this.pipeline = PipelineRun.ofAverages(candles, overrides);
        this.loop = new TightLoop(candles);
        this.ta4j = new Ta4jRun(BenchmarkCandles.barsOf(candles));
    }

    /** By the fast path of this program; the averages are computed in the time that is measured. */
    Work fast() {
        EmaCrossSignals shared = new EmaCrossSignals(candles, TrendFilter.off());
        long[] orders = {0};
        Work work = each(1, (fast, slow) -> {
            TrialFigures figures = pipeline.fast(new EmaCross(fast, slow), shared.cross(fast, slow));
            orders[0] += figures.orders();
            return figures.trades();
        });
        return new Work(work.units(), work.trades(), orders[0]);
    }

    Work tight() {
        return each(1, (fast, slow) -> (int) loop.averages(fast, slow).trades());
    }

    /** A sample of them. */
    Work ta4j() {
        return each(
                SAMPLED_EVERY, (fast, slow) -> (int) ta4j.averages(fast, slow).trades());
    }

    private static Work each(int every, IntBinaryOperator tradesOf) {
        long trades = 0;
        long combinations = 0;
        for (int number = 0; number < FAST_COUNT * SLOW_COUNT; number += every) {
            trades +=
                    tradesOf.applyAsInt(FAST_FIRST + number / SLOW_COUNT, SLOW_FIRST + number % SLOW_COUNT * SLOW_STEP);
            combinations++;
        }
        return new Work(combinations, trades, 0);
    }
}
