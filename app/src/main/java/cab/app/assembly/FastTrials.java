package cab.app.assembly;

import cab.application.backtest.Assumptions;
import cab.application.backtest.BacktestResult;
import cab.application.optimize.Course;
import cab.application.optimize.TrialFigures;
import cab.application.optimize.TrialOutcome;
import cab.application.trading.CycleRules;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.strategy.StrategyParameters;
import cab.infrastructure.config.AiSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.StrategyMode;
import cab.infrastructure.config.StrategySettings;
import cab.infrastructure.config.TradingSettings;
import cab.infrastructure.marketdata.FinerCandles;
import cab.infrastructure.sweep.EmaCrossSignals;
import cab.infrastructure.sweep.FastBacktest;
import cab.infrastructure.sweep.Signals;
import cab.infrastructure.sweep.SweepMarket;
import cab.infrastructure.sweep.TrialPlan;
import cab.infrastructure.sweep.VenueCosts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Runs trials over shared candles, on the fast path where it knows all that a trial needs, and by the full backtest
 * where it does not. Both give the same figures. Thread-safe.
 */
final class FastTrials {

    /** Signals of so many different pipelines are kept; what only differs in stops or sizes shares them. */
    private static final int SIGNALS_MAX = 256;

    private static final int MARKETS_MAX = 16;

    /** Averages over the candles are kept for so many different trend filters. */
    private static final int CROSSES_MAX = 4;

    private static final String CROSS = "ema_cross";
    private static final String CROSS_SETTINGS = "STRATEGY_EMA_CROSS_";

    private static final double YEAR_MS = Duration.ofDays(365).toMillis();

    private final Symbol symbol;
    private final CandleSeries candles;
    private final double years;
    private final Map<Map<String, String>, Signals> signals = new ConcurrentHashMap<>();
    private final Map<Map<String, String>, EmaCrossSignals> crosses = new ConcurrentHashMap<>();
    private final Map<Assumptions, Workplace> workplaces = new ConcurrentHashMap<>();

    FastTrials(Symbol symbol, CandleSeries candles) {
        this.symbol = symbol;
        this.candles = candles;
        this.years = (candles.closeTimeMs(candles.size() - 1) - candles.openTimeMs(0)) / YEAR_MS;
    }

    /** Runs a trial of {@code settings}, of which {@code searched} differ from trial to trial. */
    TrialOutcome.Evaluated run(Settings settings, Map<String, String> searched) {
        return fast(
                settings,
                searched,
                (_, figures) -> new TrialOutcome.Evaluated(of(figures), Optional.empty()),
                reason -> new TrialOutcome.Evaluated(TrialFigures.of(full(settings)), Optional.of(reason)));
    }

    /** Runs a trial and tells how it went. */
    Course course(Settings settings, Map<String, String> searched) {
        double cash = settings.get(TradingSettings.PAPER_CASH).doubleValue();
        return fast(
                settings,
                searched,
                (worker, _) -> new Course(cash, worker.dailyReturns(), worker.tradeProfits()),
                _ -> Course.of(full(settings)));
    }

    private <T> T fast(
            Settings settings,
            Map<String, String> searched,
            BiFunction<FastBacktest, cab.infrastructure.sweep.TrialFigures, T> ran,
            Function<String, T> ineligible) {
        if (settings.get(AiSettings.AI_MODEL_PATH).isPresent()) {
            return ineligible.apply("a model has a say");
        }
        CycleFactory factory = new CycleFactory(settings, ModelOpinions.of(settings));
        CycleRules rules = factory.rules(symbol, candles.timeframe());
        TrialPlan plan = plan(
                factory,
                rules,
                candles.timeframe(),
                new Money(settings.get(TradingSettings.PAPER_CASH), symbol.quote()));
        Signals asked = signals(settings, factory, rules, searched);
        Workplace workplace = workplace(settings);
        FastBacktest worker = workplace.worker();
        T result = switch (worker.run(plan, asked)) {
            case cab.infrastructure.sweep.TrialOutcome.Ran(var figures) -> ran.apply(worker, figures);
            case cab.infrastructure.sweep.TrialOutcome.Ineligible(String reason) -> ineligible.apply(reason);
        };
        workplace.idle.add(worker);
        return result;
    }

