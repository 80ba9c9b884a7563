package cab.infrastructure.backtest;

import cab.application.backtest.Backtest;
import cab.application.backtest.BacktestPlan;
import cab.application.backtest.BacktestResult;
import cab.application.protection.StopPolicy;
import cab.application.settlement.SettlementPolicy;
import cab.application.trading.CycleRules;
import cab.application.trading.CycleSettings;
import cab.domain.market.CandleAggregator;
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
import cab.domain.risk.DailyLoss;
import cab.domain.risk.LossStreak;
import cab.domain.risk.MaxDrawdown;
import cab.domain.risk.MaxFee;
import cab.domain.risk.MaxOrders5m;
import cab.domain.risk.MaxOrdersPerDay;
import cab.domain.risk.MaxPosition;
import cab.domain.risk.MaxTurnover5m;
import cab.domain.risk.MaxTurnoverPerDay;
import cab.domain.risk.RiskManager;
import cab.domain.risk.RiskRule;
import cab.domain.risk.SlippageCap;
import cab.domain.risk.SpreadCap;
import cab.domain.signal.FirstOpinion;
import cab.domain.signal.Fusion;
import cab.domain.signal.SignalPipeline;
import cab.domain.signal.TrendFilter;
import cab.domain.signal.TrendWeight;
import cab.domain.signal.WeightedTrend;
import cab.domain.sizing.EquityShare;
import cab.domain.sizing.FixedAmount;
import cab.domain.sizing.FractionalKelly;
import cab.domain.sizing.PositionSizer;
import cab.domain.sizing.TargetVolatility;
import cab.domain.strategy.EmaCross;
import cab.domain.strategy.Strategies;
import cab.domain.strategy.Strategy;
import cab.domain.strategy.StrategyParameters;
import cab.infrastructure.exchange.simulated.ExchangeTerms;
import cab.infrastructure.exchange.simulated.FillRules;
import cab.infrastructure.exchange.simulated.Latency;
import cab.infrastructure.exchange.simulated.SimulatedBacktestVenue;
import cab.infrastructure.marketdata.FinerCandles;
import cab.infrastructure.marketdata.SeededRandom;
import cab.infrastructure.sweep.Signals;
import cab.infrastructure.sweep.SweepMarket;
import cab.infrastructure.sweep.TrialPlan;
import cab.infrastructure.sweep.VenueCosts;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A backtest drawn by chance from a seed, in both forms: the full pipeline and the fast path. */
final class RandomTrial {

    private static final Symbol SYMBOL = Symbol.of("COIN/USD");

    private final SeededRandom random;
    private final long seed;
    private final CandleSeries candles;
    private final Optional<FinerCandles> finer;
    private final Instrument instrument;
    private final VenueCosts costs;
    private final Money cash;
    private final CycleSettings settings;
    private final int sizerKind;
    private final long sizerSeed;
    private final int strategyKind;
    private final long strategySeed;
    private final boolean trend;
    private final List<RiskRule> rules;

    /** A trial on a market drawn by chance. */
    RandomTrial(long seed) {
        this(seed, Optional.empty(), false);
    }

    /** A trial on {@code series}. */
    RandomTrial(long seed, CandleSeries series) {
        this(seed, Optional.of(series), false);
    }

    /** A trial on a market drawn by chance, whose candles are looked into. */
    static RandomTrial lookedInto(long seed) {
        return new RandomTrial(seed, Optional.empty(), true);
    }

    private RandomTrial(long seed, Optional<CandleSeries> series, boolean isLookedInto) {
        this.seed = seed;
        this.random = new SeededRandom(SeededRandom.mixed(seed, 0xFA57));
        CandleSeries drawn = series.orElseGet(() -> new RandomCandles(random).series());
        this.candles = isLookedInto ? longer(drawn) : drawn;
        this.finer = isLookedInto ? Optional.of(FinerCandles.of(candles, drawn)) : Optional.empty();
        this.instrument = instrument();
        this.costs = costs();
        this.cash = money(pick("100", "1000", "10000", "1000000"));
        this.sizerKind = random.nextInt(6);
        this.sizerSeed = random.nextInt(1 << 30);
        this.strategyKind = random.nextInt(5);
        this.strategySeed = random.nextInt(1 << 30);
        this.trend = random.nextInt(4) == 0;
        this.rules = rules();
        this.settings = settings();
    }

