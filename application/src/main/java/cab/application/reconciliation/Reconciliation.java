package cab.application.reconciliation;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.execution.Book;
import cab.application.execution.Bookkeeper;
import cab.application.execution.BotEvents;
import cab.application.execution.CapitalPool;
import cab.application.execution.Writer;
import cab.application.port.Balance;
import cab.application.port.BalancesReport;
import cab.application.port.BotPorts;
import cab.application.port.FillsReport;
import cab.application.port.JournalEntry;
import cab.application.port.OpenOrdersReport;
import cab.application.port.Subscription;
import cab.application.port.VenueOrder;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.TradeId;
import cab.domain.order.VenueOrderId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compares the book of one bot with the exchange: open orders, fills and balances.
 *
 * <p>Guarantees: (1) fills that were missed are booked, once; (2) orders and coins that are not ours are told of and
 * left alone; (3) what cannot be explained is told and never adjusted; (4) no answer is not an empty answer: without
 * all three lists nothing is concluded; (5) doing it twice changes nothing more. Owned by one thread.
 */
public final class Reconciliation {

    /** How far back fills are read when the program starts. */
    private static final Duration LOOK_BACK = Duration.ofDays(2);

    /** Fills may become visible late; this much is read again each time. */
    private static final Duration OVERLAP = Duration.ofMinutes(10);

    private static final int FOREIGN_KEPT = 10_000;
    private static final int WAITING_MAX = 16;

    private final BotPorts ports;
    private final Book book;
    private final Bookkeeper bookkeeper;
    private final Writer writer;
    private final CapitalPool capital;
    private final BotEvents events;
    private final Set<TradeId> foreignFills = new LinkedHashSet<>();
    private final Set<VenueOrderId> foreignOrders = new LinkedHashSet<>();
    private final Duration deadline;
    private final Deque<Consumer<ReconciliationResult>> waiting = new ArrayDeque<>();
    private Instant readUpTo;
    private @Nullable Comparison current;
    private boolean capitalKnown;

    /** A reconciliation that counts as unanswered when it has not ended within {@code deadline}. */
    public Reconciliation(
            BotPorts ports,
            Book book,
            Bookkeeper bookkeeper,
            Writer writer,
            CapitalPool capital,
            BotEvents events,
            Duration deadline) {
        this.ports = ports;
        this.book = book;
        this.bookkeeper = bookkeeper;
        this.writer = writer;
        this.capital = capital;
        this.events = events;
        this.deadline = deadline;
        this.readUpTo = ports.scheduler().instant().minus(LOOK_BACK);
    }

    /**
     * Reads the three lists, corrects the book, and tells {@code then} and the world. Does not wait. A call while one
     * is running is answered by the next, because what it asks for may have happened since the running one has read.
     */
    public void run(Consumer<ReconciliationResult> then) {
        if (current == null) {
            begin(List.of(then));
        } else if (waiting.size() < WAITING_MAX) {
            waiting.addLast(then);
        }
    }

    private void begin(List<Consumer<ReconciliationResult>> listeners) {
        Comparison comparison = new Comparison(listeners, ports.scheduler().instant());
        current = comparison;
        comparison.timer = ports.processTime()
                .after(
                        deadline,
                        () -> ports.mailbox()
                                .answer(() -> comparison.end(
                                        new ReconciliationResult.Inconclusive("no answer within " + deadline))));
        comparison.readOrders();
    }

    /** Ends what runs, without telling anybody. */
    public void close() {
        waiting.clear();
        if (current != null) {
            current.timer.close();
            current = null;
        }
    }

    /** From where on fills are read: what was read before, less the overlap, and never later than a working order. */
    private Instant readFrom() {
        Instant from = readUpTo;
        for (Order order : book.working()) {
            Instant decidedAt = order.intent().decidedAt();
            from = decidedAt.isBefore(from) ? decidedAt : from;
        }
        return from.minus(OVERLAP);
    }

    private void bookFills(List<Fill> fills, List<String> explained, List<String> unexplained) {
        for (Fill fill : inOrder(fills)) {
            ClientOrderId clientOrderId = fill.clientOrderId();
            if (!clientOrderId.belongsTo(book.bot())) {
                if (!clientOrderId.isOurs() && remember(foreignFills, fill.tradeId())) {
                    explained.add(
                            "a fill that is not ours: " + fill.side() + " " + fill.quantity() + " at " + fill.price());
                }
                continue;
            }
            if (!book.isBooked(fill.tradeId()) && bookkeeper.adopt(clientOrderId, filledBy(clientOrderId, fills))) {
                explained.add(adopted(clientOrderId));
            }
            switch (bookkeeper.filled(fill)) {
                case BOOKED -> explained.add("missed fill " + fill.tradeId() + " of " + clientOrderId + " booked");
                case KNOWN -> {}
                case ORDER_UNKNOWN ->
                    unexplained.add("fill " + fill.tradeId() + " is of order " + clientOrderId
                            + ", which the book does not know");
            }
        }
    }

    /** In order of time: a sale is booked behind the purchase that it sells. */
    private static List<Fill> inOrder(List<Fill> fills) {
        return fills.stream().sorted(Comparator.comparing(Fill::at)).toList();
    }

    private static Quantity filledBy(ClientOrderId clientOrderId, List<Fill> fills) {
        Quantity filled = Quantity.ZERO;
        for (Fill fill : fills) {
            filled = fill.clientOrderId().equals(clientOrderId) ? filled.plus(fill.quantity()) : filled;
        }
        return filled;
    }

