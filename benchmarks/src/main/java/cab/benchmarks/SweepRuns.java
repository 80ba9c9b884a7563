package cab.benchmarks;

import cab.domain.market.CandleSeries;
import cab.domain.signal.TrendFilter;
import cab.domain.strategy.EmaCross;
import cab.infrastructure.sweep.EmaCrossSignals;
import cab.infrastructure.sweep.TrialFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntBinaryOperator;

/** A thousand crosses of averages over one series: 40 fast ones, each with 25 slow ones. */
final class SweepRuns {

    private static final int FAST_FIRST = 5;
    private static final int FAST_COUNT = 40;
    private static final int SLOW_FIRST = 50;
    private static final int SLOW_STEP = 10;
    private static final int SLOW_COUNT = 25;
    private static final int COUNT = FAST_COUNT * SLOW_COUNT;

    /** Of ta4j only so many are run: it takes half a minute for all of them. */
    private static final int SAMPLED_EVERY = 50;

    private final CandleSeries candles;
    private final Map<String, String> overrides;
    private final PipelineRun pipeline;
    private final TightLoop loop;
    private final Ta4jRun ta4j;

    SweepRuns(CandleSeries candles, Map<String, String> overrides) {
        this.candles = candles;
        this.overrides = Map.copyOf(overrides);
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

    /**
     * Combinations a second by the clock, as {@code cab optimize} runs them: on so many threads, which share averages.
     */
    double perSecondOn(int threads) {
        EmaCrossSignals shared = new EmaCrossSignals(candles, TrendFilter.off());
        AtomicInteger next = new AtomicInteger();
        long begin = System.nanoTime();
        List<Thread> workers = new ArrayList<>();
        for (int worker = 0; worker < threads; worker++) {
            PipelineRun own = PipelineRun.ofAverages(candles, overrides);
            workers.add(Thread.ofPlatform().start(() -> {
                for (int number = next.getAndIncrement(); number < COUNT; number = next.getAndIncrement()) {
                    int fast = fastOf(number);
                    int slow = slowOf(number);
                    TrialFigures _ = own.fast(new EmaCross(fast, slow), shared.cross(fast, slow));
                }
            }));
        }
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException("nobody interrupts a benchmark", interrupted);
            }
        }
        return COUNT * 1e9 / (System.nanoTime() - begin);
    }

    private static int fastOf(int number) {
        return FAST_FIRST + number / SLOW_COUNT;
    }

    private static int slowOf(int number) {
        return SLOW_FIRST + number % SLOW_COUNT * SLOW_STEP;
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
        for (int number = 0; number < COUNT; number += every) {
            trades += tradesOf.applyAsInt(fastOf(number), slowOf(number));
            combinations++;
        }
        return new Work(combinations, trades, 0);
    }
}
