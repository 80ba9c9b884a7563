package cab.infrastructure.simulation;

import cab.application.execution.Book;
import cab.application.port.Balance;
import cab.application.port.JournalEntry;
import cab.application.port.PositionRecord;
import cab.application.port.VenueOrder;
import cab.domain.market.Instrument;
import cab.domain.money.Currency;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Holds one symbol to the {@link Invariant}s: asked at each placement, at each entry that becomes durable, and after
 * each step. Keeps the first violation. Owned by one thread.
 */
final class Invariants {

    /** More orders than that of one symbol in five minutes are a storm. */
    private static final int ORDERS_IN_FIVE_MINUTES = 30;

    private static final long STORM_MS = Duration.ofMinutes(5).toMillis();

    /** Without an outage, and with the program up, nothing is unprotected for longer. */
    static final long UNPROTECTED_MAX_MS = Duration.ofMinutes(30).toMillis();

    private final Instrument instrument;
    private final Truth truth;
    private final Map<ClientOrderId, OrderIntent> sent = new HashMap<>();
    private final Set<ClientOrderId> durable = new HashSet<>();
    private final Set<ClientOrderId> unwritten = new HashSet<>();
    private final Set<TradeId> durableFills = new HashSet<>();
    private final Deque<Long> sentAtMs = new ArrayDeque<>();
    private final List<Long> unprotectedMs = new ArrayList<>();
    private long unprotectedSinceMs = -1;
    private long toleratedUntilMs;
    private final StopRecord stops = new StopRecord();
    private final SaleRecord sales = new SaleRecord();
    private final LedgerRecord ledger = new LedgerRecord();
    private boolean agrees = true;
    private Optional<SimulationReport.Violation> violation = Optional.empty();

    Invariants(Instrument instrument, Truth truth) {
        this.instrument = instrument;
        this.truth = truth;
    }

    Optional<SimulationReport.Violation> violation() {
        return violation;
    }

    List<Long> unprotectedMs() {
        return List.copyOf(unprotectedMs);
    }

    /** A new life of the program begins. */
    void restarted() {
        stops.restarted();
        agrees = true;
    }

    /** The program has compared its book with the exchange and says whether they agree. */
    void compared(boolean consistent) {
        agrees = consistent;
    }

    void require(boolean holds, Invariant invariant, String detail) {
        if (!holds && violation.isEmpty()) {
            violation = Optional.of(new SimulationReport.Violation(invariant, instrument.symbol() + ": " + detail));
        }
    }

    /** An entry has become durable: 6 and 16, and what 2 needs to know. */
    void durable(JournalEntry entry) {
        switch (entry) {
            case JournalEntry.Intended(var intent) -> {
                durable.add(intent.clientOrderId());
                sales.durable(intent);
            }
            case JournalEntry.OrderMoved moved ->
                require(
                        !moved.from().isFinal() || moved.order().status() == moved.from(),
                        Invariant.FINAL_STAYS,
                        moved.order().clientOrderId() + " went from " + moved.from() + " to "
                                + moved.order().status());
            case JournalEntry.Filled filled -> {
                TradeId trade = filled.fill().tradeId();
                require(durableFills.add(trade), Invariant.FILLS_ONCE, trade + " was booked twice");
                require(truth.knows(trade), Invariant.FILLS_ONCE, trade + " never happened");
                durable(filled.positionAfter());
                ledger.booked(filled).ifPresent(detail -> require(false, Invariant.PROFIT_ADDS_UP, detail));
            }
            case JournalEntry.PositionChanged(var position) -> durable(position);
            case JournalEntry.EquityPeak peak -> {}
            case JournalEntry.LedgerCheckpointed checkpoint -> {}
            case JournalEntry.MandateChanged changed -> {}
            case JournalEntry.DayLimitReached reached -> {}
            case JournalEntry.Noted noted -> {}
        }
    }

    private void durable(PositionRecord position) {
        stops.durable(position);
        sales.durable(position);
    }

