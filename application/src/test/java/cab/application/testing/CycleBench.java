package cab.application.testing;

import static cab.application.testing.Fixtures.BOT;
import static cab.application.testing.Fixtures.BTC_USDT;
import static cab.application.testing.Fixtures.NOON;
import static cab.application.testing.Fixtures.TIMEFRAME;
import static cab.application.testing.Fixtures.USDT;
import static cab.application.testing.Fixtures.balances;
import static cab.application.testing.Fixtures.fill;
import static cab.application.testing.Fixtures.instrument;
import static cab.application.testing.Fixtures.shown;
import static cab.application.testing.Fixtures.usdt;

import cab.application.execution.CapitalPool;
import cab.application.port.BotPorts;
import cab.application.port.BrokerEvent;
import cab.application.port.PlacementReport;
import cab.application.protection.StopPolicy;
import cab.application.settlement.SettlementPolicy;
import cab.application.trading.CycleRules;
import cab.application.trading.CycleSettings;
import cab.application.trading.TradingCycle;
import cab.domain.market.Candle;
import cab.domain.money.Percent;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.protection.ProtectionPolicy;
import cab.domain.regime.MarketRegime;
import cab.domain.risk.RiskManager;
import cab.domain.risk.RiskRule;
import cab.domain.signal.FirstOpinion;
import cab.domain.signal.Fusion;
import cab.domain.signal.SignalPipeline;
import cab.domain.sizing.FixedAmount;
import cab.domain.strategy.Signal;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A trading cycle on scripted ports: entries of 100 USDT, a hard stop at 5 %, a trail of 3 % that is armed at 4 %,
 * settlement every 10 s, answers awaited for 30 s, orders for 5 min, reconciliation every minute.
 */
public final class CycleBench {

    public static final Duration SETTLEMENT = Duration.ofSeconds(10);
    public static final Duration ANSWER_DEADLINE = Duration.ofSeconds(30);
    public static final Duration ORDER_MAX_AGE = Duration.ofMinutes(5);
    public static final Duration RECONCILE = Duration.ofMinutes(1);

    /** A stop at the exchange, where that takes one, follows the level in steps of 1 %. */
    public static final StopPolicy STOPS = StopPolicy.atExchange(Percent.of("1"));

    /** What became durable and what was placed, in order. */
    public final List<String> trail;

    public final ManualScheduler time;
    public final InlineTestMailbox mailbox = new InlineTestMailbox();
    public final ScriptedBroker broker;
    public final ScriptedJournal journal;
    public final ScriptedMarketData market;
    public final RecordingEventBus bus = new RecordingEventBus();
    public final CapitalPool capital = new CapitalPool(USDT);
    public final ScriptedStrategy strategy = new ScriptedStrategy();
    public final ScriptedTrend trend = new ScriptedTrend();
    public final List<RiskRule> riskRules = new ArrayList<>();
    public final TradingCycle cycle;

    /** Whether the cycle has said that candles may come. */
    public boolean ready;

    private final Optional<Duration> stopLifetime;
    private MarketRegime regime = MarketRegime.RISK_ON;
    private Instant lastClose;
    private int trades;

    public CycleBench() {
        this(new ArrayList<>(), new ManualScheduler(NOON), Optional.empty(), List.of(), Optional.empty());
    }

    public CycleBench(RiskRule... rules) {
        this(new ArrayList<>(), new ManualScheduler(NOON), Optional.empty(), List.of(rules), Optional.empty());
    }

