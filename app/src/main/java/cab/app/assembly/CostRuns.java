package cab.app.assembly;

import cab.application.backtest.BacktestResult;
import cab.application.backtest.BacktestWatch;
import cab.application.backtest.CostRun;
import cab.application.trading.CycleRules;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.infrastructure.config.AiSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.sweep.FastBacktest;
import cab.infrastructure.sweep.Signals;
import cab.infrastructure.sweep.TrialOutcome;
import cab.infrastructure.sweep.TrialPlan;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Runs a backtest again at other costs: on the fast path where it knows all that is needed, else as it was run before.
 * Both give the same. Owned by one thread.
 */
final class CostRuns {

    private final BacktestRun run;
    private final Settings settings;
    private final Symbol symbol;
    private final CandleSeries candles;
    private final BacktestResult assumed;
    private Optional<Signals> signals = Optional.empty();

    /**
     * Runs beside one that has been made.
     *
     * @param run what was run
     * @param assumed what came of it
     */
    CostRuns(BacktestRun run, BacktestResult assumed) {
        this.run = run;
        this.settings = run.settings();
        this.symbol = run.symbol();
        this.candles = run.candles();
        this.assumed = assumed;
    }

    /** The run with fee, spread and slippage times {@code factor}; empty when {@code watch} has ended it. */
    Optional<CostRun> at(BigDecimal factor, BacktestWatch watch) {
        Optional<CostRun> fast = settings.get(AiSettings.AI_MODEL_PATH).isPresent() ? Optional.empty() : fast(factor);
        return fast.isPresent()
                ? fast
                : run.assuming(run.assumed().times(factor))
                        .run(watch)
                        .map(result -> CostRun.of(factor, result, assumed));
    }

    private Optional<CostRun> fast(BigDecimal factor) {
        CycleFactory factory = new CycleFactory(settings);
        CycleRules rules = factory.rules(symbol, candles.timeframe());
        TrialPlan plan = FastTrials.plan(factory, rules, candles.timeframe(), run.cash());
        FastBacktest worker = new FastBacktest(
                FastTrials.market(symbol, candles, run.finer(), run.assumed().times(factor)));
        return switch (worker.run(plan, signals(rules))) {
            case TrialOutcome.Ran(var figures) ->
                Optional.of(new CostRun(
                        factor,
                        figures.finalEquity(),
                        figures.returnPercent(),
                        figures.maxDrawdownPercent(),
                        figures.trades(),
                        figures.feesPaid(),
                        worker.orders(plan).equals(assumed.orders())));
            case TrialOutcome.Ineligible ineligible -> Optional.empty();
        };
    }

    /** What is asked for depends on no costs. */
    private Signals signals(CycleRules rules) {
        Signals known = signals.orElseGet(() -> Signals.of(rules.pipeline(), candles));
        signals = Optional.of(known);
        return known;
    }
}
