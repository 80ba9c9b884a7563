package cab.application.protection;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.execution.Book;
import cab.application.execution.Bookkeeper;
import cab.application.execution.BotEvents;
import cab.application.execution.ExecuteTrade;
import cab.application.execution.TradeOutcome;
import cab.application.port.Balance;
import cab.application.port.BalancesReport;
import cab.application.port.BotPorts;
import cab.application.port.Subscription;
import cab.application.port.WantedSale;
import cab.domain.market.Instrument;
import cab.domain.market.Quote;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sells the whole position and does not let go before it is sold.
 *
 * <p>Guarantees: (1) at most one sale of the position is at work at a time, and none before there is evidence that a
 * stop which rested at the exchange has ended, so that a stop and an ordinary exit never both sell it; (2) what an
 * order leaves over is sold by a follow-up at once, what is refused or finds no buyer is tried again with growing
 * pauses, for what the exchange says is there when that is less; (3) a rest too small to be sold frees the bot; (4) a
 * restart goes on with a sale that was begun, or that was decided on and waited for a stop to end. Owned by one thread.
 */
public final class PositionExit {

    private static final Duration PAUSE_FIRST = Duration.ofSeconds(1);
    private static final Duration PAUSE_MAX = Duration.ofMinutes(1);
    private static final Duration PAUSE_UNSELLABLE = Duration.ofHours(1);

    private final Book book;
    private final Bookkeeper bookkeeper;
    private final ExecuteTrade executeTrade;
    private final BotEvents events;
    private final BotPorts ports;
    private final RestingStop restingStop;
    private @Nullable Wish wish;
    /** What the exchange has of the coin, where it was asked because it had refused a sale. */
    private @Nullable Balance coins;

    private @Nullable DecisionKey written;
    private Subscription retry = () -> {};
    private Duration pause = PAUSE_FIRST;
    private boolean pausing;
    private boolean unsellable;
    private boolean reconciling;
    private boolean resumed;
    private boolean closed;

    public PositionExit(
            Book book,
            Bookkeeper bookkeeper,
            ExecuteTrade executeTrade,
            BotEvents events,
            BotPorts ports,
            RestingStop restingStop) {
        this.book = book;
        this.bookkeeper = bookkeeper;
        this.executeTrade = executeTrade;
        this.events = events;
        this.ports = ports;
        this.restingStop = restingStop;
        book.interruptedSale().ifPresent(sale -> wish = new Wish(sale.purpose(), sale.reference()));
        book.lastSale().ifPresent(this::goOnWith);
        for (Order order : book.working()) {
            // A stop that rests is no sale that was begun.
            if (order.isSale()) {
                goOnWith(order);
            }
        }
        // What was sold unwritten shows in the reconciliation alone: to sell before it could sell twice.
        this.reconciling = wish != null;
    }

    private void goOnWith(Order sale) {
        wish = new Wish(sale.intent().purpose(), sale.intent().reference());
    }

    /** Goes on with a sale that a restart has interrupted, once the book is reconciled; nothing when none was begun. */
    public void resume() {
        resumed = true;
        reconciling = false;
        order(Optional.empty());
    }

    /** Whether the position is being sold. */
    public boolean isUnderway() {
        return wish != null;
    }

    /**
     * Sells the position; nothing when there is none or it is being sold already.
     *
     * @param purpose why: EXIT or PROTECTION
     * @param reference the price that caused it
     */
    public void sell(Purpose purpose, Price reference) {
        if (wish != null || !book.hasPosition()) {
            return;
        }
        wish = new Wish(purpose, reference);
        pause = PAUSE_FIRST;
        coins = null;
        order(Optional.empty());
    }

    /**
     * Sees to it that all is sold: a stop has begun to sell at the exchange, or a sale was found there that an earlier
     * life of the program could not write down.
     */
    public void follow(Order sale) {
        if (wish == null && book.hasPosition()) {
            goOnWith(sale);
            reconciling = !resumed;
            pause = PAUSE_FIRST;
            coins = null;
            order(Optional.empty());
        }
    }

