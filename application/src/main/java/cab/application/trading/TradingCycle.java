package cab.application.trading;

import cab.application.execution.Book;
import cab.application.execution.Bookkeeper;
import cab.application.execution.BotEvents;
import cab.application.execution.CapitalPool;
import cab.application.execution.Equity;
import cab.application.execution.ExecuteTrade;
import cab.application.execution.FeeValuation;
import cab.application.execution.Writer;
import cab.application.port.BotPorts;
import cab.application.port.BrokerEvent;
import cab.application.port.JournalEntry;
import cab.application.port.RecoveredBook;
import cab.application.port.Subscription;
import cab.application.protection.PositionExit;
import cab.application.reconciliation.Reconciliation;
import cab.application.settlement.Settlement;
import cab.domain.market.Candle;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.order.BotId;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.protection.ProtectiveStop;
import cab.domain.signal.Decision;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The trading cycle of one symbol, the same in backtest, paper and live.
 *
 * <p>For each closed candle: trend filter, strategies, aggregation and fusion (the pipeline), regime gate, sizing,
 * risk, execution; for each price: protection of what is held. Beside it run reconciliation and settlement.
 *
 * <p>Guarantees: (1) a candle is decided on once, in order of time; (2) nothing that pauses, stops or denies ever keeps
 * a position from being sold; (3) before the first decision the book is reconciled. Nothing in it waits. Owned by one
 * thread, that of its mailbox: every public method is called there, but for {@link #start}, which comes first.
 */
public final class TradingCycle {

    /** What is beyond them is read by the reconciliation that they wait for, or the next. */
    private static final int EARLY_MAX = 1_024;

    private static final MathContext STOP_DIGITS = new MathContext(12);

    private final Symbol symbol;
    private final CycleSettings settings;
    private final CycleRules rules;
    private final BotPorts ports;
    private final Book book;
    private final BotEvents events;
    private final Writer writer;
    private final Settlement settlement;
    private final Bookkeeper bookkeeper;
    private final PositionExit exit;
    private final PositionEntry entry;
    private final RiskCheck risk;
    private final ProtectiveStop stop;
    private final DecisionLog log = new DecisionLog();
    private final Lifecycle lifecycle;
    private final Upkeep upkeep;
    private final CandleIntake intake;

    private final List<BrokerEvent> early = new ArrayList<>();

    private Phase phase = Phase.IDLE;
    private long cycles;
    private double lastPrice;
    private double watched;
    private double writtenPeak;
    private boolean closed;
    private Subscription brokerStream = () -> {};

    /** A cycle over the book that the journal remembers. It does nothing before {@link #start}. */
    public TradingCycle(
            BotId bot,
            Symbol symbol,
            CycleSettings settings,
            CycleRules rules,
            BotPorts ports,
            CapitalPool capital,
            FeeValuation feeValuation,
            RecoveredBook recovered) {
        this.symbol = symbol;
        this.settings = settings;
        this.rules = rules;
        this.ports = ports;
        this.book = new Book(bot, symbol, this::instrument, settings.protection(), recovered);
        this.events = new BotEvents(bot, symbol, ports.events(), ports.scheduler());
        this.writer = new Writer(ports.journal(), ports.mailbox());
        this.bookkeeper = new Bookkeeper(book, writer, capital, events, ports.scheduler(), feeValuation);
        this.settlement = new Settlement(ports, book, bookkeeper, writer, events, settings.settlement());
        ExecuteTrade executeTrade = new ExecuteTrade(ports, book, bookkeeper, writer, capital, events);
        this.exit = new PositionExit(book, bookkeeper, executeTrade, events, ports);
        this.lifecycle = new Lifecycle(bot, symbol, writer, events, ports.scheduler());
        Equity equity = new Equity(bot, capital, recovered.peakEquity());
        this.risk = new RiskCheck(book, rules.risk(), ports, equity, lifecycle, writer);
        this.entry = new PositionEntry(book, rules, risk, ports, capital, executeTrade, events, log);
        this.stop = book.stop();
        this.writtenPeak = stop.peak();
        Reconciliation reconciliation = new Reconciliation(
                ports,
                book,
                bookkeeper,
                writer,
                capital,
                events,
                settings.settlement().answerDeadline());
        this.upkeep = new Upkeep(ports, settings, book, writer, settlement, reconciliation, lifecycle);
        this.intake = new CandleIntake(symbol, settings, rules.pipeline(), ports, lifecycle, this::decide);
        bookkeeper.onSettled(this::settled);
        bookkeeper.onPosition(this::updateWatch);
        writer.onFailure(upkeep::followOrders);
        executeTrade.onUnderway(upkeep::followOrders);
        executeTrade.beforeEntry(this::isStillWanted);
    }

    private Instrument instrument() {
        return ports.marketData()
                .instrument(symbol)
                .orElseThrow(() -> new IllegalStateException("the exchange does not list " + symbol));
    }

    /**
     * Begins: reconciles, reads past candles, then trades. This is also the way back after a crash.
     *
     * @param ready called once, when past candles have been read and new ones may come
     */
    public void start(Runnable ready) {
        lifecycle.starting();
        phase = Phase.RECONCILING;
        brokerStream = ports.broker().subscribe(symbol, event -> ports.mailbox().answer(() -> onBroker(event)));
        settlement.doubtUnanswered();
        upkeep.start(() -> {
            phase = Phase.WARMING_UP;
            early.forEach(this::onBroker);
            early.clear();
            intake.warmUp(() -> begin(ready));
        });
    }

    private void begin(Runnable ready) {
        lastPrice = lastPrice > 0 ? lastPrice : intake.lastClose();
        risk.observe(ports.scheduler().millis(), lastPrice);
        lifecycle.ready();
        updateWatch();
        exit.resume();
        ready.run();
    }

    /** A trade took place in the market: what is held may have to be sold. */
    public void onPrice(long atMs, double price) {
        if (!(price > 0 && price < Double.POSITIVE_INFINITY)) {
            // No price: nothing is bought or sold for it.
            return;
        }
        lastPrice = price;
        if (!stop.isArmed()) {
            return;
        }
        if (stop.isHitBy(price)) {
            protect(atMs, price);
            return;
        }
        stop.raise(price);
        updateWatch();
    }

    private void protect(long atMs, double price) {
        if (closed || exit.isUnderway()) {
            return;
        }
        events.trace(atMs);
        abandonEntries();
        exit.sell(Purpose.PROTECTION, Candle.exactPrice(price));
    }

    private void updateWatch() {
        double level = stop.level();
        if (level != watched) {
            watched = level;
            ports.marketData().watchBelow(symbol, level);
        }
    }

    /** A candle of the trading timeframe has closed; the view is valid during the call. */
    public void onCandle(ClosedCandle candle) {
        intake.take(candle);
    }

    /** The feed lost candles: they are read again before anything new is opened. */
    public void onCandlesLost() {
        intake.lost();
    }

    private void decide(ClosedCandle candle) {
        long closedAtMs = candle.closeTimeMs();
        lastPrice = candle.close();
        cycles++;
        risk.observe(closedAtMs, lastPrice);
        Decision decision = rules.pipeline().onCandle(candle);
        writePeak();
        switch (decision.signal().action()) {
            case HOLD -> log.quiet(closedAtMs, verdictOf(decision.reason()));
            case BUY -> buy(closedAtMs, candle.close());
            case SELL -> sell(closedAtMs, candle.close());
        }
    }

    /** Once per candle, so that a restart knows how high the price has been. */
    private void writePeak() {
        if (stop.isArmed() && stop.peak() != writtenPeak) {
            writtenPeak = stop.peak();
            writer.facts(List.of(new JournalEntry.PositionChanged(
                    book.record(ports.scheduler().instant()))));
        }
    }

    private static Verdict verdictOf(Decision.Reason reason) {
        return switch (reason) {
            case WARMING_UP -> Verdict.WARMING_UP;
            case NO_OPINION, SIGNAL -> Verdict.NO_SIGNAL;
            case TREND_DOWN -> Verdict.TREND_DOWN;
            case FUSION_WEAK -> Verdict.SECOND_OPINION_WEAK;
        };
    }

    private void buy(long closedAtMs, double close) {
        if (!lifecycle.followsSignals()) {
            log.quiet(closedAtMs, Verdict.NOT_RUNNING);
        } else if (book.hasPosition()) {
            log.quiet(closedAtMs, Verdict.ALREADY_HOLDING);
        } else if (book.hasWorking()) {
            log.quiet(closedAtMs, Verdict.ORDER_WORKING);
        } else if (!lifecycle.mayEnter()) {
            log.blocked("paused");
            log.note(closedAtMs, Verdict.PAUSED, String.join("; ", lifecycle.blockedBy()));
        } else if (ports.scheduler().millis() - closedAtMs
                >= settings.timeframe().lengthMs()) {
            log.blocked("stale");
            log.quiet(closedAtMs, Verdict.STALE);
        } else {
            events.trace(closedAtMs);
            entry.enter(closedAtMs, Candle.exactPrice(close));
        }
    }

    private void sell(long closedAtMs, double close) {
        if (!lifecycle.followsSignals()) {
            log.quiet(closedAtMs, Verdict.NOT_RUNNING);
        } else if (!book.hasPosition()) {
            log.quiet(closedAtMs, Verdict.NOTHING_TO_SELL);
            abandonEntries();
        } else if (exit.isUnderway()) {
            log.quiet(closedAtMs, Verdict.EXIT_UNDERWAY);
        } else {
            events.trace(closedAtMs);
            log.quiet(closedAtMs, Verdict.SELL_ORDERED);
            abandonEntries();
            exit.sell(Purpose.EXIT, Candle.exactPrice(close));
        }
    }

    /** What is still being bought is not wanted any more. */
    private void abandonEntries() {
        if (!book.hasWorking()) {
            return;
        }
        for (Order order : book.working()) {
            if (order.intent().side() == Side.BUY) {
                entry.abandon(order);
                settlement.abandon(order);
            }
        }
    }

    private void onBroker(BrokerEvent event) {
        if (phase == Phase.RECONCILING) {
            // A sale may be told of before the purchase that a reconciliation has yet to find.
            if (early.size() < EARLY_MAX) {
                early.add(event);
            }
            return;
        }
        switch (event) {
            case BrokerEvent.Filled(var fill) -> {
                if (fill.clientOrderId().belongsTo(book.bot())) {
                    Bookkeeper.Booking _ = bookkeeper.filled(fill);
                }
            }
            case BrokerEvent.OrderChanged(var order) -> bookkeeper.shown(order);
            case BrokerEvent.StreamRestored restored -> upkeep.catchUp();
        }
    }

    private void settled(Order order) {
        exit.settled(order);
        if (mayEnter()) {
            entry.finish(order);
        }
        upkeep.orderEnded();
        // An entry that ended with less than can be sold must not occupy the bot.
        if (!exit.isUnderway() && lastPrice > 0) {
            bookkeeper.freeDust(Candle.exactPrice(lastPrice));
        }
    }

    /** Asked when an entry is about to leave, which may be long after it was decided when the disk is slow. */
    private boolean isStillWanted(OrderIntent entryIntent) {
        return mayEnter()
                && !entry.isAbandoned(entryIntent)
                && entryIntent
                        .decidedAt()
                        .plusMillis(settings.timeframe().lengthMs())
                        .isAfter(ports.scheduler().instant());
    }

    private boolean mayEnter() {
        return !closed && lifecycle.mayEnter() && !exit.isUnderway();
    }

    /** One reconciliation on an operator's demand. */
    public void reconcile() {
        upkeep.reconcile();
    }

    /** Opens nothing new from now on; what is held is sold and protected as always. */
    public CommandOutcome pause(String actor, String reason) {
        return lifecycle.pause(actor, reason);
    }

    /**
     * Lifts a pause of an operator; other reasons stay. When the last entry was denied for its drawdown, the operator
     * accepts the loss: drawdown is measured from what is left.
     */
    public CommandOutcome resume(String actor) {
        CommandOutcome outcome = lifecycle.resume(actor);
        if (outcome instanceof CommandOutcome.Done) {
            risk.acceptDrawdown(actor, lastPrice);
        }
        return outcome;
    }

    /** Follows no signals from now on; what is held stays protected. */
    public CommandOutcome stop(String actor, String reason) {
        CommandOutcome outcome = lifecycle.stop(actor, reason);
        abandonEntries();
        return outcome;
    }

    /** Stops for a fault or a safety rule; what is held stays protected. */
    public CommandOutcome emergency(String actor, String reason) {
        CommandOutcome outcome = lifecycle.emergency(actor, reason);
        abandonEntries();
        return outcome;
    }

    /** Follows signals again after a stop. */
    public CommandOutcome startAgain(String actor) {
        return lifecycle.startAgain(actor);
    }

    /**
     * Ends the cycle: no timer and no stream of it goes on, and no order is placed any more. Orders and position stay
     * as they are; what is still reported of them is booked.
     */
    public void close() {
        closed = true;
        brokerStream.close();
        intake.close();
        exit.close();
        upkeep.close();
    }

    /** How the orchestrator stands. */
    public OrchestratorStatus status() {
        Instant now = ports.scheduler().instant();
        Optional<Price> price = lastPrice > 0 ? Optional.of(Candle.exactPrice(lastPrice)) : Optional.empty();
        Optional<Money> unrealised = price.filter(known -> !book.position().isFlat())
                .map(known -> book.position().unrealisedPnl(known));
        return new OrchestratorStatus(
                book.bot(),
                symbol,
                lifecycle.state(),
                lifecycle.tradingState(),
                currentPhase(),
                cycles == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(intake.lastCloseMs())),
                cycles,
                lifecycle.blockedBy(),
                book.position(),
                price,
                unrealised,
                book.activity().realisedToday(now),
                stopLevel(),
                book.working().size(),
                log.blocked());
    }

    /** To twelve digits: what is beyond them comes of computing in double. */
    private Optional<Price> stopLevel() {
        return stop.level() > 0 ? Optional.of(new Price(new BigDecimal(stop.level(), STOP_DIGITS))) : Optional.empty();
    }

    private Phase currentPhase() {
        if (!lifecycle.isReady()) {
            return phase;
        }
        if (exit.isUnderway()) {
            return Phase.EXITING;
        }
        if (book.hasWorking()) {
            return Phase.ENTERING;
        }
        return book.hasPosition() ? Phase.HOLDING : Phase.WATCHING;
    }

    /** Why it did or did not trade, and what it was refused. */
    public DecisionLog decisions() {
        return log;
    }

    /** The last decision of the pipeline, in words. */
    public String explain() {
        return rules.pipeline().explain();
    }

    /** The book, for reports. */
    public Book book() {
        return book;
    }
}
