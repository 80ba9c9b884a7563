package cab.application.execution;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.port.JournalEntry;
import cab.application.port.RecallReport;
import cab.application.port.VenueOrder;
import cab.application.port.WantedSale;
import cab.domain.market.Candle;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.DecisionKey;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderStatus;
import cab.domain.order.OrderTerms;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Brings what the exchange says into the book, the journal and the capital pool, and tells when an order has come to
 * its end. It takes the same message twice, late or out of order without harm. Owned by one thread.
 */
public final class Bookkeeper {

    private static final int PRICE_SCALE = 12;

    /** How many sales of a position may have been sent unwritten and still be recognised. */
    private static final int LOST_SALES_MAX = 16;

    /** Orders that the journal is asked for at a time; what is beyond comes with the next reconciliation. */
    private static final int RECALLED_MAX = 64;

    private static final int RECALLED_FILLS_MAX = 1_024;

    /** What became of a fill. */
    public enum Booking {
        /** It is in the book now. */
        BOOKED,
        /** It was in the book before. */
        KNOWN,
        /** The book does not know its order; it is booked once the journal does, which is asked. */
        ORDER_UNKNOWN
    }

    private final Book book;
    private final Writer writer;
    private final CapitalPool capital;
    private final BotEvents events;
    private final InstantSource clock;
    private final InstantSource processTime;
    private final FeeValuation feeValuation;
    private final SortedMap<ClientOrderId, List<Fill>> recalled = new TreeMap<>();
    /** What is held, as it was last told: most messages change nothing of it. */
    private Money held;

    private Consumer<Order> settledListener = order -> {};
    private Consumer<Fill> fillListener = fill -> {};
    private Runnable positionListener = () -> {};
    private Consumer<Order> changedListener = order -> {};
    private RefusalListener refusalListener = (order, code, reason) -> {};

    /** Is told why the exchange provably did not take an order. */
    @FunctionalInterface
    public interface RefusalListener {

        /** The order was refused; it counts as working until this has returned. */
        void refused(Order order, String code, String reason);
    }

    public Bookkeeper(
            Book book,
            Writer writer,
            CapitalPool capital,
            BotEvents events,
            InstantSource clock,
            InstantSource processTime,
            FeeValuation feeValuation) {
        this.book = book;
        this.writer = writer;
        this.capital = capital;
        this.events = events;
        this.clock = clock;
        this.processTime = processTime;
        this.feeValuation = feeValuation;
        this.held = Money.zero(book.symbol().base());
        if (!book.orders().isEmpty()) {
            capital.restarted(processTime.millis());
        }
        // What a restart finds at work may still spend.
        for (Order order : book.working()) {
            if (order.reservedQuote().isPositive()) {
                capital.hold(order.clientOrderId(), order.reservedQuote());
            }
        }
        tellHolding();
    }

    /**
     * Tells what the bot holds and whether that may change, before an order leaves and behind each that has changed.
     */
    private void tellHolding() {
        boolean busy = book.isBusy();
        BigDecimal quantity = book.position().quantity().value();
        if (quantity.compareTo(held.amount()) != 0) {
            held = new Money(quantity, book.symbol().base());
        }
        capital.coins().set(book.bot(), held, !busy);
        capital.working(book.bot(), busy, processTime.millis());
    }

    /** An intent has been taken into the book; it has not left. */
    void intended() {
        tellHolding();
    }

    /** Calls {@code listener} for every order that has come to its end, behind the event that says so. */
    public void onSettled(Consumer<Order> listener) {
        settledListener = listener;
    }

    /** Calls {@code listener} for every fill that is booked, when the position has changed by it. */
    public void onFilled(Consumer<Fill> listener) {
        fillListener = listener;
    }

    /** Calls {@code listener} when a fill has changed the position. */
    public void onPosition(Runnable listener) {
        positionListener = listener;
    }

    /** Calls {@code listener} for every order that has changed and has not come to its end. */
    public void onChanged(Consumer<Order> listener) {
        changedListener = listener;
    }

    /** Calls {@code listener} for every order that was refused, before it is said to have come to its end. */
    public void onRefused(RefusalListener listener) {
        refusalListener = listener;
    }

    /** Books a fill of one of our orders, once. */
    public Booking filled(Fill fill) {
        Optional<Order> known = book.order(fill.clientOrderId());
        if (known.isEmpty()) {
            if (!book.isBooked(fill.tradeId())) {
                recall(fill);
            }
            return book.isBooked(fill.tradeId()) ? Booking.KNOWN : Booking.ORDER_UNKNOWN;
        }
        Optional<JournalEntry.Filled> entry = book.fill(fill, valueOfFee(fill));
        if (entry.isEmpty()) {
            return Booking.KNOWN;
        }
        boolean ofStop = known.get().intent().isStop();
        capital.change(
                book.bot(),
                new CapitalPool.Flow(quoteFlow(fill), ofStop),
                book.position().valueAt(fill.price()),
                processTime.millis());
        fillListener.accept(fill);
        positionListener.run();
        // One commit: what an order filled and that it thereby ended.
        settle(fill.clientOrderId(), List.of(entry.get()));
        return Booking.BOOKED;
    }