    /**
     * An order leaves: 2, 9, 12, 13, 15, 17 and 18.
     *
     * @param journalFails whether the journal fails, or does not answer
     * @param freeQuote what the account has
     */
    void leaves(OrderIntent intent, Book book, List<String> held, boolean journalFails, Money freeQuote, long nowMs) {
        ClientOrderId name = intent.clientOrderId();
        if (!durable.contains(name)) {
            unwritten.add(name);
            require(
                    intent.purpose().reducesPosition() && journalFails,
                    Invariant.INTENT_FIRST,
                    name + " was sent before it was durable");
        }
        require(
                !sent.containsKey(name) || unwritten.contains(name),
                Invariant.NEVER_SENT_AGAIN,
                name + " was sent twice");
        withinDecision(intent);
        noStorm(nowMs);
        sent.put(name, intent);
        if (intent.side() == Side.BUY) {
            require(!book.hasUnknown(), Invariant.NO_ENTRY_IN_DOUBT, name + " was sent while an order was in doubt");
            require(held.isEmpty(), Invariant.NO_ENTRY_IN_DOUBT, name + " was sent although " + held);
            require(agrees, Invariant.NO_ENTRY_IN_DOUBT, name + " was sent although book and exchange differ");
            BigDecimal amount = amountOf(intent);
            boolean affordable =
                    intent.terms().size() instanceof OrderSize.OfBase || amount.compareTo(freeQuote.amount()) <= 0;
            require(affordable, Invariant.WITHIN_FUNDS, name + " spends " + amount + " of " + freeQuote);
        } else {
            BigDecimal bound = amountOf(intent).add(openSales());
            require(
                    bound.compareTo(truth.ours()) <= 0,
                    Invariant.WITHIN_FUNDS,
                    name + " and open sales sell " + bound + " of " + truth.ours());
        }
        keepsRules(intent);
    }

    private void withinDecision(OrderIntent intent) {
        if (intent.purpose() != Purpose.ENTRY) {
            return;
        }
        BigDecimal decided = BigDecimal.ZERO;
        BigDecimal used = amountOf(intent);
        for (OrderIntent earlier : sent.values()) {
            if (earlier.decision().equals(intent.decision()) && earlier.purpose() == Purpose.ENTRY) {
                decided = decided.max(amountOf(earlier));
                boolean inQuote = earlier.terms().size() instanceof OrderSize.OfQuote;
                BigDecimal done =
                        inQuote ? truth.spentBy(earlier.clientOrderId()) : truth.filledOf(earlier.clientOrderId());
                used = used.add(truth.isOpen(earlier.clientOrderId()) ? amountOf(earlier) : done);
            }
        }
        require(
                decided.signum() == 0 || used.compareTo(decided) <= 0,
                Invariant.WITHIN_DECISION,
                intent.clientOrderId() + " brings its decision to " + used + " of " + decided);
    }

    private void noStorm(long nowMs) {
        sentAtMs.addLast(nowMs);
        while (sentAtMs.getFirst() < nowMs - STORM_MS) {
            sentAtMs.removeFirst();
        }
        require(
                sentAtMs.size() <= ORDERS_IN_FIVE_MINUTES,
                Invariant.WITHIN_DECISION,
                sentAtMs.size() + " orders in five minutes");
    }

    private void keepsRules(OrderIntent intent) {
        switch (intent.terms().size()) {
            case OrderSize.OfBase(Quantity quantity) -> {
                Optional<String> refusal = instrument.refusalOf(quantity, intent.reference());
                require(refusal.isEmpty(), Invariant.EXCHANGE_RULES, intent.clientOrderId() + ": " + refusal);
            }
            case OrderSize.OfQuote(Money amount) ->
                require(
                        amount.isAtLeast(instrument.minNotional()),
                        Invariant.EXCHANGE_RULES,
                        intent.clientOrderId() + " is worth only " + amount);
        }
    }

    private static BigDecimal amountOf(OrderIntent intent) {
        return switch (intent.terms().size()) {
            case OrderSize.OfBase(Quantity quantity) -> quantity.value();
            case OrderSize.OfQuote(Money amount) -> amount.amount();
        };
    }

    /** An order is cancelled: 20. */
    void cancels(Order order) {
        require(
                order.intent().bot().equals(order.intent().decision().bot()) && sent.containsKey(order.clientOrderId()),
                Invariant.OTHERS_UNTOUCHED,
                order.clientOrderId() + " is not ours to cancel");
    }

    /** After each step, what the exchange alone shows: 1, 6, 12 and 20. */
    void exchange(List<Balance> balances) {
        for (VenueOrder order : truth.openOfOurs()) {
            ClientOrderId name = order.clientOrderId();
            require(
                    truth.ordersOf(name) == 1 || unwritten.contains(name),
                    Invariant.ONE_ORDER_PER_NAME,
                    name + " has " + truth.ordersOf(name) + " orders");
            require(sent.containsKey(name), Invariant.INTENT_FIRST, name + " was never sent");
        }
        BigDecimal sales = openSales();
        require(
                sales.signum() == 0 || sales.compareTo(truth.ours()) <= 0,
                Invariant.SALES_WITHIN_POSITION,
                "open sales of " + sales + ", position " + truth.ours());
        require(truth.ours().signum() >= 0, Invariant.OTHERS_UNTOUCHED, "sold beyond our own: " + truth.ours());
        BigDecimal held = totalOf(balances, instrument.symbol().base());
        require(
                held.subtract(truth.ours()).compareTo(truth.others()) == 0,
                Invariant.OTHERS_UNTOUCHED,
                "the account has " + held + ", ours are " + truth.ours() + ", others' " + truth.others());
    }

