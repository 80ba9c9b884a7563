package cab.infrastructure.simulation;

import cab.application.execution.Book;
import cab.application.port.JournalEntry;
import cab.application.port.PositionRecord;
import cab.application.port.VenueOrder;
import cab.application.trading.Phase;
import cab.domain.market.Instrument;
import cab.domain.money.Money;
import cab.domain.money.Price;
import cab.domain.money.Quantity;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Order;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderType;
import cab.domain.order.Purpose;
import cab.domain.order.Side;
import cab.domain.order.TradeId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Holds the orders of one symbol to the {@link Invariant}s: asked at each placement, at each entry that becomes
 * durable, and after each step. Keeps the first violation. Owned by one thread.
 */
final class Invariants {

    /** More orders than that of one symbol in five minutes are a storm. */
    private static final int ORDERS_IN_FIVE_MINUTES = 30;

    private static final long STORM_MS = Duration.ofMinutes(5).toMillis();

    /** Between the close of a candle and an order because of it: a candle to wait for it, one to write it. */
    private static final long ENTRY_AGE_MAX_MS = 2 * SimulatedWorld.TIMEFRAME.lengthMs();

    private static final long DAY_MS = Duration.ofDays(1).toMillis();

    /** How far the clocks of program and exchange may be apart, over all jumps. */
    private static final Duration CLOCKS_APART_MAX = Duration.ofHours(8);

    private static final int WORKING_MAX = 32;

    /**
     * An order as it left.
     *
     * @param intent what was sent
     * @param life in which life of the program
     */
    private record Sent(OrderIntent intent, int life) {}

    /**
     * How things stand when an order leaves.
     *
     * @param instrument the rules that bind now
     * @param book what the program knows
     * @param phase what it is at
     * @param held why it opens nothing
     * @param stopped whether an operator has stopped it
     * @param allowed the amount that all risk rules have allowed last
     * @param journalFails whether the journal fails, or does not answer
     * @param freeQuote what the account has, and what others have taken of it of late
     * @param rulesAreNew whether the rules have changed a moment ago, or are hidden, so that the order was made by
     *     those before
     * @param life which life of the program it is
     * @param nowMs true time
     */
    record Departure(
            Instrument instrument,
            Book book,
            Phase phase,
            List<String> held,
            boolean stopped,
            Optional<Money> allowed,
            boolean journalFails,
            Money freeQuote,
            boolean rulesAreNew,
            int life,
            long nowMs) {

        Departure {
            held = List.copyOf(held);
        }
    }

    private final BotId bot;
    private final Truth truth;
    private final int ordersPerDay;
    private final Map<ClientOrderId, Sent> sent = new HashMap<>();
    private final Map<ClientOrderId, OrderIntent> durable = new HashMap<>();
    private final Set<ClientOrderId> unwritten = new HashSet<>();
    private final Set<ClientOrderId> sentInTwoLives = new HashSet<>();
    private final Set<TradeId> durableFills = new HashSet<>();
    private final Set<TradeId> unsureFills = new HashSet<>();
    private final Set<String> audited = new HashSet<>();
    private final Deque<Long> sentAtMs = new ArrayDeque<>();
    private final StopRecord stops = new StopRecord();
    private final SaleRecord sales = new SaleRecord();
    private final LedgerRecord ledger = new LedgerRecord();
    private boolean agrees = true;
    private boolean stopHolds;
    private long dayReached;
    private Optional<SimulationReport.Violation> violation = Optional.empty();

    Invariants(BotId bot, Truth truth, int ordersPerDay) {
        this.bot = bot;
        this.truth = truth;
        this.ordersPerDay = ordersPerDay;
    }

    Optional<SimulationReport.Violation> violation() {
        return violation;
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
        require(holds, invariant, () -> detail);
    }

    void require(boolean holds, Invariant invariant, Supplier<String> detail) {
        if (!holds && violation.isEmpty()) {
            violation = Optional.of(new SimulationReport.Violation(invariant, bot + ": " + detail.get()));
        }
    }

    /** The disk has written an entry and says that it has not: it will be written again. */
    void durableUnawares(JournalEntry entry) {
        durable(entry);
        if (entry instanceof JournalEntry.Filled filled) {
            unsureFills.add(filled.fill().tradeId());
        }
    }

