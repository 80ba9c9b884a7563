package cab.benchmarks;

import cab.app.assembly.CycleFactory;
import cab.app.assembly.SettingsReader;
import cab.application.backtest.Backtest;
import cab.application.backtest.BacktestPlan;
import cab.application.backtest.BacktestResult;
import cab.application.trading.CycleRules;
import cab.domain.market.CandleSeries;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.domain.signal.FirstOpinion;
import cab.domain.signal.Fusion;
import cab.domain.signal.SignalPipeline;
import cab.domain.signal.TrendFilter;
import cab.domain.signal.WeightedScores;
import cab.domain.strategy.EmaCross;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SimulationSettings;
import cab.infrastructure.config.TradingSettings;
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.FillRules;
import cab.infrastructure.exchange.simulated.Latency;
import cab.infrastructure.exchange.simulated.SimulatedBacktestVenue;
import cab.infrastructure.sweep.FastBacktest;
import cab.infrastructure.sweep.Signals;
import cab.infrastructure.sweep.SweepMarket;
import cab.infrastructure.sweep.TrialFigures;
import cab.infrastructure.sweep.TrialOutcome;
import cab.infrastructure.sweep.TrialPlan;
import cab.infrastructure.sweep.VenueCosts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The whole pipeline of this program over a series: strategies, risk rules, orders, protection, simulated exchange and
 * ledger. Every risk rule is asked, with a limit that never binds, because the others have none.
 */
final class PipelineRun {

    private static final Symbol SYMBOL = Symbol.of("BTC/USD");

    /** What makes the workload: everything else stands as it does by default. */
    private static final Map<String, String> TERMS = Map.ofEntries(
            Map.entry("STRATEGY_SET", "ema_cross"),
            Map.entry("STRATEGY_EMA_CROSS_FAST", "20"),
            Map.entry("STRATEGY_EMA_CROSS_SLOW", "50"),
            Map.entry("MTF_ENABLED", "0"),
            Map.entry("PAPER_CASH", "1000000"),
            Map.entry("FIXED_AMOUNT", "10"),
            Map.entry("STOP_LOSS_PCT", "5"),
            Map.entry("TRAILING_STOP_PCT", "3"),
            Map.entry("TRAILING_ACTIVATION_PCT", "0"),
            Map.entry("STOP_PLACEMENT", "local"),
            Map.entry("RISK_COOLDOWN_SEC", "1"),
            Map.entry("RISK_MAX_ORDERS_5M", "100000"),
            Map.entry("RISK_MAX_TURNOVER_5M_QUOTE", "1000000000"),
            Map.entry("RISK_DAILY_LOSS_LIMIT_QUOTE", "1000000"),
            Map.entry("RISK_MAX_LOSS_STREAK", "1000"),
            Map.entry("RISK_MAX_DRAWDOWN_PCT", "99"),
            Map.entry("SAFETY_MAX_ORDERS_PER_DAY", "100000"),
            Map.entry("SAFETY_MAX_TURNOVER_QUOTE_PER_DAY", "1000000000"),
            Map.entry("SIM_FEE_PCT", "0.1"),
            Map.entry("SIM_SPREAD_PCT", "0"),
            Map.entry("SIM_SLIPPAGE_PCT", "0"),
            Map.entry("SIM_LATENCY_MS", "0"),
            Map.entry("SIM_PARTICIPATION_PCT", "100"));

    private final CandleSeries candles;
    private final Settings settings;
    private final Function<CycleRules, CycleRules> change;
    private final FastBacktest worker;

    private PipelineRun(CandleSeries candles, Map<String, String> overrides, Function<CycleRules, CycleRules> change) {
        Map<String, String> values = new TreeMap<>(TERMS);
        values.putAll(overrides);
        this.candles = candles;
        this.settings = new SettingsReader(Map.of()).read(Optional.empty(), values);
        this.change = change;
        Duration latency = settings.get(SimulationSettings.SIM_LATENCY_MS);
        this.worker = new FastBacktest(new SweepMarket(
                candles,
                instrument(),
                new VenueCosts(
                        settings.get(SimulationSettings.SIM_SPREAD_PCT),
                        settings.get(SimulationSettings.SIM_SLIPPAGE_PCT),
                        settings.get(SimulationSettings.SIM_PARTICIPATION_PCT),
                        latency,
                        latency)));
    }

    /** The cross of two averages. */
    static PipelineRun ofAverages(CandleSeries candles, Map<String, String> overrides) {
        return new PipelineRun(candles, overrides, rules -> rules);
    }