    /** While the position is being sold, ends a stop as soon as it can be ended. */
    public void makeWay() {
        if (wish != null && !closed) {
            boolean _ = restingStop.standDown();
        }
    }

    /** Goes on when an order has come to its end. */
    public void settled(Order order) {
        // A stop that was ended to make way is no sale that found no buyer.
        boolean sale = order.isSale();
        if (wish == null
                && sale
                && book.openedBy().equals(Optional.of(order.intent().decision()))) {
            // Sent by an earlier life that could not write it down: what it began goes on.
            goOnWith(order);
        }
        if (wish == null) {
            return;
        }
        if (sale && book.hasPosition() && !order.filled().isPositive()) {
            askWhatIsFree();
            later();
            return;
        }
        if (sale) {
            pause = PAUSE_FIRST;
            coins = null;
        }
        if (!pausing || !book.hasPosition()) {
            order(sale ? Optional.of(order.clientOrderId()) : Optional.empty());
        }
    }

    /** Orders nothing any more. */
    public void close() {
        closed = true;
        retry.close();
    }

    private void order(Optional<ClientOrderId> parent) {
        Wish current = wish;
        if (current == null || closed || reconciling) {
            return;
        }
        writeDown(current);
        if (!restingStop.standDown() || book.hasWorking(Side.SELL)) {
            return;
        }
        Optional<DecisionKey> position = book.openedBy();
        if (position.isEmpty()) {
            done();
            return;
        }
        Quantity held = book.sellable();
        if (book.instrument().refusalOf(held, current.reference).isPresent()) {
            // Too small to be sold. An entry that is still working may add to it; else it is dust.
            if (!book.hasWorking()) {
                done();
                bookkeeper.freeDust(current.reference);
            }
            return;
        }
        Quantity quantity = coins == null ? held : book.instrument().floor(held.min(quantityOf(coins.free())));
        if (book.instrument().refusalOf(quantity, current.reference).isPresent()) {
            if (isTooLittleThere(current.reference)) {
                done();
                bookkeeper.freeRest();
            } else {
                askWhatIsFree();
                later();
            }
            return;
        }
        order(position.get(), current, quantity, parent);
    }

    /** The order of the sale cannot be written before its stop has ended: the decision is, so that a crash keeps it. */
    private void writeDown(Wish wanted) {
        Optional<DecisionKey> position = book.openedBy();
        boolean waits = book.restingStop().filter(stop -> !stop.hasFired()).isPresent();
        if (waits && position.isPresent() && !position.get().equals(written)) {
            written = position.get();
            bookkeeper.wanted(new WantedSale(
                    position.get(),
                    wanted.purpose,
                    wanted.reference,
                    ports.scheduler().instant()));
        }
    }

    private void order(DecisionKey position, Wish wanted, Quantity quantity, Optional<ClientOrderId> parent) {
        int attempt = book.nextAttempt(position, wanted.purpose);
        if (attempt >= ClientOrderId.ATTEMPTS_MAX && !unsellable) {
            unsellable = true;
            events.publish(
                    Topic.TRADE_FAILED,
                    new EventPayload.Notice(
                            "attempts_exhausted",
                            "the position could not be sold in " + attempt
                                    + " tries: sell it by hand; it is tried again" + " every hour"));
            later();
            return;
        }
        switch (executeTrade.execute(intent(position, wanted, quantity, parent, attempt))) {
            case TradeOutcome.Underway(var clientOrderId) ->
                parent.ifPresent(of -> events.publish(
                        Topic.TRADE_PARTIAL_FOLLOWUP,
                        new EventPayload.Notice("followup", clientOrderId + " finishes " + of)));
            case TradeOutcome.Denied denied -> later();
            case TradeOutcome.AlreadyKnown known -> later();
        }
    }