    /** An entry has become durable: 6, 7 and 16, and what 2, 28 and 36 need to know. */
    void durable(JournalEntry entry) {
        switch (entry) {
            case JournalEntry.Intended(var intent) -> {
                durable.put(intent.clientOrderId(), intent);
                sales.durable(intent);
            }
            case JournalEntry.OrderMoved moved ->
                require(
                        !moved.from().isFinal() || moved.order().status() == moved.from(),
                        Invariant.FINAL_STAYS,
                        () -> moved.order().clientOrderId() + " went from " + moved.from() + " to "
                                + moved.order().status());
            case JournalEntry.Filled filled -> booked(filled);
            case JournalEntry.Noted noted -> {
                boolean _ = audited.add(noted.actor());
            }
            case JournalEntry.PositionChanged(var position) -> durable(position);
            case JournalEntry.EquityPeak peak -> {}
            case JournalEntry.LedgerCheckpointed checkpoint -> {}
            case JournalEntry.MandateChanged changed -> {}
            case JournalEntry.DayLimitReached reached -> {}
            case JournalEntry.SaleWanted wanted -> {}
        }
    }

    private void durable(PositionRecord position) {
        stops.durable(position);
        sales.durable(position);
    }

    private void booked(JournalEntry.Filled filled) {
        durable(filled.positionAfter());
        TradeId trade = filled.fill().tradeId();
        boolean writtenUnawares = unsureFills.remove(trade);
        boolean isNew = durableFills.add(trade);
        if (isNew) {
            ledger.booked(filled).ifPresent(detail -> require(false, Invariant.PROFIT_ADDS_UP, detail));
        }
        require(isNew || writtenUnawares, Invariant.FILLS_ONCE, () -> trade + " was booked twice");
        require(truth.knows(trade), Invariant.FILLS_ONCE, () -> trade + " never happened");
        OrderIntent intent = durable.get(filled.fill().clientOrderId());
        require(
                intent != null && intent.bot().equals(bot) && filled.bot().equals(bot),
                Invariant.FILLS_OWNED,
                () -> trade + " is of " + filled.fill().clientOrderId() + ", which was never written down");
        require(
                intent == null || !filled.fill().at().plus(CLOCKS_APART_MAX).isBefore(intent.decidedAt()),
                Invariant.FILLS_OWNED,
                () -> trade + " happened before its order was decided");
    }

    /** A stop that an operator was told is durable; false from the moment on at which somebody starts again. */
    void stopHolds(boolean holds) {
        stopHolds = holds;
    }

    /** Whether a stop outlives the life in which it was said. */
    boolean isStopHeld() {
        return stopHolds;
    }

    /**
     * The clock of the program shows {@code now}: a day that has been reached is not left by a clock that goes back.
     */
    void clockShows(long nowMs) {
        dayReached = Math.max(dayReached, Math.floorDiv(nowMs, DAY_MS));
    }

    private static long dayOf(Instant at) {
        return Math.floorDiv(at.toEpochMilli(), DAY_MS);
    }

    /** Whether a command of that operator was written down. */
    boolean isAudited(String actor) {
        return audited.contains(actor);
    }

    /** An order leaves: 2, 4, 9, 10, 12, 13, 15, 17, 18, 21, 22, 28, 30 and 33. */
    void leaves(OrderIntent intent, Departure departure) {
        ClientOrderId name = intent.clientOrderId();
        if (!durable.containsKey(name)) {
            unwritten.add(name);
            require(
                    intent.purpose().reducesPosition() && departure.journalFails(),
                    intent.purpose().reducesPosition() ? Invariant.INTENT_FIRST : Invariant.DURABLE_OR_NOTHING,
                    () -> name + " was sent before it was durable");
        }
        named(intent);
        sentOnce(intent, departure.life());
        withinDecision(intent);
        noStorm(departure.nowMs());
        sent.put(name, new Sent(intent, departure.life()));
        if (intent.side() == Side.BUY) {
            entry(intent, departure);
        } else {
            BigDecimal bound = amountOf(intent).add(openSalesBut(name));
            require(
                    bound.compareTo(truth.ours()) <= 0,
                    Invariant.WITHIN_FUNDS,
                    () -> name + " and open sales sell " + bound + " of " + truth.ours());
        }
        if (!departure.rulesAreNew()) {
            keepsRules(intent, departure.instrument());
        }
    }

    private void named(OrderIntent intent) {
        boolean derived = false;
        for (int attempt = 0; attempt <= sent.size() + durable.size() && !derived; attempt++) {
            ClientOrderId expected = intent.clientOrderId().isFollowUp()
                    ? ClientOrderId.followUp(intent.decision(), intent.purpose(), attempt)
                    : ClientOrderId.of(intent.decision(), intent.purpose(), attempt);
            derived = expected.equals(intent.clientOrderId());
        }
        boolean follows = derived;
        require(
                follows && intent.bot().equals(bot),
                Invariant.NAMES_DERIVED,
                () -> intent.clientOrderId() + " does not follow from " + intent.decision());
        OrderIntent written = durable.get(intent.clientOrderId());
        require(
                written == null || written.equals(intent),
                Invariant.NAMES_DERIVED,
                () -> intent.clientOrderId() + " was written as " + written + " and sent as " + intent);
    }