    /** A fill may be of an order that was settled so long ago that only the journal knows it. */
    private void recall(Fill fill) {
        ClientOrderId clientOrderId = fill.clientOrderId();
        List<Fill> waiting = recalled.get(clientOrderId);
        if (waiting != null) {
            if (waiting.size() < RECALLED_FILLS_MAX && !waiting.contains(fill)) {
                waiting.add(fill);
            }
        } else if (clientOrderId.belongsTo(book.bot()) && recalled.size() < RECALLED_MAX) {
            recalled.put(clientOrderId, new ArrayList<>(List.of(fill)));
            writer.recall(clientOrderId, report -> recalled(clientOrderId, report));
        }
    }

    private void recalled(ClientOrderId clientOrderId, RecallReport report) {
        List<Fill> waiting = Objects.requireNonNullElse(recalled.remove(clientOrderId), List.of());
        switch (report) {
            case RecallReport.Remembered(var order, var booked) -> {
                book.remember(order, booked);
                for (Fill fill : waiting) {
                    Booking _ = filled(fill);
                }
            }
            // Nobody knows the order: the next reconciliation finds the difference again.
            case RecallReport.NeverIntended never -> {}
            case RecallReport.Failed failed -> {}
        }
    }

    /**
     * Takes an order into the book that the exchange shows under a name of a sale of the open position, and that the
     * journal does not know: it was sent while the disk failed, before the process ended. What became of it is for
     * settlement to find out.
     *
     * @param atLeast what it has filled, as far as is known
     * @return whether it is one; else the book is unchanged
     */
    public boolean adopt(ClientOrderId clientOrderId, Quantity atLeast) {
        Optional<DecisionKey> position = book.openedBy();
        if (position.isEmpty() || book.order(clientOrderId).isPresent()) {
            return false;
        }
        for (Purpose purpose : List.of(Purpose.EXIT, Purpose.PROTECTION)) {
            int next = book.nextAttempt(position.get(), purpose);
            for (int attempt = 0; attempt < Math.min(next + LOST_SALES_MAX, ClientOrderId.ATTEMPTS_MAX); attempt++) {
                ClientOrderId plain = ClientOrderId.of(position.get(), purpose, attempt);
                boolean followUp = clientOrderId.equals(ClientOrderId.followUp(position.get(), purpose, attempt));
                if (followUp || clientOrderId.equals(plain)) {
                    Optional<Quantity> size = sizeOfAdopted(atLeast);
                    if (size.isEmpty()) {
                        return false;
                    }
                    adopt(new OrderIntent(
                            clientOrderId,
                            position.get(),
                            purpose,
                            OrderTerms.market(book.symbol(), Side.SELL, new OrderSize.OfBase(size.get())),
                            // What it was decided at is lost.
                            Candle.exactPrice(book.stop().entryPrice()),
                            followUp ? Optional.of(plain) : Optional.empty(),
                            clock.instant()));
                    return true;
                }
            }
        }
        return false;
    }

    /** What a sale that nobody remembers was for is lost: what is left to sell, or else all that is held. */
    private Optional<Quantity> sizeOfAdopted(Quantity atLeast) {
        Quantity sellable = book.sellable();
        Quantity size = sellable.isPositive()
                ? sellable
                : book.instrument().floor(book.position().quantity());
        Quantity covered = size.isAtLeast(atLeast) ? size : atLeast;
        return covered.isPositive() ? Optional.of(covered) : Optional.empty();
    }

    private void adopt(OrderIntent intent) {
        writer.facts(List.of(book.intend(intent)));
        moved(intent.clientOrderId(), OrderEvent.ANSWER_LOST);
    }

    /** Takes note of what the exchange shows of one of our orders. */
    public void shown(VenueOrder order) {
        settle(order.clientOrderId(), listOf(book.report(order, clock.instant())));
    }

    /** Moves one of our orders. */
    public void moved(ClientOrderId clientOrderId, OrderEvent event) {
        settle(clientOrderId, listOf(book.move(clientOrderId, event, clock.instant())));
    }

    /** Ends an order that the exchange provably never took, and tells why. */
    public void rejected(ClientOrderId clientOrderId, String code, String reason) {
        Optional<Order> order = book.order(clientOrderId);
        if (order.isEmpty()) {
            return;
        }
        if (order.get().filled().isPositive() || book.isMissingFills(clientOrderId)) {
            // What has been filled was taken: the proof is none.
            moved(clientOrderId, OrderEvent.ANSWER_LOST);
            return;
        }
        Optional<JournalEntry> entry = book.move(clientOrderId, OrderEvent.REJECTED, clock.instant());
        if (entry.isPresent() && book.order(clientOrderId).orElseThrow().status() == OrderStatus.REJECTED) {
            failed(order.get().intent(), code, reason);
            refusalListener.refused(order.get(), code, reason);
        }
        settle(clientOrderId, listOf(entry));
    }

