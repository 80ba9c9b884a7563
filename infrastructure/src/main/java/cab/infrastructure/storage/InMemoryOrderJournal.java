package cab.infrastructure.storage;

import cab.application.port.CommitReport;
import cab.application.port.DayLimit;
import cab.application.port.JournalEntry;
import cab.application.port.LedgerCheckpoint;
import cab.application.port.Mandate;
import cab.application.port.OrderJournal;
import cab.application.port.PositionRecord;
import cab.application.port.RecallReport;
import cab.application.port.RecoveredBook;
import cab.application.port.RecoveredBook.BookedFill;
import cab.application.port.Standing;
import cab.application.port.WantedSale;
import cab.domain.market.Symbol;
import cab.domain.money.Money;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Order;
import cab.domain.order.TradeId;
import cab.domain.position.ClosedTrades;
import cab.domain.position.RealisedTrade;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An order journal that lives as long as the program: for simulations and tests. Keeps the guarantees of the port but
 * for durability, and grows with what is written; {@link #withoutHistory} is for runs of any length. Answers before
 * {@link #commit} returns. Thread-safe.
 */
public final class InMemoryOrderJournal implements OrderJournal {

    private static final CommitReport DURABLE = new CommitReport.Durable();

    private final ReentrantLock lock = new ReentrantLock();
    private final InstantSource clock;
    private final Map<ClientOrderId, Order> orders = new LinkedHashMap<>();
    private final Map<ClientOrderId, Set<TradeId>> tradesOf = new HashMap<>();
    private final Map<BotId, Book> books = new HashMap<>();
    private final Set<FillKey> bookedFills = new HashSet<>();

    /**
     * An empty journal.
     *
     * @param clock says what the last 48 hours are
     */
    public InMemoryOrderJournal(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * A journal that accepts everything and keeps nothing: it refuses no second intent, and every book it loads is
     * empty. For backtests, which never restart.
     */
    public static OrderJournal withoutHistory() {
        return new Unkept();
    }

    @Override
    public void commit(List<JournalEntry> entries, Consumer<CommitReport> done) {
        done.accept(write(entries));
    }

    @Override
    public void recall(ClientOrderId order, Consumer<RecallReport> done) {
        done.accept(recalled(order));
    }

    private RecallReport recalled(ClientOrderId clientOrderId) {
        lock.lock();
        try {
            Order order = orders.get(clientOrderId);
            return order == null
                    ? new RecallReport.NeverIntended()
                    : new RecallReport.Remembered(order, tradesOf.getOrDefault(clientOrderId, Set.of()));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public RecoveredBook load(BotId bot) {
        lock.lock();
        try {
            Book book = books.getOrDefault(bot, new Book());
            Instant since = clock.instant().minus(RecoveredBook.WINDOW);
            return new RecoveredBook(
                    orders.values().stream()
                            .filter(order -> order.intent().bot().equals(bot))
                            .filter(order -> isWanted(order, book, since))
                            .toList(),
                    Optional.ofNullable(book.checkpoint),
                    book.openFills,
                    book.tradeIds,
                    Optional.ofNullable(book.position),
                    book.realised.stream()
                            .filter(trade -> !trade.at().isBefore(since))
                            .toList(),
                    ClosedTrades.of(
                            book.sales, Optional.ofNullable(book.position).flatMap(PositionRecord::openedBy)),
                    Optional.ofNullable(book.peakEquity),
                    Optional.ofNullable(book.wantedSale),
                    new Standing(Optional.ofNullable(book.mandate), Optional.ofNullable(book.dayLimit)));
        } finally {
            lock.unlock();
        }
    }

    private static boolean isWanted(Order order, Book book, Instant since) {
        return !order.status().isFinal() || !order.intent().decidedAt().isBefore(since) || book.concerns(order);
    }

    private CommitReport write(List<JournalEntry> entries) {
        lock.lock();
        try {
            // All or nothing: whatever could be refused is looked at before anything is changed.
            String refusal = refusalOf(entries);
            if (refusal != null) {
                return new CommitReport.Refused(refusal);
            }
            for (JournalEntry entry : entries) {
                apply(entry);
            }
            return DURABLE;
        } finally {
            lock.unlock();
        }
    }

    private @Nullable String refusalOf(List<JournalEntry> entries) {
        for (int index = 0; index < entries.size(); index++) {
            JournalEntry entry = entries.get(index);
            ClientOrderId named = switch (entry) {
                case JournalEntry.Intended intended -> intended.intent().clientOrderId();
                case JournalEntry.OrderMoved moved -> moved.order().clientOrderId();
                case JournalEntry.Filled filled -> filled.fill().clientOrderId();
                case JournalEntry.PositionChanged changed -> null;
                case JournalEntry.EquityPeak peak -> null;
                case JournalEntry.LedgerCheckpointed taken -> null;
                case JournalEntry.MandateChanged changed -> null;
                case JournalEntry.DayLimitReached reached -> null;
                case JournalEntry.SaleWanted wanted -> null;
                case JournalEntry.Noted noted -> null;
            };
            if (named == null) {
                continue;
            }
            boolean known = orders.containsKey(named) || isIntended(named, entries.subList(0, index));
            if (entry instanceof JournalEntry.Intended && known) {
                return "order " + named + " was intended before";
            }
            if (!(entry instanceof JournalEntry.Intended) && !known) {
                return "order " + named + " was never intended";
            }
        }
        return null;
    }

    private static boolean isIntended(ClientOrderId named, List<JournalEntry> entries) {
        for (JournalEntry entry : entries) {
            if (entry instanceof JournalEntry.Intended intended
                    && intended.intent().clientOrderId().equals(named)) {
                return true;
            }
        }
        return false;
    }

    private void apply(JournalEntry entry) {
        switch (entry) {
            case JournalEntry.Intended(var intent) -> orders.put(intent.clientOrderId(), Order.of(intent));
            case JournalEntry.OrderMoved moved ->
                orders.computeIfPresent(moved.order().clientOrderId(), (id, kept) -> moved(kept, moved.order()));
            case JournalEntry.Filled filled -> book(filled);
            case JournalEntry.PositionChanged(var position) ->
                bookOf(position.bot()).settle(position);
            case JournalEntry.EquityPeak peak -> bookOf(peak.bot()).peakEquity = peak.equity();
            case JournalEntry.LedgerCheckpointed taken -> bookOf(taken.bot()).goOnFrom(taken.checkpoint());
            case JournalEntry.SaleWanted(var sale) -> bookOf(sale.position().bot()).wantedSale = sale;
            case JournalEntry.MandateChanged changed -> bookOf(changed.bot()).mandate = changed.mandate();
            case JournalEntry.DayLimitReached reached -> bookOf(reached.bot()).dayLimit = reached.limit();
            case JournalEntry.Noted noted -> {
                // Nobody reads notes back: a journal that is kept has them for an auditor.
            }
        }
    }

    /** The order as reported, with the fills that were written. */
    private static Order moved(Order kept, Order reported) {
        return new Order(
                kept.intent(),
                reported.status(),
                reported.venueOrderId(),
                kept.filled(),
                kept.filledQuote(),
                reported.updatedAt());
    }

    private void book(JournalEntry.Filled filled) {
        if (!bookedFills.add(new FillKey(filled.fill().symbol(), filled.fill().tradeId()))) {
            return;
        }
        orders.computeIfPresent(filled.fill().clientOrderId(), (id, order) -> order.with(filled.fill()));
        Book book = bookOf(filled.bot());
        book.openFills.add(new BookedFill(filled.fill(), filled.feeInQuote()));
        book.tradeIds.add(filled.fill().tradeId());
        tradesOf.computeIfAbsent(filled.fill().clientOrderId(), first -> new HashSet<>())
                .add(filled.fill().tradeId());
        filled.realised().ifPresent(book.realised::add);
        Optional.ofNullable(orders.get(filled.fill().clientOrderId()))
                .flatMap(order -> filled.realised().map(trade -> saleOf(order, trade)))
                .ifPresent(book.sales::add);
        book.settle(filled.positionAfter());
    }

    private static ClosedTrades.Sale saleOf(Order order, RealisedTrade trade) {
        return new ClosedTrades.Sale(order.intent().decision().at(), trade.cost(), trade.pnl(), trade.at());
    }

    private Book bookOf(BotId bot) {
        return books.computeIfAbsent(bot, unknown -> new Book());
    }

    private record FillKey(Symbol symbol, TradeId tradeId) {}

    /** What one bot has. Guarded by the lock of the journal. */
    private static final class Book {

        private final List<BookedFill> openFills = new ArrayList<>();
        private final Set<TradeId> tradeIds = new LinkedHashSet<>();
        private final List<RealisedTrade> realised = new ArrayList<>();
        private final List<ClosedTrades.Sale> sales = new ArrayList<>();
        private @Nullable PositionRecord position;
        private @Nullable Money peakEquity;
        private @Nullable LedgerCheckpoint checkpoint;
        private @Nullable Mandate mandate;
        private @Nullable DayLimit dayLimit;
        private @Nullable WantedSale wantedSale;

        private void settle(PositionRecord changed) {
            position = changed;
            if (changed.position().isFlat() && !openFills.isEmpty()) {
                checkpoint = null;
                openFills.clear();
            }
        }

        private void goOnFrom(LedgerCheckpoint taken) {
            checkpoint = taken;
            openFills.clear();
        }

        /** Whether the order belongs to the open position: decided since it was opened, or with fills in it. */
        private boolean concerns(Order order) {
            return (position != null
                            && position.openedBy()
                                    .filter(opened ->
                                            !order.intent().decision().at().isBefore(opened))
                                    .isPresent())
                    || openFills.stream()
                            .anyMatch(booked -> booked.fill().clientOrderId().equals(order.clientOrderId()));
        }
    }

    /** Takes everything, keeps nothing. */
    private static final class Unkept implements OrderJournal {

        @Override
        public void commit(List<JournalEntry> entries, Consumer<CommitReport> done) {
            done.accept(DURABLE);
        }

        @Override
        public void recall(ClientOrderId order, Consumer<RecallReport> done) {
            done.accept(new RecallReport.Failed("nothing is kept"));
        }

        @Override
        public RecoveredBook load(BotId bot) {
            return RecoveredBook.empty();
        }
    }
}