    /** A sale that could not be written is forgotten by a crash, and by nothing else. */
    private void sentOnce(OrderIntent intent, int life) {
        ClientOrderId name = intent.clientOrderId();
        Sent before = sent.get(name);
        boolean forgotten = before != null && unwritten.contains(name) && before.life() != life;
        require(before == null || forgotten, Invariant.NEVER_SENT_AGAIN, () -> name + " was sent twice");
        if (forgotten) {
            sentInTwoLives.add(name);
        }
    }

    private void entry(OrderIntent intent, Departure departure) {
        ClientOrderId name = intent.clientOrderId();
        Book book = departure.book();
        require(!book.hasUnknown(), Invariant.NO_ENTRY_IN_DOUBT, () -> name + " was sent while an order was in doubt");
        require(
                departure.held().isEmpty(),
                Invariant.NO_ENTRY_IN_DOUBT,
                () -> name + " was sent although " + departure.held());
        require(agrees, Invariant.NO_ENTRY_IN_DOUBT, () -> name + " was sent although book and exchange differ");
        require(
                departure.phase() != Phase.EXITING,
                Invariant.SALES_FIRST,
                () -> name + " was sent while the position was being sold");
        require(!departure.stopped(), Invariant.STOP_MEANS_STOP, () -> name + " was sent behind a stop");
        BigDecimal amount = amountOf(intent);
        boolean affordable = intent.terms().size() instanceof OrderSize.OfBase
                || amount.compareTo(departure.freeQuote().amount()) <= 0;
        require(affordable, Invariant.WITHIN_FUNDS, () -> name + " spends " + amount + " of " + departure.freeQuote());
        if (!intent.clientOrderId().isFollowUp()) {
            firstOfDecision(intent, departure);
        }
    }

    private void firstOfDecision(OrderIntent intent, Departure departure) {
        ClientOrderId name = intent.clientOrderId();
        long ageMs = departure.nowMs() - intent.decision().at().toEpochMilli();
        require(ageMs <= ENTRY_AGE_MAX_MS, Invariant.FRESH_ENTRIES, () -> name + " was sent " + ageMs + " ms late");
        require(
                departure
                        .allowed()
                        .filter(amount -> amount.amount().compareTo(amountOf(intent)) == 0)
                        .isPresent(),
                Invariant.RISK_ASKED,
                () -> name + " was sent, allowed was " + departure.allowed());
        clockShows(intent.decidedAt().toEpochMilli());
        long sameDay = durable.values().stream()
                .filter(other -> !other.clientOrderId().equals(name) && !other.isStop())
                .filter(other -> dayOf(other.decidedAt()) >= dayReached)
                .count();
        require(
                sameDay < ordersPerDay,
                Invariant.DAY_LIMITS_HOLD,
                () -> name + " was sent behind " + sameDay + " orders of the day, the limit is " + ordersPerDay);
    }

    private void withinDecision(OrderIntent intent) {
        if (intent.purpose() != Purpose.ENTRY) {
            return;
        }
        BigDecimal decided = BigDecimal.ZERO;
        BigDecimal used = amountOf(intent);
        for (Sent each : sent.values()) {
            OrderIntent earlier = each.intent();
            if (earlier.decision().equals(intent.decision()) && earlier.purpose() == Purpose.ENTRY) {
                decided = decided.max(amountOf(earlier));
                used = used.add(truth.isOpen(earlier.clientOrderId()) ? amountOf(earlier) : done(earlier));
            }
        }
        BigDecimal first = decided;
        BigDecimal sum = used;
        require(
                first.signum() == 0 || sum.compareTo(first) <= 0,
                Invariant.WITHIN_DECISION,
                () -> intent.clientOrderId() + " brings its decision to " + sum + " of " + first);
    }

    private BigDecimal done(OrderIntent intent) {
        return intent.terms().size() instanceof OrderSize.OfQuote
                ? truth.spentBy(intent.clientOrderId())
                : truth.filledOf(intent.clientOrderId());
    }

    private void noStorm(long nowMs) {
        sentAtMs.addLast(nowMs);
        while (sentAtMs.getFirst() < nowMs - STORM_MS) {
            sentAtMs.removeFirst();
        }
        require(
                sentAtMs.size() <= ORDERS_IN_FIVE_MINUTES,
                Invariant.WITHIN_DECISION,
                () -> sentAtMs.size() + " orders in five minutes");
    }