    /** Writes down that a position is to be sold, although its order cannot leave yet. */
    public void wanted(WantedSale sale) {
        writer.facts(List.of(new JournalEntry.SaleWanted(sale)));
    }

    /** Frees the bot when nothing is at work and what it holds is too small to be sold at {@code price}. */
    public void freeDust(Price price) {
        if (book.hasPosition()
                && !book.hasWorking()
                && !book.instrument().isTradable(book.position().quantity(), price)) {
            freeRest();
        }
    }

    /** Frees the bot although something is held: it cannot be sold. It stays in the ledger. */
    public void freeRest() {
        writer.facts(List.of(book.closeAsDust(clock.instant())));
        positionListener.run();
    }

    /** Tells that an intent was given up before it was sent. */
    void givenUp(OrderIntent intent, String code, String reason) {
        tellHolding();
        failed(intent, code, reason);
        settledListener.accept(Order.of(intent).after(OrderEvent.REJECTED, clock.instant()));
    }

    /** A stop that comes to nothing is replaced, or watched by the program; who keeps it tells of it. */
    private void failed(OrderIntent intent, String code, String reason) {
        if (intent.isStop()) {
            return;
        }
        events.publish(
                Topic.TRADE_FAILED,
                new EventPayload.TradeFailed(intent.clientOrderId(), intent.side(), intent.purpose(), code, reason));
    }

    /** Writes {@code entries} down and files the order when it has come to its end. */
    private void settle(ClientOrderId clientOrderId, List<JournalEntry> entries) {
        Optional<BookedOrders.Settled> settled = book.settle(clientOrderId);
        if (settled.isEmpty() && entries.isEmpty()) {
            checkpoint();
            tellHolding();
            return;
        }
        List<JournalEntry> facts = new ArrayList<>(entries);
        settled.flatMap(BookedOrders.Settled::entry).ifPresent(facts::add);
        book.checkpoint(clock.instant()).ifPresent(facts::add);
        writer.facts(facts);
        tellHolding();
        if (settled.isEmpty()) {
            book.order(clientOrderId).ifPresent(changedListener);
            return;
        }
        Order order = settled.get().order();
        capital.release(clientOrderId);
        if (order.filled().isPositive()) {
            completed(settled.get());
        } else if (order.status() != OrderStatus.REJECTED) {
            failed(order.intent(), "not_filled", "the order ended " + order.status() + " without a fill");
        }
        settledListener.accept(order);
    }

    private void checkpoint() {
        Optional<JournalEntry> due = book.checkpoint(clock.instant());
        if (due.isPresent()) {
            writer.facts(List.of(due.get()));
        }
    }

    private static List<JournalEntry> listOf(Optional<? extends JournalEntry> entry) {
        return entry.isPresent() ? List.of(entry.get()) : List.of();
    }

    private void completed(BookedOrders.Settled settled) {
        events.publish(Topic.TRADE_COMPLETED, () -> completion(settled));
        if (settled.order().intent().purpose() == Purpose.PROTECTION) {
            events.publish(Topic.ORDER_EXECUTED, () -> completion(settled));
        }
    }

    private EventPayload.TradeCompleted completion(BookedOrders.Settled settled) {
        Order order = settled.order();
        OrderIntent intent = order.intent();
        return new EventPayload.TradeCompleted(
                intent.clientOrderId(),
                intent.side(),
                intent.purpose(),
                order.filled(),
                averagePrice(order),
                settled.fees(),
                settled.realised(),
                book.position().quantity());
    }

    private static Price averagePrice(Order order) {
        return new Price(order.filledQuote()
                .amount()
                .divide(order.filled().value(), PRICE_SCALE, RoundingMode.HALF_EVEN)
                .max(BigDecimal.ONE.movePointLeft(PRICE_SCALE)));
    }

    private Optional<Money> valueOfFee(Fill fill) {
        Currency coin = fill.fee().currency();
        boolean thirdCoin = !coin.equals(fill.symbol().quote())
                && !coin.equals(fill.symbol().base());
        return thirdCoin ? feeValuation.inQuote(fill.fee(), fill.symbol().quote()) : Optional.empty();
    }

    /** What the fill did to the free balance of the quote currency. */
    private static Money quoteFlow(Fill fill) {
        Money fee = fill.feeIn(fill.symbol().quote());
        Money notional = fill.notional();
        return (fill.side() == Side.BUY ? notional.negated() : notional).minus(fee);
    }
}
