package cab.application.execution;

import cab.application.port.JournalEntry;
import cab.application.port.LedgerCheckpoint;
import cab.application.port.PositionRecord;
import cab.application.port.RecoveredBook;
import cab.application.port.VenueOrder;
import cab.application.port.WantedSale;
import cab.domain.market.Instrument;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderStatus;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import cab.domain.position.ClosedTrades;
import cab.domain.position.FifoLedger;
import cab.domain.position.LedgerState;
import cab.domain.position.Position;
import cab.domain.position.RealisedTrade;
import cab.domain.protection.ProtectionPolicy;
import cab.domain.protection.ProtectiveStop;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The book of one bot: its orders, its fills, its position and what protects it.
 *
 * <p>Guarantees: (1) a fill is booked once, whatever is reported how often, in whatever order, and in whatever state
 * its order is; (2) the position is the sum of the booked fills less base fees; (3) an order is settled when its state
 * is final and all that the exchange says it filled is booked. Every change answers with the entry that makes it
 * durable.
 *
 * <p>A rest that is too small to be sold is dust: it stays in the ledger and goes with the next sale, and the bot is
 * free for the next entry. Owned by one thread.
 */
public final class Book {

    private static final int TRADE_IDS_KEPT = 20_000;

    /** So many fills a start reads at most, and those of the orders that work together behind them. */
    private static final int CHECKPOINT_FILLS = 64;

    private final BotId bot;
    private final Symbol symbol;
    private final Supplier<Instrument> instrument;
    private final BookedOrders orders = new BookedOrders();
    private final Set<TradeId> tradeIds = new LinkedHashSet<>();
    private final FifoLedger ledger;
    private final ProtectiveStop stop;
    private final Activity activity;
    private final ClosedTrades closedTrades = new ClosedTrades();
    private final RoundTrips roundTrips;
    private final Optional<WantedSale> interruptedSale;
    private @Nullable Instant openedBy;
    private int fillsSinceCheckpoint;

    /**
     * The book as the journal left it.
     *
     * @param instrument the trading rules as they are now
     */
    public Book(
            BotId bot,
            Symbol symbol,
            Supplier<Instrument> instrument,
            ProtectionPolicy protection,
            RecoveredBook recovered) {
        this.bot = bot;
        this.symbol = symbol;
        this.instrument = instrument;
        this.ledger = new FifoLedger(
                symbol,
                recovered
                        .checkpoint()
                        .map(LedgerCheckpoint::ledger)
                        .orElseGet(() -> LedgerState.empty(symbol.quote())));
        this.stop = new ProtectiveStop(protection);
        this.activity = new Activity(symbol.quote());
        this.roundTrips = new RoundTrips(activity, closedTrades);
        this.interruptedSale = recovered.wantedSale();
        restore(recovered);
    }

    private void restore(RecoveredBook recovered) {
        Optional<PositionRecord> last = recovered.position();
        openedBy = last.flatMap(PositionRecord::openedBy).orElse(null);
        for (Order order : recovered.orders()) {
            orders.restore(order);
            if (!order.intent().isStop() || order.hasFired()) {
                activity.ordered(order.intent().decidedAt());
            }
            if (order.filledQuote().isPositive()) {
                // When exactly its fills were is not known any more, but not later than this.
                activity.traded(order.updatedAt(), order.filledQuote());
            }
        }
        fillsSinceCheckpoint = recovered.openFills().size();
        tradeIds.addAll(recovered.knownTradeIds());
        for (RecoveredBook.BookedFill booked : recovered.openFills()) {
            Fill fill = booked.fill();
            tradeIds.add(fill.tradeId());
            Optional<RealisedTrade> _ = apply(fill, booked.feeInQuote());
        }
        if (openedBy != null) {
            double entryPrice = entryPrice();
            last.ifPresent(position ->
                    stop.arm(position.entryPrice() > 0 ? position.entryPrice() : entryPrice, position.peak()));
        }
        recovered.closedTrades().forEach(closedTrades::add);
        recovered.realised().forEach(activity::realised);
        roundTrips.restore(recovered.orders(), recovered.realised(), Optional.ofNullable(openedBy));
    }

    public BotId bot() {
        return bot;
    }

    public Symbol symbol() {
        return symbol;
    }

    /** The trading rules as they are now. */
    public Instrument instrument() {
        return instrument.get();
    }

    public Position position() {
        return ledger.position();
    }

    /** Takes an order back that it had let go, and the fills of it that are booked. */
    void remember(Order order, Set<TradeId> booked) {
        if (orders.order(order.clientOrderId()).isEmpty()) {
            orders.restore(order);
        }
        tradeIds.addAll(booked);
    }

    /** Whether there is a position worth selling, or one on its way to be. */
    public boolean hasPosition() {
        return openedBy != null;
    }