    /** A market, looked at once for each set of costs, and the workers on it that have nothing to do. */
    private record Workplace(SweepMarket market, Queue<FastBacktest> idle) {

        private FastBacktest worker() {
            FastBacktest rested = idle.poll();
            return rested == null ? new FastBacktest(market) : rested;
        }
    }

    private Workplace workplace(Settings settings) {
        Assumptions assumed = SimulatedTerms.assumptions(settings);
        Workplace known = workplaces.get(assumed);
        if (known != null) {
            return known;
        }
        Workplace made =
                new Workplace(market(symbol, candles, Optional.empty(), assumed), new ConcurrentLinkedQueue<>());
        if (workplaces.size() < MARKETS_MAX) {
            workplaces.put(assumed, made);
        }
        return made;
    }

    /** The market that trials of {@code symbol} trade on, at what is assumed of the exchange. */
    static SweepMarket market(Symbol symbol, CandleSeries candles, Optional<FinerCandles> finer, Assumptions assumed) {
        return new SweepMarket(
                candles,
                finer,
                SimulatedTerms.instrument(symbol, candles.close(0), assumed.fees()),
                new VenueCosts(
                        assumed.spread(),
                        assumed.slippage(),
                        assumed.participation(),
                        assumed.latency(),
                        assumed.latency()));
    }

    /** What a trial goes by. */
    static TrialPlan plan(CycleFactory factory, CycleRules rules, Timeframe timeframe, Money cash) {
        return new TrialPlan(factory.settings(timeframe, rules, Duration.ZERO), rules.sizer(), rules.risk(), cash);
    }

    private BacktestResult full(Settings settings) {
        return BacktestRun.of(settings, symbol, candles).run();
    }

    /** What the pipeline decides; it depends on no setting of stops, sizes, risk or costs. */
    private Signals signals(Settings settings, CycleFactory factory, CycleRules rules, Map<String, String> searched) {
        Map<String, String> decidedBy = new TreeMap<>(searched);
        decidedBy.keySet().removeIf(FastTrials::isNoMatterOfSignals);
        Signals known = signals.get(decidedBy);
        if (known != null) {
            return known;
        }
        Signals made = isCross(settings) ? cross(settings, factory, decidedBy) : Signals.of(rules.pipeline(), candles);
        if (signals.size() < SIGNALS_MAX) {
            signals.put(decidedBy, made);
        }
        return made;
    }

    /** Whether a cross of averages decides, alone: what is most often searched. */
    private static boolean isCross(Settings settings) {
        return settings.get(StrategySettings.STRATEGY_SET).equals(List.of(CROSS))
                && settings.get(StrategySettings.STRATEGY_MODE) == StrategyMode.FIRST;
    }

    private Signals cross(Settings settings, CycleFactory factory, Map<String, String> decidedBy) {
        Map<String, String> filteredBy = new TreeMap<>(decidedBy);
        filteredBy.keySet().removeIf(setting -> setting.startsWith(CROSS_SETTINGS));
        EmaCrossSignals shared = crosses.get(filteredBy);
        if (shared == null) {
            shared = new EmaCrossSignals(candles, factory.trendFilter(candles.timeframe()));
            if (crosses.size() < CROSSES_MAX) {
                crosses.put(filteredBy, shared);
            }
        }
        StrategyParameters periods = settings.strategyParameters(CROSS);
        return shared.cross(periods.whole("fast"), periods.whole("slow"));
    }

    private static boolean isNoMatterOfSignals(String setting) {
        return setting.startsWith("STOP_")
                || setting.startsWith("TRAILING_")
                || setting.startsWith("POSITION_")
                || setting.startsWith("FIXED_")
                || setting.startsWith("RISK_")
                || setting.startsWith("SAFETY_")
                || setting.startsWith("SIM_")
                || setting.startsWith("PAPER_");
    }

    private TrialFigures of(cab.infrastructure.sweep.TrialFigures figures) {
        return new TrialFigures(
                figures.returnPercent(),
                figures.maxDrawdownPercent(),
                figures.trades(),
                figures.wins(),
                figures.sharpe(),
                figures.sortino(),
                figures.profitFactor(),
                figures.exposurePercent(),
                years);
    }
}
