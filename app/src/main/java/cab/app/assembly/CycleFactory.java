package cab.app.assembly;

import cab.application.execution.CapitalPool;
import cab.application.port.BotPorts;
import cab.application.port.RecoveredBook;
import cab.application.protection.StopPolicy;
import cab.application.settlement.SettlementPolicy;
import cab.application.trading.CycleRules;
import cab.application.trading.CycleSettings;
import cab.application.trading.TradingCycle;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.order.BotId;
import cab.domain.protection.ProtectionPolicy;
import cab.domain.regime.RegimeGate;
import cab.domain.risk.RiskManager;
import cab.domain.signal.FirstOpinion;
import cab.domain.signal.Fusion;
import cab.domain.signal.MajorityVote;
import cab.domain.signal.SignalAggregator;
import cab.domain.signal.SignalPipeline;
import cab.domain.signal.TrendFilter;
import cab.domain.signal.TrendWeight;
import cab.domain.signal.WeightedFusion;
import cab.domain.signal.WeightedScores;
import cab.domain.signal.WeightedTrend;
import cab.domain.sizing.EquityShare;
import cab.domain.sizing.FixedAmount;
import cab.domain.sizing.FractionalKelly;
import cab.domain.sizing.PositionSizer;
import cab.domain.sizing.TargetVolatility;
import cab.domain.strategy.Strategy;
import cab.infrastructure.config.IntervalSettings;
import cab.infrastructure.config.ProtectionSettings;
import cab.infrastructure.config.Settings;
import cab.infrastructure.config.SizingSettings;
import cab.infrastructure.config.StrategySettings;
import cab.infrastructure.config.TimeframeSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the parts of a trading cycle out of settings: the same for backtest, paper and live. Each call gives new parts,
 * because strategies remember what they have seen. Immutable.
 */
public final class CycleFactory {

    /** Longer than any deadline that a broker answers within. */
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(30);

    /** Indicators forget their seed within some times their length. */
    private static final int WARM_UP_FACTOR = 10;

    private final Settings settings;
    private final SecondOpinions opinions;

    /** A factory without second opinions. */
    public CycleFactory(Settings settings) {
        this(settings, SecondOpinions.none());
    }

    public CycleFactory(Settings settings, SecondOpinions opinions) {
        this.settings = settings;
        this.opinions = opinions;
    }

    /** What a cycle of {@code timeframe} goes by. */
    public CycleSettings settings(Timeframe timeframe, CycleRules rules, Duration reconcileInterval) {
        return new CycleSettings(
                timeframe,
                Math.max(
                        Math.max(
                                rules.pipeline().strategyWarmUp() * WARM_UP_FACTOR,
                                rules.pipeline().warmUp()),
                        rules.sizer().warmUp()),
                new ProtectionPolicy(
                        settings.get(ProtectionSettings.STOP_LOSS_PCT),
                        settings.get(ProtectionSettings.TRAILING_STOP_PCT),
                        settings.get(ProtectionSettings.TRAILING_ACTIVATION_PCT)),
                stops(),
                new SettlementPolicy(
                        settings.get(IntervalSettings.SETTLEMENT_INTERVAL_SEC),
                        ANSWER_DEADLINE,
                        settings.get(IntervalSettings.SETTLEMENT_MAX_WAIT_SEC)),
                reconcileInterval);
    }

    private StopPolicy stops() {
        return switch (settings.get(ProtectionSettings.STOP_PLACEMENT)) {
            case EXCHANGE -> StopPolicy.atExchange(settings.get(ProtectionSettings.STOP_REPLACE_STEP_PCT));
            case LOCAL -> StopPolicy.local();
        };
    }

    /** The cycle of a running program, over the book that its journal remembers. */
    public TradingCycle cycle(BotId bot, Symbol symbol, BotPorts ports, CapitalPool capital, RecoveredBook book) {
        Timeframe timeframe = timeframe();
        CycleRules rules = rules(symbol, timeframe);
        TradingCycle cycle = new TradingCycle(
                bot,
                symbol,
                settings(timeframe, rules, settings.get(IntervalSettings.RECONCILE_INTERVAL_SEC)),
                rules,
                ports,
                capital,
                (fee, quote) -> Optional.empty(),
                book);
        cycle.explainDecisions();
        return cycle;
    }