    /** Candles of a longer timeframe; a few of them have traded something that the shorter ones do not tell. */
    private CandleSeries longer(CandleSeries shorter) {
        Timeframe timeframe = switch (shorter.timeframe()) {
            case M1 -> random.nextInt(2) == 0 ? Timeframe.M3 : Timeframe.M15;
            case M5 -> Timeframe.M15;
            default -> Timeframe.H1;
        };
        CandleSeries.Builder made = CandleSeries.builder(timeframe);
        CandleSeries whole = CandleAggregator.aggregated(shorter, timeframe);
        for (int index = 0; index < whole.size(); index++) {
            double more = random.nextInt(10) == 0 ? 1 : 0;
            made = made.add(
                    whole.openTimeMs(index),
                    whole.open(index),
                    whole.high(index),
                    whole.low(index),
                    whole.close(index),
                    whole.volume(index) * 1.01 * more + whole.volume(index) * (1 - more));
        }
        return made.build();
    }

    /** The finer candles, where there are some. */
    Optional<FinerCandles> finer() {
        return finer;
    }

    @Override
    public String toString() {
        return "seed " + seed + ": " + finer + " " + candles.size() + " candles of " + candles.timeframe() + " from "
                + candles.close(0) + ", " + instrument + ", " + costs + ", cash " + cash + ", sizer " + sizer()
                + ", strategy " + strategy().name() + ", trend " + trend + ", " + settings + ", rules " + rules;
    }

    CandleSeries candles() {
        return candles;
    }

    BacktestResult full() {
        CycleRules cycleRules = new CycleRules(pipeline(), RegimeGate.alwaysRiskOn(), sizer(), new RiskManager(rules));
        BacktestPlan plan = new BacktestPlan(SYMBOL, candles, List.of("random"), settings, cycleRules, cash);
        ExchangeTerms terms = ExchangeTerms.honest(1)
                .withFills(new FillRules(costs.spread(), costs.slippage(), costs.participation()))
                .withLatency(
                        new Latency(costs.toExchange(), costs.fromExchange(), Duration.ZERO, Duration.ofSeconds(20)));
        SimulatedBacktestVenue.Past past = new SimulatedBacktestVenue.Past(instrument, candles, finer);
        return new Backtest().run(plan, new SimulatedBacktestVenue(terms, past, cash, 0));
    }

    SweepMarket market() {
        return new SweepMarket(candles, finer, instrument, costs);
    }

    TrialPlan plan() {
        return new TrialPlan(settings, sizer(), new RiskManager(rules), cash);
    }

    Signals signals() {
        return Signals.of(pipeline(), candles);
    }

    private SignalPipeline pipeline() {
        return new SignalPipeline(List.of(strategy()), new FirstOpinion(), trendFilter(), Fusion.technicalOnly());
    }

    private TrendFilter trendFilter() {
        return trend
                ? new WeightedTrend(
                        candles.timeframe(),
                        List.of(
                                new TrendWeight(Timeframe.M15, new BigDecimal("0.5")),
                                new TrendWeight(Timeframe.H1, new BigDecimal("0.5"))),
                        2,
                        3)
                : TrendFilter.off();
    }

    private Strategy strategy() {
        return switch (strategyKind) {
            case 0 -> new EmaCross(3, 7);
            case 1 -> new EmaCross(8, 21);
            case 2 -> Strategies.create("rsi_momentum", StrategyParameters.none());
            default -> new ChanceStrategy(strategySeed, strategyKind == 3 ? 8 : 40);
        };
    }

    private PositionSizer sizer() {
        SeededRandom own = new SeededRandom(sizerSeed);
        Percent share = Percent.of(new String[] {"1", "10", "50", "100"}[own.nextInt(4)]);
        FixedAmount fixed =
                new FixedAmount(money(new String[] {"5", "50", "333.333333", "1000", "20000"}[own.nextInt(5)]));
        return switch (sizerKind) {
            case 0 -> new EquityShare(share);
            case 1 -> new TargetVolatility(Percent.of("50"), share, 20, candles.timeframe());
            case 2 -> new FractionalKelly(new BigDecimal("0.5"), 5, fixed, share);
            default -> fixed;
        };
    }

