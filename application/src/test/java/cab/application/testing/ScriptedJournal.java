package cab.application.testing;

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
import cab.domain.money.Money;
import cab.domain.order.BotId;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Order;
import cab.domain.order.TradeId;
import cab.domain.position.ClosedTrades;
import cab.domain.position.RealisedTrade;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A journal of one bot that is durable, failing, refusing or silent as told. It keeps what it called durable, so that
 * {@link #load} gives what a restart would find. Owned by one thread.
 */
public final class ScriptedJournal implements OrderJournal {

    private final List<String> trail;
    private final List<JournalEntry> written = new ArrayList<>();
    private final Deque<CommitReport> script = new ArrayDeque<>();
    private final Deque<Runnable> held = new ArrayDeque<>();
    private final Map<ClientOrderId, Order> orders = new LinkedHashMap<>();
    private final List<BookedFill> openFills = new ArrayList<>();
    private final Set<TradeId> tradeIds = new LinkedHashSet<>();
    private final List<RealisedTrade> realised = new ArrayList<>();
    private final List<ClosedTrades.Sale> sales = new ArrayList<>();
    private @Nullable PositionRecord position;
    private Optional<Money> peakEquity = Optional.empty();
    private Optional<LedgerCheckpoint> checkpoint = Optional.empty();
    private Optional<Mandate> mandate = Optional.empty();
    private Optional<WantedSale> wantedSale = Optional.empty();
    private Optional<DayLimit> dayLimit = Optional.empty();
    private final Map<ClientOrderId, Set<TradeId>> tradesOf = new LinkedHashMap<>();
    private int recalls;
    private boolean failing;
    private boolean holding;
    private int commits;

    /**
     * A journal in order.
     *
     * @param trail where every intent that is durable is noted as {@code durable ID}
     */
    public ScriptedJournal(List<String> trail) {
        this.trail = trail;
    }

    /** Answers the next commit with {@code report}; several calls make a queue. */
    public void answerNext(CommitReport report) {
        script.addLast(report);
    }

    /** The disk fails from now on, or works again. */
    public void failing(boolean fails) {
        failing = fails;
    }

    /** Answers nothing from now on; {@link #release} answers what has piled up. */
    public void hold() {
        holding = true;
    }

    public void release() {
        holding = false;
        while (!held.isEmpty()) {
            held.removeFirst().run();
        }
    }

    /**
     * The process that waits for the answers has ended.
     *
     * @param durable whether what it had handed over became durable
     */
    public void abandonHeld(boolean durable) {
        holding = false;
        if (!durable) {
            held.clear();
        }
        release();
    }

    /** Everything that is durable, in the order it became so. */
    public List<JournalEntry> written() {
        return List.copyOf(written);
    }

    /** What is durable of one kind. */
    public <T extends JournalEntry> List<T> written(Class<T> kind) {
        return written.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public int commits() {
        return commits;
    }

    @Override
    public void commit(List<JournalEntry> entries, Consumer<CommitReport> done) {
        commits++;
        List<JournalEntry> copy = List.copyOf(entries);
        if (holding) {
            held.addLast(() -> answer(copy, done));
        } else {
            answer(copy, done);
        }
    }

    private void answer(List<JournalEntry> entries, Consumer<CommitReport> done) {
        CommitReport scripted = script.pollFirst();
        CommitReport report = scripted != null ? scripted : ordinary(entries);
        if (report instanceof CommitReport.Durable) {
            entries.forEach(this::apply);
        }
        done.accept(report);
    }

    private CommitReport ordinary(List<JournalEntry> entries) {
        if (failing) {
            return new CommitReport.Failed("disk full");
        }
        for (JournalEntry entry : entries) {
            if (entry instanceof JournalEntry.Intended(var intent) && orders.containsKey(intent.clientOrderId())) {
                return new CommitReport.Refused("order " + intent.clientOrderId() + " was intended before");
            }
        }
        return new CommitReport.Durable();
    }

    private void apply(JournalEntry entry) {
        written.add(entry);
        switch (entry) {
            case JournalEntry.Intended(var intent) -> {
                orders.put(intent.clientOrderId(), Order.of(intent));
                trail.add("durable " + intent.clientOrderId());
            }
            case JournalEntry.OrderMoved moved -> moved(moved.order());
            case JournalEntry.Filled filled -> filled(filled);
            case JournalEntry.PositionChanged(var changed) -> position = changed;
            case JournalEntry.EquityPeak peak -> peakEquity = Optional.of(peak.equity());
            case JournalEntry.LedgerCheckpointed taken -> {
                checkpoint = Optional.of(taken.checkpoint());
                openFills.clear();
            }
            case JournalEntry.MandateChanged changed -> mandate = Optional.of(changed.mandate());
            case JournalEntry.SaleWanted(var sale) -> wantedSale = Optional.of(sale);
            case JournalEntry.DayLimitReached reached -> dayLimit = Optional.of(reached.limit());
            case JournalEntry.Noted noted -> {
                // Read back by nobody.
            }
        }
    }

    private void moved(Order reported) {
        Order kept = orders.get(reported.clientOrderId());
        if (kept == null) {
            throw new AssertionError("order " + reported.clientOrderId() + " was never intended");
        }
        orders.put(
                reported.clientOrderId(),
                new Order(
                        kept.intent(),
                        reported.status(),
                        reported.venueOrderId(),
                        kept.filled(),
                        kept.filledQuote(),
                        reported.updatedAt()));
    }

    private void filled(JournalEntry.Filled filled) {
        Order kept = orders.get(filled.fill().clientOrderId());
        if (kept == null) {
            throw new AssertionError("order " + filled.fill().clientOrderId() + " was never intended");
        }
        if (!tradeIds.add(filled.fill().tradeId())) {
            throw new AssertionError("fill " + filled.fill().tradeId() + " was written twice");
        }
        orders.put(kept.clientOrderId(), kept.with(filled.fill()));
        openFills.add(new BookedFill(filled.fill(), filled.feeInQuote()));
        tradesOf.computeIfAbsent(kept.clientOrderId(), first -> new LinkedHashSet<>())
                .add(filled.fill().tradeId());
        filled.realised().ifPresent(realised::add);
        filled.realised()
                .map(trade ->
                        new ClosedTrades.Sale(kept.intent().decision().at(), trade.cost(), trade.pnl(), trade.at()))
                .ifPresent(sales::add);
        position = filled.positionAfter();
        if (filled.positionAfter().position().isFlat()) {
            checkpoint = Optional.empty();
            openFills.clear();
        }
    }

    @Override
    public void recall(ClientOrderId order, Consumer<RecallReport> done) {
        recalls++;
        Order kept = orders.get(order);
        if (failing) {
            done.accept(new RecallReport.Failed("disk full"));
        } else if (kept == null) {
            done.accept(new RecallReport.NeverIntended());
        } else {
            done.accept(new RecallReport.Remembered(kept, Set.copyOf(tradesOf.getOrDefault(order, Set.of()))));
        }
    }

    /** How often it was asked for one order. */
    public int recalls() {
        return recalls;
    }

    @Override
    public RecoveredBook load(BotId bot) {
        return new RecoveredBook(
                List.copyOf(orders.values()),
                checkpoint,
                openFills,
                tradeIds,
                Optional.ofNullable(position),
                realised,
                ClosedTrades.of(sales, Optional.ofNullable(position).flatMap(PositionRecord::openedBy)),
                peakEquity,
                wantedSale,
                new Standing(mandate, dayLimit));
    }
}
