package cab.application.optimize;

import cab.application.backtest.BacktestResult;
import cab.application.backtest.EquityCurve;
import cab.domain.market.CandleSeries;
import cab.domain.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Searches and trades in turn, window by window. Each search has the trials of the plan and a seed of its own, made of
 * the plan's and the number of the window. A position that is held when a window ends is worth its last close there;
 * the next window begins with nothing held. Owned by one thread.
 */
public final class WalkForward {

    private final StudyPlan plan;
    private final CandleSeries candles;
    private final WindowRuns runs;

    public WalkForward(StudyPlan plan, CandleSeries candles, WindowRuns runs) {
        this.plan = plan;
        this.candles = candles;
        this.runs = runs;
    }

    /** The search of window {@code number}. */
    public StudyPlan planOf(int number) {
        return new StudyPlan(plan.space(), plan.sampler(), plan.goal(), plan.trials(), plan.seed() + number);
    }

    /**
     * Walks over {@code windows}.
     *
     * @param known trials of an earlier run of the same plan, by window
     * @param watchers who watches the search of a window
     */
    public WalkForwardResult run(
            List<WalkForwardPlan.Window> windows,
            Money cash,
            IntFunction<Map<Integer, Trial>> known,
            IntFunction<StudyWatcher> watchers) {
        List<WalkForwardResult.Step> steps = new ArrayList<>();
        EquityCurve curve = new EquityCurve(cash.amount().doubleValue());
        Money equity = cash;
        int trades = 0;
        for (int number = 0; number < windows.size(); number++) {
            WalkForwardPlan.Window window = windows.get(number);
            StudyWatcher watcher = watchers.apply(number);
            StudyResult search = new Study(planOf(number), runs.over(window.train()), watcher).run(known.apply(number));
            if (!search.isComplete()) {
                break;
            }
            Optional<BacktestResult> traded = traded(search, window, equity);
            mark(curve, window, traded, equity);
            equity = traded.map(BacktestResult::finalEquity).orElse(equity);
            trades += traded.map(BacktestResult::trades).orElse(0);
            steps.add(step(window, search, traded));
        }
        curve.end();
        return new WalkForwardResult(
                plan,
                steps,
                cash,
                equity,
                curve.maxDrawdownPercent(),
                curve.sharpe(),
                WalkForwardResult.aboveZero(curve.dailyReturns()),
                trades,
                steps.size() == windows.size());
    }

    private Optional<BacktestResult> traded(StudyResult search, WalkForwardPlan.Window window, Money equity) {
        return equity.isPositive()
                ? search.best().map(best -> runs.test(plan.space().settings(best.point()), window.test(), equity))
                : Optional.empty();
    }

    private void mark(
            EquityCurve curve, WalkForwardPlan.Window window, Optional<BacktestResult> traded, Money equityBefore) {
        int count = window.test().to() - window.test().from();
        double[] values = new double[count];
        Arrays.fill(values, equityBefore.amount().doubleValue());
        traded.ifPresent(result -> {
            double[] equity = result.equity().values();
            System.arraycopy(equity, 0, values, 0, Math.min(count, equity.length));
        });
        for (int index = 0; index < count; index++) {
            curve.mark(candles.closeTimeMs(window.test().from() + index), values[index]);
        }
    }

    private WalkForwardResult.Step step(
            WalkForwardPlan.Window window, StudyResult search, Optional<BacktestResult> traded) {
        return new WalkForwardResult.Step(
                Instant.ofEpochMilli(candles.openTimeMs(window.train().from())),
                Instant.ofEpochMilli(candles.openTimeMs(window.test().from())),
                Instant.ofEpochMilli(candles.closeTimeMs(window.test().to() - 1)),
                search.best(),
                traded.map(TrialFigures::of),
                search);
    }
}