    /** Every order that was filled: no more than its quantity (6). */
    void filledWithinQuantity() {
        for (OrderIntent intent : sent.values()) {
            BigDecimal done = intent.terms().size() instanceof OrderSize.OfQuote
                    ? truth.spentBy(intent.clientOrderId())
                    : truth.filledOf(intent.clientOrderId());
            require(
                    done.compareTo(amountOf(intent)) <= 0 || unwritten.contains(intent.clientOrderId()),
                    Invariant.FILLS_ONCE,
                    intent.clientOrderId() + " filled " + done + " of " + amountOf(intent));
        }
    }

    static BigDecimal totalOf(List<Balance> balances, Currency currency) {
        for (Balance balance : balances) {
            if (balance.currency().equals(currency)) {
                return balance.total().amount();
            }
        }
        return BigDecimal.ZERO;
    }

    private BigDecimal openSales() {
        BigDecimal sum = BigDecimal.ZERO;
        for (VenueOrder order : truth.openOfOurs()) {
            OrderIntent intent = sent.get(order.clientOrderId());
            if (order.side() == Side.SELL && intent != null) {
                sum = sum.add(amountOf(intent).subtract(order.filled().value()));
            }
        }
        return sum;
    }

    /** After each step, of a book that is reconciled: 3. */
    void tracked(Book book) {
        for (VenueOrder order : truth.openOfOurs()) {
            require(
                    book.order(order.clientOrderId()).isPresent() || unwritten.contains(order.clientOrderId()),
                    Invariant.TRACKED,
                    order.clientOrderId() + " lives and is not in the book");
        }
    }

    /**
     * After each step: 11, and how long a position is without protection.
     *
     * @param guarded whether the program is up and has an armed stop or sells
     * @param excused whether the program is down or nothing answers: it cannot know
     */
    void protection(boolean guarded, boolean excused, long nowMs) {
        boolean worth = truth.lastFill()
                .filter(price -> truth.ours().signum() > 0 && instrument.isTradable(new Quantity(truth.ours()), price))
                .isPresent();
        if (excused) {
            toleratedUntilMs = nowMs + UNPROTECTED_MAX_MS;
        }
        if (worth && !guarded) {
            if (unprotectedSinceMs < 0) {
                unprotectedSinceMs = nowMs;
                toleratedUntilMs = Math.max(toleratedUntilMs, nowMs + UNPROTECTED_MAX_MS);
            }
            require(nowMs <= toleratedUntilMs, Invariant.PROTECTED, truth.ours() + " without a stop");
        } else if (unprotectedSinceMs >= 0) {
            unprotectedMs.add(nowMs - unprotectedSinceMs);
            unprotectedSinceMs = -1;
        }
    }

    /**
     * After each step, of a book: a position that it knows of is always armed, and its stop works (11).
     *
     * @param known the price that the program knows
     * @param sells whether it is selling
     */
    void armed(Book book, Optional<Price> known, boolean sells, long nowMs) {
        require(
                book.hasPosition() == book.stop().isArmed(),
                Invariant.PROTECTED,
                "position " + book.position() + ", stop armed: " + book.stop().isArmed());
        require(
                sells || !sales.isBegun(book.openedBy()),
                Invariant.SALE_GOES_ON,
                "position " + book.position() + " is not being sold any more");
        stops.loosened(book).ifPresent(detail -> require(false, Invariant.STOP_NEVER_LOOSENS, detail));
        stops.unheeded(book.stop(), known, sells, nowMs)
                .ifPresent(detail -> require(false, Invariant.STOP_SELLS, detail));
    }

    /** Once all is at rest: a position is one that can be sold, be it after a fall of the price by half (18). */
    void slotIsFree(Book book, Price price) {
        Quantity twice = book.position().quantity().plus(book.position().quantity());
        require(
                !book.hasPosition() || instrument.isTradable(twice, price),
                Invariant.DUST_FREES_SLOT,
                book.position() + " occupies the bot");
    }
}