    private Instrument instrument() {
        int digits = (int) Math.floor(Math.log10(candles.close(0)));
        int tickScale = Math.clamp(5 - digits - random.nextInt(4), 0, 12);
        int stepScale = Math.clamp(digits + random.nextInt(4), 0, 10);
        BigDecimal tick = BigDecimal.valueOf(random.nextInt(3) == 0 ? 5 : 1, tickScale);
        BigDecimal step = BigDecimal.valueOf(random.nextInt(5) == 0 ? 25 : 1, stepScale);
        Percent taker = Percent.of(pick("0.1", "0.1", "0", "0.075", "0.26"));
        Percent maker = random.nextInt(2) == 0 ? taker : Percent.ZERO;
        return new Instrument(
                SYMBOL,
                tick,
                step,
                random.nextInt(4) == 0 ? new Quantity(step.multiply(BigDecimal.TEN)) : Quantity.ZERO,
                money(pick("0", "1", "10", "0.0001")),
                new FeeSchedule(
                        maker,
                        taker,
                        random.nextInt(3) == 0 ? FeeSchedule.FeeCharge.QUOTE : FeeSchedule.FeeCharge.RECEIVED));
    }

    private VenueCosts costs() {
        Duration latency = Duration.ofMillis(Long.parseLong(pick("0", "1", "50", "250", "250", "1000", "2500")));
        return new VenueCosts(
                Percent.of(pick("0", "0.02", "0.02", "0.3")),
                Percent.of(pick("0", "0.02", "0.02", "0.15")),
                Percent.of(pick("100", "5", "5", "1", "0.1")),
                latency,
                random.nextInt(3) == 0 ? Duration.ofMillis(random.nextInt(500)) : latency);
    }

    private CycleSettings settings() {
        return new CycleSettings(
                candles.timeframe(),
                50,
                new ProtectionPolicy(
                        Percent.of(pick("0", "0.2", "1", "5")),
                        Percent.of(pick("0", "0.15", "0.5", "3")),
                        Percent.of(pick("0", "0.1", "1", "3"))),
                random.nextInt(2) == 0
                        ? StopPolicy.local()
                        : StopPolicy.atExchange(Percent.of(pick("0.02", "0.2", "1"))),
                new SettlementPolicy(
                        Duration.ofSeconds(Long.parseLong(pick("1", "5", "30", "30", "60"))),
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(Long.parseLong(pick("10", "60", "120", "120", "900")))),
                Duration.ZERO);
    }

    private List<RiskRule> rules() {
        List<RiskRule> drawn = new ArrayList<>();
        addIf(drawn, new MaxDrawdown(Percent.of(pick("0.5", "2", "20"))));
        addIf(drawn, new DailyLoss(money(pick("1", "10", "300"))));
        addIf(drawn, new LossStreak(1 + random.nextInt(4)));
        addIf(drawn, new MaxOrdersPerDay(2 + random.nextInt(100)));
        addIf(drawn, new MaxTurnoverPerDay(money(pick("1000", "30000"))));
        addIf(drawn, new MaxOrders5m(1 + random.nextInt(5)));
        addIf(drawn, new MaxTurnover5m(money(pick("100", "2000"))));
        addIf(drawn, new Cooldown(Duration.ofSeconds(1 + random.nextInt(300))));
        addIf(drawn, new MaxPosition(new Quantity(new BigDecimal(pick("0.1", "10", "100000")))));
        addIf(drawn, new MaxFee(Percent.of("0.2")));
        addIf(drawn, new SpreadCap(Percent.of(pick("0.02", "0.5")), Duration.ofMinutes(1)));
        addIf(drawn, new SlippageCap(Percent.of(pick("0.01", "1")), Duration.ofMinutes(1)));
        return drawn;
    }

    private void addIf(List<RiskRule> drawn, RiskRule rule) {
        if (random.nextInt(4) == 0) {
            drawn.add(rule);
        }
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private static Money money(String amount) {
        return Money.of(amount, SYMBOL.quote());
    }
}
