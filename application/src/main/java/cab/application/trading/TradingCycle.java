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
import cab.application.port.Mandate;
import cab.application.port.RecoveredBook;
import cab.application.port.Subscription;
import cab.application.protection.PositionExit;
import cab.application.protection.RestingStop;
import cab.application.reconciliation.Reconciliation;
import cab.application.settlement.Settlement;
import cab.domain.market.ClosedCandle;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.order.BotId;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.domain.order.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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

    private final Symbol symbol;
    private final CycleSettings settings;
    private final CycleRules rules;
    private final BotPorts ports;
    private final Book book;
    private final Settlement settlement;
    private final Bookkeeper bookkeeper;
    private final PositionExit exit;
    private final RestingStop restingStop;
    private final CapitalPool capital;
    private final PositionEntry entry;
    private final RiskCheck risk;
    private final PriceGuard guard;
    private final SignalFollower follower;
    private final Lifecycle lifecycle;
    private final Writer writer;
    private final Upkeep upkeep;
    private final CandleIntake intake;
    private final DecisionLog log = new DecisionLog();
    private final List<BrokerEvent> early = new ArrayList<>();
    private Optional<Instrument> instrument = Optional.empty();
    private Phase phase = Phase.IDLE;
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
        this.capital = capital;
        this.book = new Book(bot, symbol, this::instrument, settings.protection(), recovered);
        BotEvents events = new BotEvents(bot, symbol, ports.events(), ports.scheduler());
        this.writer = new Writer(ports.journal(), ports.mailbox());
        this.bookkeeper =
                new Bookkeeper(book, writer, capital, events, ports.scheduler(), ports.processTime(), feeValuation);
        this.settlement = new Settlement(ports, book, bookkeeper, writer, events, settings.settlement());
        ExecuteTrade executeTrade = new ExecuteTrade(ports, book, bookkeeper, writer, capital, events);
        this.restingStop = new RestingStop(book, bookkeeper, executeTrade, settlement, events, ports, settings.stops());
        this.exit = new PositionExit(book, bookkeeper, executeTrade, events, ports, restingStop);
        this.lifecycle = new Lifecycle(
                bot,
                symbol,
                writer,
                events,
                ports.scheduler(),
                recovered.standing().mandate());
        Equity equity = new Equity(bot, capital, recovered.peakEquity());
        this.risk = new RiskCheck(
                book,
                rules.risk(),
                ports,
                equity,
                lifecycle,
                writer,
                recovered.standing().dayLimit());
        this.entry = new PositionEntry(book, rules, risk, ports, capital, executeTrade, settlement, events, log);
        this.guard = new PriceGuard(book, ports, events, writer, exit, entry, restingStop);
        Duration deadline = settings.settlement().answerDeadline();
        Reconciliation reconciliation = new Reconciliation(ports, book, bookkeeper, writer, capital, events, deadline);
        this.upkeep = new Upkeep(ports, settings, book, writer, settlement, reconciliation, lifecycle, this::isListed);
        this.follower = new SignalFollower(settings, rules, ports, book, events, lifecycle, entry, exit, log);
        this.intake = new CandleIntake(symbol, settings, rules, ports, lifecycle, this::candleClosed);
        upkeep.onInterval(guard::askIfSilent);
        bookkeeper.onSettled(this::settled);
        bookkeeper.onChanged(this::changed);
        bookkeeper.onRefused(restingStop::refused);
        bookkeeper.onFilled(guard::filled);
        bookkeeper.onPosition(guard::updateWatch);
        restingStop.onReached(guard::reached);
        writer.onFailure(upkeep::followOrders);
        executeTrade.onUnderway(upkeep::followOrders);
        executeTrade.beforeLeaving(this::isStillWanted);
    }

    /** The trading rules as last heard of: what the exchange delists must still be sold, or refused by it. */
    private Instrument instrument() {
        Optional<Instrument> listed = ports.marketData().instrument(symbol);
        if (listed.isPresent()) {
            instrument = listed;
        }
        if (instrument.isEmpty()) {
            throw new IllegalStateException("the exchange does not list " + symbol);
        }
        return instrument.get();
    }

    /** Whether the rules of the symbol are known: from the first time on that the exchange lists it. */
    private boolean isListed() {
        if (instrument.isEmpty()) {
            instrument = ports.marketData().instrument(symbol);
        }
        return instrument.isPresent();
    }

    /**
     * Begins: reconciles, reads past candles, then trades. This is also the way back after a crash.
     *
     * @param ready called once, when past candles have been read and new ones may come
     */
    public void start(Runnable ready) {
        lifecycle.starting();
        settlement.doubtUnanswered();
        phase = Phase.RECONCILING;
        ports.broker().recall(book.orders());
        brokerStream = ports.broker().subscribe(symbol, event -> ports.mailbox().answer(() -> onBroker(event)));
        if (lifecycle.isStopped()) {
            entry.abandonWorking();
        }
        upkeep.start(() -> {
            phase = Phase.WARMING_UP;
            early.forEach(this::onBroker);
            early.clear();
            intake.warmUp(() -> begin(ready));
        });
    }

    private void begin(Runnable ready) {
        if (guard.lastPrice().isEmpty()) {
            guard.candleClosed(intake.lastCloseMs(), intake.lastClose());
        }
        risk.observe(ports.scheduler().millis(), guard.price());
        lifecycle.ready();
        guard.updateWatch();
        exit.resume();
        // What ended before a price was known, in an earlier life or while this one reconciled.
        freeDust();
        guard.ask();
        if (!exit.isUnderway()) {
            restingStop.standUp();
            restingStop.review();
        }
        ready.run();
    }

    /** A trade took place in the market: what is held may have to be sold. */
    public void onPrice(long atMs, double price) {
        // Before the rules of the symbol are known, nothing can be sold by them.
        if (!closed && phase != Phase.IDLE && isListed()) {
            guard.onPrice(atMs, price);
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

    private void candleClosed(ClosedCandle candle) {
        guard.candleClosed(candle.closeTimeMs(), candle.close());
        risk.observe(candle.closeTimeMs(), candle.close());
        follower.decide(candle);
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

    /** An order has changed and has not come to its end. */
    private void changed(Order order) {
        if (phase == Phase.IDLE) {
            // What an earlier life has sent is doubted order by order: nothing is done before all are.
            return;
        }
        upkeep.followOrders();
        if (order.isSale() && !exit.isUnderway()) {
            guard.selling(order);
        }
        reviewStop();
    }

    private void reviewStop() {
        if (exit.isUnderway()) {
            exit.makeWay();
        } else if (lifecycle.isReady()) {
            restingStop.review();
        }
    }

    private void settled(Order order) {
        if (!isListed()) {
            // Before the rules of the symbol are known, nothing is sold; the start goes on with it once they are.
            return;
        }
        if (order.intent().isStop()) {
            restingStop.settled(order);
            if (order.hasFired() && !capital.isExact()) {
                upkeep.reconcile();
            }
        }
        if (order.isSale() && !exit.isUnderway()) {
            guard.selling(order);
        }
        exit.settled(order);
        if (mayEnter()) {
            entry.finish(order);
        }
        upkeep.orderEnded();
        freeDust();
        reviewStop();
    }

    /** An entry that ended with less than can be sold must not occupy the bot. */
    private void freeDust() {
        if (!exit.isUnderway() && book.hasPosition() && !book.hasWorking()) {
            guard.lastPrice().ifPresent(bookkeeper::freeDust);
        }
    }

    /**
     * Asked when an entry or a stop is about to leave, which may be long after it was decided when the disk is slow.
     */
    private boolean isStillWanted(OrderIntent intent) {
        if (intent.isStop()) {
            return restingStop.isStillWanted(intent);
        }
        return mayEnter()
                && !book.hasUnknown()
                && !entry.isAbandoned(intent)
                && intent.decidedAt()
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

    /**
     * Opens nothing new from now on; what is held is sold and protected as always.
     *
     * @param answer told once that is durable, or could not be written
     */
    public void pause(String actor, String reason, Consumer<CommandOutcome> answer) {
        lifecycle.pause(actor, reason, answer);
    }

    /**
     * Lifts a pause of an operator; other reasons stay. When the last entry was denied for its drawdown, the operator
     * accepts the loss: drawdown is measured from what is left.
     */
    public void resume(String actor, Consumer<CommandOutcome> answer) {
        lifecycle.resume(actor, outcome -> {
            if (outcome instanceof CommandOutcome.Done) {
                risk.acceptDrawdown(actor, guard.price());
            }
            answer.accept(outcome);
        });
    }

    /** Follows no signals from now on, also after a restart; what is held stays protected. See {@link #pause}. */
    public void stop(String actor, String reason, Consumer<CommandOutcome> answer) {
        lifecycle.stop(actor, reason, answer);
        entry.abandonWorking();
    }

    /** Stops for a fault or a safety rule; see {@link #stop}. */
    public void emergency(String actor, String reason, Consumer<CommandOutcome> answer) {
        lifecycle.emergency(actor, reason, answer);
        entry.abandonWorking();
    }

    /** Follows signals again after a stop, once that is durable. */
    public void startAgain(String actor, Consumer<CommandOutcome> answer) {
        lifecycle.startAgain(actor, answer);
    }

    /** What an operator last allowed; empty when nobody has ever said anything. */
    public Optional<Mandate> mandate() {
        return lifecycle.mandate();
    }

    /**
     * Goes on under what the cycle before this one was told, called before {@link #start}: a stop that could not be
     * written must not be forgotten with it.
     */
    public void inherit(Mandate mandate) {
        lifecycle.inherit(mandate);
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
        restingStop.close();
        upkeep.close();
    }

    /** How the orchestrator stands. */
    public OrchestratorStatus status() {
        Optional<Price> price = guard.lastPrice();
        Optional<Money> unrealised = price.filter(known -> !book.position().isFlat())
                .map(known -> book.position().unrealisedPnl(known));
        return new OrchestratorStatus(
                book.bot(),
                symbol,
                lifecycle.state(),
                lifecycle.tradingState(),
                phase(),
                follower.cycles() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(intake.lastCloseMs())),
                follower.cycles(),
                lifecycle.blockedBy(),
                lifecycle.mandate(),
                writer.isDurable(),
                book.position(),
                book.dust(),
                price,
                unrealised,
                book.activity().realisedToday(ports.scheduler().instant()),
                guard.stopLevel(),
                restingStop.triggerAtExchange(),
                book.working().size(),
                log.blocked());
    }

    /** What it is at. */
    public Phase phase() {
        if (!lifecycle.isReady()) {
            return phase;
        }
        if (exit.isUnderway()) {
            return Phase.EXITING;
        }
        if (book.hasWorking(Side.BUY)) {
            return Phase.ENTERING;
        }
        if (book.hasPosition()) {
            return Phase.HOLDING;
        }
        // A sale that has sold all and whose end is awaited.
        return book.hasWorking() ? Phase.EXITING : Phase.WATCHING;
    }

    /** The last price heard of, or empty before the first. */
    public Optional<Price> lastPrice() {
        return guard.lastPrice();
    }

    /** Close of the last candle that was looked at, UTC milliseconds; earlier than all times before the first. */
    public long lastCandleMs() {
        return intake.lastCloseMs();
    }

    /** Why it did or did not trade, and what it was refused. */
    public DecisionLog decisions() {
        return log;
    }

    /** Keeps from now on why each part of the pipeline said what it said, for each of the latest candles. */
    public void explainDecisions() {
        log.explain();
    }

    /** Puts nothing into words from now on that only a reader of {@link #decisions} would see. */
    public void spareDetails() {
        log.spareDetails();
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
