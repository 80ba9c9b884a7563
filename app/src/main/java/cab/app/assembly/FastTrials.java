package cab.app.assembly;

import cab.application.sweep.FastBacktest;
import cab.application.sweep.Signals;
import cab.application.sweep.SweepMarket;
import cab.application.sweep.TrialOutcome;
import cab.application.sweep.TrialPlan;
import cab.application.sweep.VenueCosts;
import cab.application.trading.CycleRules;
import cab.domain.market.CandleSeries;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SimulationSettings;
import cab.infrastructure.config.TradingSettings;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Runs trials of some settings on the fast path, over candles that all workers share. Thread-safe. */
final class FastTrials {

    /** Past candles that one question may ask for. */
    private static final int HISTORY_MAX = 100_000;

    private final Symbol symbol;
    private final CandleSeries candles;
    private final Map<Terms, SweepMarket> markets = new ConcurrentHashMap<>();

    /** What makes a market, apart from its candles. */
    private record Terms(Instrument instrument, VenueCosts costs) {}

    FastTrials(Symbol symbol, CandleSeries candles) {
        this.symbol = symbol;
        this.candles = candles;
    }

    /** What comes of {@code settings}, or why the full backtest has to say it. */
    TrialOutcome run(Settings settings) {
        if (ModelOpinions.of(settings).of(symbol, candles.timeframe()).isPresent()) {
            return new TrialOutcome.Ineligible("a second opinion weighs in");
        }
        CycleFactory factory = new CycleFactory(settings);
        CycleRules rules = factory.rules(symbol, candles.timeframe());
        if (rules.pipeline().higherCandles() > HISTORY_MAX) {
            return new TrialOutcome.Ineligible("more than " + HISTORY_MAX + " candles of higher timeframes are read");
        }
        TrialPlan plan = new TrialPlan(
                factory.settings(candles.timeframe(), rules, Duration.ZERO),
                rules.sizer(),
                rules.risk(),
                new Money(settings.get(TradingSettings.PAPER_CASH), symbol.quote()));
        return new FastBacktest(market(settings)).run(plan, Signals.of(rules.pipeline(), candles));
    }

    private SweepMarket market(Settings settings) {
        Duration latency = settings.get(SimulationSettings.SIM_LATENCY_MS);
        Terms terms = new Terms(
                SimulatedTerms.instrument(symbol, candles.close(0), settings),
                new VenueCosts(
                        settings.get(SimulationSettings.SIM_SPREAD_PCT),
                        settings.get(SimulationSettings.SIM_SLIPPAGE_PCT),
                        settings.get(SimulationSettings.SIM_PARTICIPATION_PCT),
                        latency,
                        latency));
        return markets.computeIfAbsent(terms, wanted -> new SweepMarket(candles, wanted.instrument, wanted.costs));
    }
}