    /** The decision that opened the position; what its exits are keyed by. */
    public Optional<DecisionKey> openedBy() {
        return openedBy == null ? Optional.empty() : Optional.of(new DecisionKey(bot, openedBy));
    }

    /** What protects the position. */
    public ProtectiveStop stop() {
        return stop;
    }

    /** What the bot did of late. */
    public Activity activity() {
        return activity;
    }

    /** What positions that are closed came to. */
    public ClosedTrades closedTrades() {
        return closedTrades;
    }

    /** What all sells of this book have realised since it was last flat, or since the start. */
    public Money realisedPnl() {
        return ledger.realisedPnl();
    }

    public Money fees() {
        return ledger.fees();
    }

    /** Base that was sold without having been bought, by the book. */
    public Quantity oversold() {
        return ledger.oversold();
    }

    /** Orders that are not settled, and the latest of those that are. */
    public List<Order> orders() {
        return orders.all();
    }

    /** Orders that are not settled, oldest first. */
    public List<Order> working() {
        return orders.working();
    }

    public boolean hasWorking() {
        return orders.hasWorking();
    }

    public boolean hasWorking(Side side) {
        return orders.hasWorking(side);
    }

    /** Whether an order works that has to be followed: any but a stop that rests untouched at the exchange. */
    public boolean isBusy() {
        return orders.isBusy();
    }

    /** The stop that rests at the exchange, is on its way there, or is ending; never more than one. */
    public Optional<Order> restingStop() {
        return orders.workingStop();
    }

    /** Whether it is unknown of some order whether it lives. */
    public boolean hasUnknown() {
        return orders.hasWorking(OrderStatus.UNKNOWN);
    }

    /** The order of that name, if it is working or among the latest settled. */
    public Optional<Order> order(ClientOrderId clientOrderId) {
        return orders.order(clientOrderId);
    }

    public boolean isWorking(ClientOrderId clientOrderId) {
        return orders.isWorking(clientOrderId);
    }

    public boolean isBooked(TradeId tradeId) {
        return tradeIds.contains(tradeId);
    }

    /** Whether the exchange says that more of the order was filled than is booked. */
    public boolean isMissingFills(ClientOrderId clientOrderId) {
        return orders.isMissingFills(clientOrderId);
    }

    /** The base that may be sold now: what is held, less what working sells may still sell, down to the step. */
    public Quantity sellable() {
        return instrument().floor(position().quantity().minusOrZero(orders.boundBySells()));
    }

    /**
     * The number of the next order of this leg of a decision: how many there are, or more when some of them were lost
     * with a journal that failed, because a number is not used again.
     */
    public int nextAttempt(DecisionKey decision, Purpose purpose) {
        int attempt = orders.count(decision, purpose);
        while (attempt > 0 && attempt < ClientOrderId.ATTEMPTS_MAX && isTaken(decision, purpose, attempt)) {
            attempt++;
        }
        return attempt;
    }

    private boolean isTaken(DecisionKey decision, Purpose purpose, int attempt) {
        return orders.order(ClientOrderId.of(decision, purpose, attempt)).isPresent()
                || orders.order(ClientOrderId.followUp(decision, purpose, attempt))
                        .isPresent();
    }

    /** The sale of the open position that an earlier life of the program decided on and may not have ordered. */
    public Optional<WantedSale> interruptedSale() {
        return interruptedSale.filter(
                sale -> openedBy().filter(sale.position()::equals).isPresent());
    }

    /** The latest order that was to sell the open position; a stop that never fired is none. */
    public Optional<Order> lastSale() {
        return openedBy().flatMap(orders::lastSaleOf);
    }

    /**
     * Writes a new intent into the book.
     *
     * @throws IllegalStateException when the book has an order of that name: the same intent is never carried out twice
     */
    public JournalEntry intend(OrderIntent intent) {
        orders.add(intent);
        if (!intent.isStop()) {
            activity.ordered(intent.decidedAt());
        }
        return new JournalEntry.Intended(intent);
    }

    /** Takes an intent back that never became durable and was never sent. */
    public void forget(ClientOrderId clientOrderId) {
        orders.forget(clientOrderId);
    }

    /** Moves an order; empty when that changes nothing, or the book does not know the order. */
    public Optional<JournalEntry> move(ClientOrderId clientOrderId, OrderEvent event, Instant at) {
        return orders.move(clientOrderId, event, at);
    }

    /**
     * Takes note of what the exchange shows of an order; empty when that is nothing to write down. The end of an order
     * is written when it is {@link #settle settled}, so that a restart before that asks for the fills it misses.
     */
    public Optional<JournalEntry> report(VenueOrder shown, Instant at) {
        return orders.report(shown, at);
    }