    private static String adopted(ClientOrderId clientOrderId) {
        return "sale " + clientOrderId + " was sent while the journal could not be written";
    }

    private void compareOrders(List<VenueOrder> orders, List<String> explained, List<String> unexplained) {
        for (VenueOrder order : orders) {
            ClientOrderId clientOrderId = order.clientOrderId();
            if (book.order(clientOrderId).isPresent()) {
                bookkeeper.shown(order);
            } else if (!clientOrderId.belongsTo(book.bot())) {
                if (!clientOrderId.isOurs() && remember(foreignOrders, order.venueOrderId())) {
                    explained.add("an order that is not ours is open: " + order.venueOrderId());
                }
            } else if (bookkeeper.adopt(clientOrderId, order.filled())) {
                explained.add(adopted(clientOrderId));
                bookkeeper.shown(order);
            } else {
                unexplained.add("order " + clientOrderId + " is open at the exchange and not in the book");
            }
        }
    }

    private static <T> boolean remember(Set<T> seen, T what) {
        return seen.size() < FOREIGN_KEPT && seen.add(what);
    }

    private void compareBalance(BalancesReport.Known balances, List<String> unexplained) {
        // While an order is working, its fills and the balance may be from different moments.
        if (book.hasWorking()) {
            return;
        }
        Balance base = balances.of(book.symbol().base());
        Money held = new Money(book.position().quantity().value(), book.symbol().base());
        BigDecimal missing = held.minus(base.total()).amount();
        // Less than a step is what exchanges round fees by; it can be neither bought nor sold.
        if (missing.compareTo(book.instrument().quantityStep()) >= 0) {
            unexplained.add("the book holds " + held + ", the exchange " + base.total());
        }
        if (book.oversold().isPositive()) {
            unexplained.add("sold " + book.oversold() + " " + book.symbol().base() + " that the book never bought");
        }
    }

    /** One comparison under way. An answer that comes after its end is ignored. */
    private final class Comparison {

        private final List<Consumer<ReconciliationResult>> listeners;
        private final Instant startedAt;
        private Subscription timer = () -> {};

        private Comparison(List<Consumer<ReconciliationResult>> listeners, Instant startedAt) {
            this.listeners = List.copyOf(listeners);
            this.startedAt = startedAt;
        }

        private void readOrders() {
            ports.broker()
                    .openOrders(
                            book.symbol(),
                            report -> next(() -> {
                                switch (report) {
                                    case OpenOrdersReport.Unknown(String cause) ->
                                        inconclusive("open orders: " + cause);
                                    case OpenOrdersReport.Known known -> readFills(known);
                                }
                            }));
        }

        private void readFills(OpenOrdersReport.Known orders) {
            ports.broker()
                    .fills(
                            book.symbol(),
                            readFrom(),
                            report -> next(() -> {
                                switch (report) {
                                    case FillsReport.Unknown(String cause) -> inconclusive("fills: " + cause);
                                    case FillsReport.Known known -> readBalances(orders, known);
                                }
                            }));
        }

        private void readBalances(OpenOrdersReport.Known orders, FillsReport.Known fills) {
            ports.broker()
                    .balances(report -> next(() -> {
                        switch (report) {
                            case BalancesReport.Unknown(String cause) -> inconclusive("balances: " + cause);
                            case BalancesReport.Known known -> end(compare(orders, fills, known));
                        }
                    }));
        }

        private void next(Runnable step) {
            ports.mailbox().answer(() -> {
                if (current == this) {
                    step.run();
                }
            });
        }

        private void inconclusive(String cause) {
            end(new ReconciliationResult.Inconclusive(cause));
        }

        private void end(ReconciliationResult result) {
            if (current != this) {
                return;
            }
            current = null;
            timer.close();
            if (result instanceof ReconciliationResult.Compared compared) {
                // What could not be explained is read again, so that it is not forgotten.
                readUpTo = compared.isConsistent() ? startedAt : readUpTo;
                publish(compared);
            }
            listeners.forEach(listener -> listener.accept(result));
            if (current == null && !waiting.isEmpty()) {
                List<Consumer<ReconciliationResult>> next = List.copyOf(waiting);
                waiting.clear();
                begin(next);
            }
        }
    }

    private ReconciliationResult.Compared compare(
            OpenOrdersReport.Known orders, FillsReport.Known fills, BalancesReport.Known balances) {
        List<String> explained = new ArrayList<>();
        List<String> unexplained = new ArrayList<>();
        bookFills(fills.fills(), explained, unexplained);
        compareOrders(orders.orders(), explained, unexplained);
        compareBalance(balances, unexplained);
        // While an order is working, its fills may be in the balance and still to be booked.
        if (!capitalKnown || !book.hasWorking()) {
            capital.refresh(balances.of(book.symbol().quote()).free());
            capitalKnown = true;
        }
        return new ReconciliationResult.Compared(explained, unexplained);
    }

    private void publish(ReconciliationResult.Compared result) {
        List<String> differences = new ArrayList<>(result.unexplained());
        differences.addAll(result.explained());
        EventPayload.Reconciled payload = new EventPayload.Reconciled(result.isConsistent(), differences);
        events.publish(Topic.RECONCILIATION_COMPLETED, payload);
        if (!result.isConsistent()) {
            events.publish(Topic.RECONCILIATION_POSITION_MISMATCH, payload);
        }
        if (!differences.isEmpty()) {
            writer.facts(List.of(new JournalEntry.Noted(
                    book.bot(),
                    ports.scheduler().instant(),
                    "reconciliation",
                    result.isConsistent() ? "corrected" : "mismatch",
                    String.join("; ", differences))));
        }
    }
}