    private OrderIntent intent(
            DecisionKey position, Wish wanted, Quantity quantity, Optional<ClientOrderId> parent, int attempt) {
        ClientOrderId clientOrderId = nameOf(position, wanted.purpose, attempt, parent.isPresent());
        return new OrderIntent(
                clientOrderId,
                position,
                wanted.purpose,
                OrderTerms.market(book.symbol(), Side.SELL, new OrderSize.OfBase(quantity)),
                wanted.reference,
                clientOrderId.isFollowUp()
                        ? parent.or(() -> Optional.of(plainName(position, wanted.purpose, attempt)))
                        : Optional.empty(),
                ports.scheduler().instant());
    }

    /**
     * Of each number the plain name or that of a follow-up is taken. When the numbers are used up, the other name of
     * each is left, so that hourly tries have names for weeks; a name that is in the book already is told by executing
     * it.
     */
    private ClientOrderId nameOf(DecisionKey position, Purpose purpose, int attempt, boolean followUp) {
        boolean namesAreUsedUp = attempt >= ClientOrderId.ATTEMPTS_MAX;
        if (!followUp && !namesAreUsedUp) {
            return plainName(position, purpose, attempt);
        }
        ClientOrderId other = ClientOrderId.followUp(position, purpose, attempt % ClientOrderId.ATTEMPTS_MAX);
        return !namesAreUsedUp || book.order(other).isEmpty() ? other : plainName(position, purpose, attempt);
    }

    private static ClientOrderId plainName(DecisionKey position, Purpose purpose, int attempt) {
        return ClientOrderId.of(position, purpose, attempt % ClientOrderId.ATTEMPTS_MAX);
    }

    private void done() {
        wish = null;
        unsellable = false;
        pausing = false;
        retry.close();
        restingStop.standUp();
    }

    /** Tries again after a pause that doubles each time. */
    private void later() {
        retry.close();
        if (closed) {
            return;
        }
        pausing = true;
        Duration wait = unsellable ? PAUSE_UNSELLABLE : pause;
        pause = pause.multipliedBy(2).compareTo(PAUSE_MAX) < 0 ? pause.multipliedBy(2) : PAUSE_MAX;
        retry = ports.processTime().after(wait, () -> ports.mailbox().answer(this::again));
    }

    private void again() {
        Wish current = wish;
        if (current == null) {
            return;
        }
        pausing = false;
        // The market has moved on: whether the rest is large enough is judged by what it pays now.
        wish = ports.marketData()
                .quote(book.symbol())
                .map(Quote::bid)
                .map(bid -> new Wish(current.purpose, bid))
                .orElse(current);
        order(Optional.empty());
    }

    /**
     * Whether the exchange has less than can be sold, and misses no more than fees are rounded by: that becomes dust. A
     * larger difference is for the reconciliation to tell of.
     */
    private boolean isTooLittleThere(Price reference) {
        if (coins == null || book.hasWorking()) {
            return false;
        }
        Instrument instrument = book.instrument();
        Quantity there = quantityOf(coins.total());
        Quantity missing = book.position().quantity().minusOrZero(there);
        return instrument.refusalOf(instrument.floor(there), reference).isPresent()
                && missing.value().compareTo(instrument.quantityStep()) < 0;
    }

    private static Quantity quantityOf(Money coins) {
        return new Quantity(coins.amount().max(BigDecimal.ZERO));
    }

    /** A refused sale may be for more than is there: fees in base, rounded by the exchange. */
    private void askWhatIsFree() {
        ports.broker().balances(report -> ports.mailbox().answer(() -> remember(report)));
    }

    private void remember(BalancesReport report) {
        coins = switch (report) {
            case BalancesReport.Known known -> known.of(book.symbol().base());
            case BalancesReport.Unknown unknown -> null;
        };
    }

    /** The sale that is wanted until the position is gone. */
    private record Wish(Purpose purpose, Price reference) {}
}