    /**
     * Books a fill; empty when it is booked already.
     *
     * @param feeInQuote the value of a fee in a third coin, when there is a price for it
     */
    public Optional<JournalEntry.Filled> fill(Fill fill, Optional<Money> feeInQuote) {
        if (!tradeIds.add(fill.tradeId())) {
            return Optional.empty();
        }
        trimTradeIds();
        fillsSinceCheckpoint++;
        countStop(fill);
        orders.fill(fill);
        Optional<RealisedTrade> realised = apply(fill, feeInQuote);
        activity.traded(fill.at(), fill.notional());
        realised.ifPresent(this::realised);
        switch (fill.side()) {
            case BUY -> opened(fill);
            case SELL -> closeIfRestIsDust(fill);
        }
        return Optional.of(new JournalEntry.Filled(bot, fill, feeInQuote, realised, record(fill.at())));
    }

    /** A stop is an order like others from its first fill on; as long as it rests, no limit of orders counts it. */
    private void countStop(Fill fill) {
        orders.order(fill.clientOrderId())
                .filter(order -> order.intent().isStop() && order.filled().isZero())
                .ifPresent(order -> activity.ordered(fill.at()));
    }

    private Optional<RealisedTrade> apply(Fill fill, Optional<Money> feeInQuote) {
        Money before = ledger.fees();
        Optional<RealisedTrade> realised = ledger.apply(fill, feeInQuote);
        orders.tally(fill.clientOrderId(), ledger.fees().minus(before), realised.map(RealisedTrade::pnl));
        return realised;
    }

    private void realised(RealisedTrade trade) {
        activity.realised(trade);
        // What is still reported of a position that is closed ends no further round trip.
        if (openedBy != null) {
            roundTrips.realised(trade);
        }
    }

    private void opened(Fill fill) {
        if (openedBy == null) {
            openedBy = orders.order(fill.clientOrderId())
                    .map(order -> order.intent().decision().at())
                    .orElseGet(() -> fill.at().truncatedTo(ChronoUnit.MILLIS));
        }
        stop.arm(entryPrice(), stop.peak());
    }

    /** Average price of the entries, fees not included: for comparing levels, never for amounts. */
    private double entryPrice() {
        BookedOrders.Entered entered = orders.entered(symbol.quote(), openedBy);
        return entered.base().isZero()
                ? 0
                : entered.quote().amount().doubleValue()
                        / entered.base().value().doubleValue();
    }

    private void closeIfRestIsDust(Fill fill) {
        // What is still being bought belongs to this position: what sells it has to sell that, too.
        if (!hasWorking(Side.BUY) && !instrument().isTradable(position().quantity(), fill.price())) {
            close(fill.at());
        }
    }

    /** Frees the bot for the next entry: what it holds cannot be sold. The rest stays in the ledger. */
    public JournalEntry closeAsDust(Instant at) {
        close(at);
        return new JournalEntry.PositionChanged(record(at));
    }

    private void close(Instant at) {
        openedBy = null;
        stop.disarm();
        roundTrips.ended(at);
    }

    /** The position as it is to be remembered. */
    public PositionRecord record(Instant at) {
        return new PositionRecord(
                bot, symbol, position(), Optional.ofNullable(openedBy), stop.entryPrice(), stop.peak(), at);
    }

    /** Files an order among the settled when its state is final and all its fills are booked. */
    Optional<BookedOrders.Settled> settle(ClientOrderId clientOrderId) {
        return orders.settle(clientOrderId, openedBy);
    }

    /**
     * The ledger as it is now, when that is due: behind some fills, and while no order works, so that all that is told
     * of an order is in the fills of one start. To be written behind every fill that is in it.
     */
    Optional<JournalEntry> checkpoint(Instant at) {
        // What was sold without having been bought must not be forgotten by the next flat position.
        boolean due = fillsSinceCheckpoint >= CHECKPOINT_FILLS
                || (fillsSinceCheckpoint > 0 && ledger.oversold().isPositive());
        if (!due || orders.hasWorking()) {
            return Optional.empty();
        }
        fillsSinceCheckpoint = 0;
        BookedOrders.Entered entered = orders.entered(symbol.quote(), openedBy);
        return Optional.of(new JournalEntry.LedgerCheckpointed(
                bot, new LedgerCheckpoint(symbol, ledger.state(), entered.base(), entered.quote(), at)));
    }

    /** What is held and is too small to be sold by itself; it goes with the next sale. */
    public Optional<Position> dust() {
        return openedBy == null && !orders.hasWorking() && !position().isFlat()
                ? Optional.of(position())
                : Optional.empty();
    }

    /** Quote that working buys may still spend. */
    public Money reservedQuote() {
        return orders.reservedQuote(Money.zero(symbol.quote()));
    }

    private void trimTradeIds() {
        if (tradeIds.size() > TRADE_IDS_KEPT) {
            Iterator<TradeId> oldest = tradeIds.iterator();
            oldest.next();
            oldest.remove();
        }
    }
}
