package cab.app.assembly;

import cab.application.backtest.Assumptions;
import cab.application.optimize.TrialFigures;
import cab.application.optimize.TrialOutcome;
import cab.application.sweep.FastBacktest;
import cab.application.sweep.Signals;
import cab.application.sweep.SweepMarket;
import cab.application.sweep.TrialPlan;
import cab.application.sweep.VenueCosts;
import cab.application.trading.CycleRules;
import cab.domain.market.CandleSeries;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.infrastructure.config.AiSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.TradingSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs trials over shared candles, on the fast path where it knows all that a trial needs, and by the full backtest
 * where it does not. Both give the same figures. Thread-safe.
 */
final class FastTrials {

    /** Signals of so many different pipelines are kept; what only differs in stops or sizes shares them. */
    private static final int SIGNALS_MAX = 256;

    private static final double YEAR_MS = Duration.ofDays(365).toMillis();

    private final Symbol symbol;
    private final CandleSeries candles;
    private final double years;
    private final Map<Map<String, String>, Signals> signals = new ConcurrentHashMap<>();

    FastTrials(Symbol symbol, CandleSeries candles) {
        this.symbol = symbol;
        this.candles = candles;
        this.years = (candles.closeTimeMs(candles.size() - 1) - candles.openTimeMs(0)) / YEAR_MS;
    }

    TrialOutcome.Evaluated run(Settings settings, Map<String, String> searched) {
        if (settings.get(AiSettings.AI_MODEL_PATH).isPresent()) {
            return full(settings, "a model has a say");
        }
        Assumptions assumed = SimulatedTerms.assumptions(settings);
        SweepMarket market = new SweepMarket(
                candles,
                SimulatedTerms.instrument(symbol, candles.close(0), assumed.fee()),
                new VenueCosts(
                        assumed.spread(),
                        assumed.slippage(),
                        assumed.participation(),
                        assumed.latency(),
                        assumed.latency()));
        CycleFactory factory = new CycleFactory(settings, ModelOpinions.of(settings));
        CycleRules rules = factory.rules(symbol, candles.timeframe());
        TrialPlan plan = new TrialPlan(
                factory.settings(candles.timeframe(), rules, Duration.ZERO),
                rules.sizer(),
                rules.risk(),
                new Money(settings.get(TradingSettings.PAPER_CASH), symbol.quote()));
        return switch (new FastBacktest(market).run(plan, signals(rules, searched))) {
            case cab.application.sweep.TrialOutcome.Ran(var figures) ->
                new TrialOutcome.Evaluated(of(figures), Optional.empty());
            case cab.application.sweep.TrialOutcome.Ineligible(String reason) -> full(settings, reason);
        };
    }

    private TrialOutcome.Evaluated full(Settings settings, String reason) {
        return new TrialOutcome.Evaluated(
                TrialFigures.of(BacktestRun.of(settings, symbol, candles).run()), Optional.of(reason));
    }

    /** What the pipeline decides; it depends on no setting of stops, sizes, risk or costs. */
    private Signals signals(CycleRules rules, Map<String, String> searched) {
        Map<String, String> decidedBy = new TreeMap<>(searched);
        decidedBy.keySet().removeIf(FastTrials::isNoMatterOfSignals);
        Signals known = signals.get(decidedBy);
        if (known != null) {
            return known;
        }
        Signals made = Signals.of(rules.pipeline(), candles);
        if (signals.size() < SIGNALS_MAX) {
            signals.put(decidedBy, made);
        }
        return made;
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

    private TrialFigures of(cab.application.sweep.TrialFigures figures) {
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