    private void keepsRules(OrderIntent intent, Instrument instrument) {
        switch (intent.terms().size()) {
            case OrderSize.OfBase(Quantity quantity) -> {
                Optional<String> refusal =
                        instrument.refusalOf(quantity, intent.terms().trigger().orElse(intent.reference()));
                require(refusal.isEmpty(), Invariant.EXCHANGE_RULES, () -> intent.clientOrderId() + ": " + refusal);
            }
            case OrderSize.OfQuote(Money amount) ->
                require(
                        amount.isAtLeast(instrument.minNotional()),
                        Invariant.EXCHANGE_RULES,
                        () -> intent.clientOrderId() + " is worth only " + amount);
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
                order.intent().bot().equals(bot) && sent.containsKey(order.clientOrderId()),
                Invariant.OTHERS_UNTOUCHED,
                () -> order.clientOrderId() + " is not ours to cancel");
    }

    /** After each change of an order of ours at the exchange: 1, 2, 12 and 20. */
    void exchange() {
        for (VenueOrder order : truth.openOfOurs()) {
            ClientOrderId name = order.clientOrderId();
            require(
                    truth.ordersOf(name) == 1 || sentInTwoLives.contains(name),
                    Invariant.ONE_ORDER_PER_NAME,
                    () -> name + " has " + truth.ordersOf(name) + " orders");
            require(sent.containsKey(name), Invariant.INTENT_FIRST, () -> name + " was never sent");
        }
        BigDecimal sales = openSales();
        require(
                sales.signum() == 0 || sales.compareTo(truth.ours()) <= 0,
                Invariant.SALES_WITHIN_POSITION,
                () -> "open sales of " + sales + ", position " + truth.ours());
        require(truth.ours().signum() >= 0, Invariant.OTHERS_UNTOUCHED, () -> "sold beyond our own: " + truth.ours());
    }

    /** Every order that was filled: no more than its quantity (6). */
    void filledWithinQuantity() {
        for (Sent each : sent.values()) {
            OrderIntent intent = each.intent();
            BigDecimal done = done(intent);
            require(
                    done.compareTo(amountOf(intent)) <= 0 || sentInTwoLives.contains(intent.clientOrderId()),
                    Invariant.FILLS_ONCE,
                    () -> intent.clientOrderId() + " filled " + done + " of " + amountOf(intent));
        }
    }

    private BigDecimal openSales() {
        return openSales(order -> true);
    }

    /** What open sales may still sell, but for those that {@code name} replaces once it is taken. */
    private BigDecimal openSalesBut(ClientOrderId name) {
        return openSales(order -> !order.clientOrderId().equals(name));
    }

    private BigDecimal openSales(Predicate<VenueOrder> counts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (VenueOrder order : truth.openOfOurs()) {
            Sent known = sent.get(order.clientOrderId());
            if (order.side() == Side.SELL && known != null && counts.test(order)) {
                sum = sum.add(amountOf(known.intent()).subtract(order.filled().value()));
            }
        }
        return sum;
    }

    /** Whether a stop of ours rests at the exchange. */
    boolean hasStopAtExchange() {
        for (VenueOrder order : truth.openOfOurs()) {
            Sent known = sent.get(order.clientOrderId());
            if (known != null && known.intent().terms().type() == OrderType.STOP_MARKET) {
                return true;
            }
        }
        return false;
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
                () -> "position " + book.position() + ", stop armed: "
                        + book.stop().isArmed());
        require(
                sells || !sales.isBegun(book.openedBy()),
                Invariant.SALE_GOES_ON,
                () -> "position " + book.position() + " is not being sold any more");
        stops.loosened(book).ifPresent(detail -> require(false, Invariant.STOP_NEVER_LOOSENS, detail));
        stops.unheeded(book.stop(), known, sells, nowMs)
                .ifPresent(detail -> require(false, Invariant.STOP_SELLS, detail));
    }

    /** Once all is at rest: a position is one that can be sold, be it after a fall of the price by half (18). */
    void slotIsFree(Book book, Price price, Instrument instrument) {
        Quantity twice = book.position().quantity().plus(book.position().quantity());
        require(
                !book.hasPosition() || instrument.isTradable(twice, price),
                Invariant.DUST_FREES_SLOT,
                () -> book.position() + " occupies the bot");
    }

    /** After each step, of a book that is reconciled: 3 and 37. */
    void book(Book book, int life) {
        for (VenueOrder order : truth.openOfOurs()) {
            Sent known = sent.get(order.clientOrderId());
            boolean forgotten = known != null && unwritten.contains(order.clientOrderId()) && known.life() != life;
            require(
                    book.order(order.clientOrderId()).isPresent() || forgotten,
                    Invariant.TRACKED,
                    () -> order.clientOrderId() + " lives and is not in the book");
        }
        require(
                book.working().size() <= WORKING_MAX,
                Invariant.BOUNDED,
                () -> book.working().size() + " orders work");
    }
}