    private CycleBench(
            List<String> trail,
            ManualScheduler time,
            Optional<ScriptedJournal> kept,
            List<RiskRule> rules,
            Optional<Duration> stopLifetime) {
        this.trail = trail;
        this.time = time;
        this.stopLifetime = stopLifetime;
        this.broker = new ScriptedBroker(time, trail);
        stopLifetime.ifPresent(broker::takesStops);
        this.journal = kept.orElseGet(() -> new ScriptedJournal(trail));
        this.market = new ScriptedMarketData(time, instrument(), TIMEFRAME);
        this.lastClose = Instant.ofEpochMilli(TIMEFRAME.bucketOpenMs(time.millis()));
        riskRules.addAll(rules);
        broker.onBalances(() -> Optional.of(balances("1000", "100")));
        this.cycle = new TradingCycle(
                BOT,
                BTC_USDT,
                new CycleSettings(
                        TIMEFRAME,
                        50,
                        new ProtectionPolicy(Percent.of("5"), Percent.of("3"), Percent.of("4")),
                        STOPS,
                        new SettlementPolicy(SETTLEMENT, ANSWER_DEADLINE, ORDER_MAX_AGE),
                        RECONCILE),
                new CycleRules(
                        new SignalPipeline(List.of(strategy), new FirstOpinion(), trend, Fusion.technicalOnly()),
                        () -> regime,
                        new FixedAmount(usdt("100")),
                        new RiskManager(riskRules)),
                new BotPorts(broker, market, journal, bus, time, time, mailbox),
                capital,
                (fee, quote) -> Optional.empty(),
                journal.load(BOT));
    }

    /** A bench on which the cycle has reconciled, read past candles and trades. */
    public static CycleBench running(RiskRule... rules) {
        CycleBench bench = new CycleBench(rules);
        bench.start();
        return bench;
    }

    /** A running bench whose exchange takes stops and ends them after {@code lifetime}; never when that is zero. */
    public static CycleBench withStops(Duration lifetime) {
        CycleBench bench = new CycleBench(
                new ArrayList<>(), new ManualScheduler(NOON), Optional.empty(), List.of(), Optional.of(lifetime));
        bench.start();
        return bench;
    }

    /** The same bot after its process has ended, not started yet. */
    public CycleBench restarted() {
        CycleBench next = new CycleBench(trail, time, Optional.of(journal), List.copyOf(riskRules), stopLifetime);
        next.trades = trades;
        return next;
    }

    public void start() {
        cycle.start(() -> ready = true);
        time.settle();
    }

    public void regime(MarketRegime now) {
        regime = now;
    }

    /** The next candle closes on time and the strategy says {@code signal} to it. */
    public void candle(Signal signal, double price) {
        lastClose = lastClose.plusMillis(TIMEFRAME.lengthMs());
        if (lastClose.isAfter(time.instant())) {
            time.advance(Duration.between(time.instant(), lastClose));
        }
        hand(signal, Fixtures.candle(lastClose, price));
    }

    /** A candle comes out of the feed now, whatever the time is. */
    public void hand(Signal signal, Candle candle) {
        strategy.say(signal);
        if (!mailbox.offer(() -> cycle.onCandle(candle))) {
            throw new AssertionError("the mailbox must take a candle");
        }
        time.settle();
    }

    public Instant lastClose() {
        return lastClose;
    }

    public void price(double price) {
        if (!mailbox.offer(() -> cycle.onPrice(time.millis(), price))) {
            throw new AssertionError("the mailbox must take a price");
        }
        time.settle();
    }

    /** The order placed last. */
    public OrderIntent lastPlaced() {
        return broker.lastPlacement().what();
    }

    /** Fills the order placed last in whole at {@code price}: the fill comes before the answer. */
    public void fillLast(String price) {
        OrderIntent intent = lastPlaced();
        String quantity = sizeOf(intent, price);
        fillPart(quantity, price);
        broker.lastPlacement().answer(new PlacementReport.Confirmed(shown(intent, OrderEvent.FILLED, quantity)));
        time.settle();
    }

    /** Fills a part of the order placed last; nothing is said of the order itself. */
    public void fillPart(String quantity, String price) {
        broker.push(new BrokerEvent.Filled(fill(lastPlaced(), "t" + ++trades, quantity, price)));
        time.settle();
    }

    private static String sizeOf(OrderIntent intent, String price) {
        return switch (intent.terms().size()) {
            case OrderSize.OfBase(Quantity quantity) -> quantity.toString();
            case OrderSize.OfQuote spend ->
                spend.amount()
                        .buysAt(Price.of(price))
                        .flooredTo(new BigDecimal("0.001"))
                        .toString();
        };
    }

    /** A position of 2 BTC bought at 50. */
    public void hold() {
        candle(Signal.BUY, 50);
        fillLast("50");
    }
}