    public Timeframe timeframe() {
        return settings.get(TimeframeSettings.TRADING_TIMEFRAME);
    }

    /** What decides on {@code symbol}, with the strategies that the settings name. */
    public CycleRules rules(Symbol symbol, Timeframe timeframe) {
        return new CycleRules(
                new SignalPipeline(strategies(), aggregator(), trendFilter(timeframe), fusion(symbol, timeframe)),
                RegimeGate.alwaysRiskOn(),
                sizer(symbol.quote(), timeframe),
                new RiskManager(RiskRules.of(settings, symbol.quote(), Duration.ofMillis(timeframe.lengthMs()))));
    }

    private List<Strategy> strategies() {
        return settings.get(StrategySettings.STRATEGY_SET).stream()
                .map(name -> settings.strategies().create(name, settings.strategyParameters(name)))
                .toList();
    }

    /** What looks at the higher timeframes of {@code timeframe}, and has seen nothing yet. */
    TrendFilter trendFilter(Timeframe timeframe) {
        if (!settings.get(TimeframeSettings.MTF_ENABLED)) {
            return TrendFilter.off();
        }
        return new WeightedTrend(
                timeframe,
                List.of(
                        new TrendWeight(Timeframe.M15, settings.get(TimeframeSettings.MTF_W_M15)),
                        new TrendWeight(Timeframe.H1, settings.get(TimeframeSettings.MTF_W_H1)),
                        new TrendWeight(Timeframe.H4, settings.get(TimeframeSettings.MTF_W_H4)),
                        new TrendWeight(Timeframe.D1, settings.get(TimeframeSettings.MTF_W_D1)),
                        new TrendWeight(Timeframe.W1, settings.get(TimeframeSettings.MTF_W_W1))),
                settings.get(TimeframeSettings.MTF_EMA_FAST),
                settings.get(TimeframeSettings.MTF_EMA_SLOW));
    }

    private Fusion fusion(Symbol symbol, Timeframe timeframe) {
        BigDecimal weight = settings.get(TimeframeSettings.FUSION_W_AI);
        if (weight.signum() == 0) {
            return Fusion.technicalOnly();
        }
        return opinions.of(symbol, timeframe)
                .<Fusion>map(opinion -> new WeightedFusion(
                        opinion,
                        settings.get(TimeframeSettings.FUSION_W_TECHNICAL),
                        weight,
                        settings.get(TimeframeSettings.FUSION_THRESHOLD)))
                .orElseGet(Fusion::technicalOnly);
    }

    private SignalAggregator aggregator() {
        return switch (settings.get(StrategySettings.STRATEGY_MODE)) {
            case FIRST -> new FirstOpinion();
            case VOTE -> new MajorityVote();
            case WEIGHTED -> new WeightedScores(weights(), WeightedScores.THRESHOLD_DEFAULT);
        };
    }

    private double[] weights() {
        Map<String, BigDecimal> scores =
                settings.get(StrategySettings.STRATEGY_SCORES).orElseThrow();
        return settings.get(StrategySettings.STRATEGY_SET).stream()
                .mapToDouble(name -> scores.getOrDefault(name, BigDecimal.ZERO).doubleValue())
                .toArray();
    }

    private PositionSizer sizer(Currency quote, Timeframe timeframe) {
        return switch (settings.get(SizingSettings.POSITION_SIZER)) {
            case FIXED -> fixedAmount(quote);
            case EQUITY_SHARE -> new EquityShare(settings.get(SizingSettings.POSITION_SHARE_PCT));
            case TARGET_VOLATILITY ->
                new TargetVolatility(
                        settings.get(SizingSettings.POSITION_TARGET_VOLATILITY_PCT),
                        settings.get(SizingSettings.POSITION_SHARE_PCT),
                        settings.get(SizingSettings.POSITION_VOLATILITY_CANDLES),
                        timeframe);
            case FRACTIONAL_KELLY ->
                new FractionalKelly(
                        settings.get(SizingSettings.POSITION_KELLY_FRACTION),
                        settings.get(SizingSettings.POSITION_KELLY_TRADES),
                        fixedAmount(quote),
                        settings.get(SizingSettings.POSITION_SHARE_PCT));
        };
    }

    private FixedAmount fixedAmount(Currency quote) {
        return new FixedAmount(new Money(settings.get(SizingSettings.FIXED_AMOUNT), quote));
    }
}