    /** Four votes, of which two net must agree. */
    static PipelineRun ofVotes(CandleSeries candles, Map<String, String> overrides) {
        return new PipelineRun(candles, overrides, PipelineRun::withVotes);
    }

    private static CycleRules withVotes(CycleRules rules) {
        SignalPipeline pipeline = new SignalPipeline(
                Votes.all(),
                new WeightedScores(new double[] {1, 1, 1, 1}, WeightedScores.THRESHOLD_DEFAULT),
                TrendFilter.off(),
                Fusion.technicalOnly());
        return new CycleRules(pipeline, rules.regime(), rules.sizer(), rules.risk());
    }

    /** Which costs are on. */
    String costs() {
        return String.format(
                Locale.ROOT,
                "fee %s, spread %s, slippage %s, latency %d ms, participation %s",
                settings.get(SimulationSettings.SIM_FEE_PCT),
                settings.get(SimulationSettings.SIM_SPREAD_PCT),
                settings.get(SimulationSettings.SIM_SLIPPAGE_PCT),
                settings.get(SimulationSettings.SIM_LATENCY_MS).toMillis(),
                settings.get(SimulationSettings.SIM_PARTICIPATION_PCT));
    }

    Work run() {
        BacktestResult result = result();
        return new Work(result.candles(), result.trades(), result.orders().size());
    }

    /** The same on the fast path, which gives the same orders and fills; what is asked for is worked out anew. */
    Work fast() {
        CycleFactory factory = new CycleFactory(settings);
        CycleRules rules = change.apply(factory.rules(SYMBOL, candles.timeframe()));
        TrialFigures figures = fast(factory, rules, Signals.of(rules.pipeline(), candles));
        return new Work(candles.size(), figures.trades(), figures.orders());
    }

    /** One trial of a sweep, over signals that are known. */
    TrialFigures fast(EmaCross cross, Signals signals) {
        CycleFactory factory = new CycleFactory(settings);
        CycleRules rules = factory.rules(SYMBOL, candles.timeframe());
        SignalPipeline pipeline =
                new SignalPipeline(List.of(cross), new FirstOpinion(), TrendFilter.off(), Fusion.technicalOnly());
        return fast(factory, new CycleRules(pipeline, rules.regime(), rules.sizer(), rules.risk()), signals);
    }

    private TrialFigures fast(CycleFactory factory, CycleRules rules, Signals signals) {
        TrialPlan plan = new TrialPlan(
                factory.settings(candles.timeframe(), rules, Duration.ZERO), rules.sizer(), rules.risk(), cash());
        return switch (worker.run(plan, signals)) {
            case TrialOutcome.Ran(TrialFigures figures) -> figures;
            case TrialOutcome.Ineligible(String reason) ->
                throw new IllegalStateException("the fast path must know this workload: " + reason);
        };
    }

    private Money cash() {
        return new Money(settings.get(TradingSettings.PAPER_CASH), SYMBOL.quote());
    }

    BacktestResult result() {
        CycleFactory factory = new CycleFactory(settings);
        CycleRules rules = change.apply(factory.rules(SYMBOL, candles.timeframe()));
        Money cash = cash();
        BacktestPlan plan = new BacktestPlan(
                SYMBOL, candles, List.of(), factory.settings(candles.timeframe(), rules, Duration.ZERO), rules, cash);
        return new Backtest().run(plan, new SimulatedBacktestVenue(terms(), instrument(), candles, cash));
    }

    private ExchangeTerms terms() {
        Duration latency = settings.get(SimulationSettings.SIM_LATENCY_MS);
        return ExchangeTerms.honest(settings.get(SimulationSettings.SIM_SEED))
                .withFills(new FillRules(
                        settings.get(SimulationSettings.SIM_SPREAD_PCT),
                        settings.get(SimulationSettings.SIM_SLIPPAGE_PCT),
                        settings.get(SimulationSettings.SIM_PARTICIPATION_PCT)))
                .withLatency(new Latency(latency, latency, Duration.ZERO, Duration.ofSeconds(10)));
    }

    private Instrument instrument() {
        Percent fee = settings.get(SimulationSettings.SIM_FEE_PCT);
        return new Instrument(
                SYMBOL,
                new BigDecimal("0.01"),
                new BigDecimal("0.000001"),
                Quantity.ZERO,
                Money.of("1", SYMBOL.quote()),
                new FeeSchedule(fee, fee, FeeSchedule.FeeCharge.RECEIVED));
    }
}
