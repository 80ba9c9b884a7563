package cab.infrastructure.backtest;

import cab.application.backtest.Backtest;
import cab.application.backtest.BacktestPlan;
import cab.application.backtest.BacktestResult;
import cab.application.backtest.BacktestWatch;
import cab.application.protection.StopPolicy;
import cab.application.settlement.SettlementPolicy;
import cab.application.trading.CycleRules;
import cab.application.trading.CycleSettings;
import cab.domain.market.CandleSeries;
import cab.domain.market.FeeSchedule;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.market.Timeframe;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.money.Quantity;
import cab.domain.protection.ProtectionPolicy;
import cab.domain.regime.RegimeGate;
import cab.domain.risk.Cooldown;
import cab.domain.risk.RiskManager;
import cab.domain.signal.FirstOpinion;
import cab.domain.signal.Fusion;
import cab.domain.signal.SignalAggregator;
import cab.domain.signal.SignalPipeline;
import cab.domain.signal.TrendFilter;
import cab.domain.signal.TrendWeight;
import cab.domain.signal.WeightedTrend;
import cab.domain.sizing.EquityShare;
import cab.domain.sizing.FixedAmount;
import cab.domain.sizing.PositionSizer;
import cab.domain.sizing.TargetVolatility;
import cab.domain.strategy.Strategies;
import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyParameters;
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.SimulatedBacktestVenue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Backtests of one strategy, an EMA cross where none is named, with the usual stops on the honest exchange. */
final class Backtests {

    static final Symbol BTC_USDT = Symbol.of("BTC/USDT");
    static final Money CASH = Money.of("10000", BTC_USDT.quote());
    private static final Percent FEE = Percent.of("0.1");

    private Backtests() {}

    static Instrument instrument() {
        return instrument(BTC_USDT);
    }

    static Instrument instrument(Symbol symbol) {
        return new Instrument(
                symbol,
                new BigDecimal("0.01"),
                new BigDecimal("0.000001"),
                Quantity.ZERO,
                Money.of("1", symbol.quote()),
                new FeeSchedule(FEE, FEE, FeeSchedule.FeeCharge.RECEIVED));
    }

    static BacktestResult fixedAmount(CandleSeries candles) {
        return run(candles, new FixedAmount(Money.of("1000", BTC_USDT.quote())));
    }

    static BacktestResult fixedAmount(CandleSeries candles, Strategy strategy) {
        return run(candles, strategy, new FixedAmount(Money.of("1000", BTC_USDT.quote())));
    }

    static BacktestResult allIn(CandleSeries candles) {
        return run(candles, new EquityShare(Percent.of("100")));
    }

    private static BacktestResult run(CandleSeries candles, PositionSizer sizer) {
        return run(candles, Strategies.create("ema_cross", StrategyParameters.none()), sizer);
    }

    /** Three strategies that agree as {@code aggregator} says, sized by volatility. */
    static BacktestResult ensemble(CandleSeries candles, SignalAggregator aggregator, TrendFilter trend) {
        List<Strategy> strategies = Stream.of("ema_cross", "rsi_momentum", "bollinger_bands")
                .map(name -> Strategies.create(name, StrategyParameters.none()))
                .toList();
        return run(
                candles,
                "ensemble",
                new SignalPipeline(strategies, aggregator, trend, Fusion.technicalOnly()),
                new TargetVolatility(Percent.of("50"), Percent.of("20"), 20, candles.timeframe()));
    }

    /** The trend of hours and days, with short averages. */
    static TrendFilter trend() {
        return new WeightedTrend(
                Timeframe.M15,
                List.of(
                        new TrendWeight(Timeframe.H1, new BigDecimal("0.5")),
                        new TrendWeight(Timeframe.H4, new BigDecimal("0.3")),
                        new TrendWeight(Timeframe.D1, new BigDecimal("0.2"))),
                2,
                3);
    }

    private static BacktestResult run(CandleSeries candles, Strategy strategy, PositionSizer sizer) {
        return run(
                candles,
                strategy.name(),
                new SignalPipeline(List.of(strategy), new FirstOpinion(), TrendFilter.off(), Fusion.technicalOnly()),
                sizer);
    }

    /** As {@link #fixedAmount(CandleSeries)}, while {@code watch} looks on. */
    static Optional<BacktestResult> watched(CandleSeries candles, BacktestWatch watch) {
        Strategy strategy = Strategies.create("ema_cross", StrategyParameters.none());
        return run(
                candles,
                strategy.name(),
                new SignalPipeline(List.of(strategy), new FirstOpinion(), TrendFilter.off(), Fusion.technicalOnly()),
                new FixedAmount(Money.of("1000", BTC_USDT.quote())),
                watch);
    }

    private static BacktestResult run(CandleSeries candles, String name, SignalPipeline pipeline, PositionSizer sizer) {
        return run(candles, name, pipeline, sizer, part -> true).orElseThrow();
    }

    private static Optional<BacktestResult> run(
            CandleSeries candles, String name, SignalPipeline pipeline, PositionSizer sizer, BacktestWatch watch) {
        BacktestPlan plan = plan(BTC_USDT, candles, name, pipeline, sizer);
        return new Backtest()
                .run(plan, new SimulatedBacktestVenue(ExchangeTerms.honest(1), instrument(), candles, CASH), watch);
    }

    /** An EMA cross on {@code symbol}. */
    static BacktestPlan plan(Symbol symbol, CandleSeries candles, PositionSizer sizer) {
        Strategy strategy = Strategies.create("ema_cross", StrategyParameters.none());
        return plan(
                symbol,
                candles,
                strategy.name(),
                new SignalPipeline(List.of(strategy), new FirstOpinion(), TrendFilter.off(), Fusion.technicalOnly()),
                sizer);
    }

    private static BacktestPlan plan(
            Symbol symbol, CandleSeries candles, String name, SignalPipeline pipeline, PositionSizer sizer) {
        CycleRules rules = new CycleRules(
                pipeline,
                RegimeGate.alwaysRiskOn(),
                sizer,
                new RiskManager(List.of(new Cooldown(Duration.ofMinutes(1)))));
        CycleSettings settings = new CycleSettings(
                candles.timeframe(),
                pipeline.warmUp() * 10,
                new ProtectionPolicy(Percent.of("5"), Percent.of("3"), Percent.of("3")),
                StopPolicy.local(),
                new SettlementPolicy(Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(120)),
                Duration.ZERO);
        return new BacktestPlan(symbol, candles, List.of(name), settings, rules, CASH);
    }
}
