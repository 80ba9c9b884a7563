package cab.application.execution;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.port.BotPorts;
import cab.application.port.CommitReport;
import cab.application.port.JournalEntry;
import cab.application.port.PlacementReport;
import cab.application.port.Subscription;
import cab.domain.market.Instrument;
import cab.domain.money.Money;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderIntent;
import cab.domain.order.OrderSize;
import cab.domain.order.OrderStatus;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The only code that places an order.
 *
 * <p>It writes the intent down, and only once that is durable hands it to the exchange. Guarantees:
 *
 * <ol>
 *   <li>An intent is sent at most once: neither a timeout, nor a crash, nor a restart sends it again.
 *   <li>An entry leaves only within the free capital, within the exchange's rules, while no order of the symbol is in
 *       doubt, and when it is still wanted once it is durable.
 *   <li>The answer is confirmed, rejected or unknown; an unknown one is left to settlement, which asks for evidence.
 * </ol>
 *
 * <p>When an intent cannot be made durable, an entry is given up, and so is a stop that was to rest: the program
 * watches its level. A sale is sent all the same, also when the journal does not answer in time: its name is derived
 * from the position, so that a restart finds it at the exchange. Owned by one thread.
 */
public final class ExecuteTrade {

    /** How long an order that reduces the position waits for a journal that does not answer. */
    private static final Duration PATIENCE_WITH_JOURNAL = Duration.ofSeconds(5);

    private static final String JOURNAL_UNAVAILABLE = "journal_unavailable";

    private final BotPorts ports;
    private final Book book;
    private final Bookkeeper bookkeeper;
    private final Writer writer;
    private final CapitalPool capital;
    private final BotEvents events;
    private Runnable underwayListener = () -> {};
    private Predicate<OrderIntent> lastCheck = intent -> true;

    public ExecuteTrade(
            BotPorts ports, Book book, Bookkeeper bookkeeper, Writer writer, CapitalPool capital, BotEvents events) {
        this.ports = ports;
        this.book = book;
        this.bookkeeper = bookkeeper;
        this.writer = writer;
        this.capital = capital;
        this.events = events;
    }

    /** Calls {@code listener} whenever an order is on its way: somebody has to follow it to its end. */
    public void onUnderway(Runnable listener) {
        underwayListener = listener;
    }

    /** Asks {@code check} once more whether an entry or a stop is wanted, at the moment it would leave. */
    public void beforeLeaving(Predicate<OrderIntent> check) {
        lastCheck = check;
    }

    /** Carries out {@code intent}, unless the book has carried it out before or a limit says no. */
    public TradeOutcome execute(OrderIntent intent) {
        ClientOrderId clientOrderId = intent.clientOrderId();
        if (book.order(clientOrderId).isPresent()) {
            return new TradeOutcome.AlreadyKnown(clientOrderId);
        }
        Optional<TradeOutcome.Denied> denied =
                intent.purpose().reducesPosition() ? exitDenial(intent) : entryDenial(intent);
        if (denied.isPresent()) {
            return denied.get();
        }
        JournalEntry entry = book.intend(intent);
        bookkeeper.intended();
        underwayListener.run();
        boolean sale = isSale(intent);
        Subscription patience = sale
                ? ports.processTime()
                        .after(PATIENCE_WITH_JOURNAL, () -> ports.mailbox().answer(() -> send(intent)))
                : () -> {};
        writer.intent(entry, intent.purpose().reducesPosition(), report -> {
            patience.close();
            written(intent, report);
        });
        return new TradeOutcome.Underway(clientOrderId);
    }

    /** Whether the order sells at once: it cannot wait for a disk. */
    private static boolean isSale(OrderIntent intent) {
        return intent.purpose().reducesPosition() && !intent.isStop();
    }

    private Optional<TradeOutcome.Denied> exitDenial(OrderIntent intent) {
        Optional<String> refusal = refusal(intent);
        if (refusal.isPresent()) {
            return Optional.of(new TradeOutcome.Denied("instrument_rules", refusal.get()));
        }
        if (intent.isStop() && !writer.isDurable()) {
            return Optional.of(new TradeOutcome.Denied(JOURNAL_UNAVAILABLE, "the journal cannot be written"));
        }
        Quantity sellable = book.sellable();
        return intent.terms().size() instanceof OrderSize.OfBase(Quantity quantity) && sellable.isAtLeast(quantity)
                ? Optional.empty()
                : Optional.of(new TradeOutcome.Denied("position_exceeded", "can sell at most " + sellable));
    }

    private Optional<TradeOutcome.Denied> entryDenial(OrderIntent intent) {
        Optional<String> refusal = refusal(intent);
        if (refusal.isPresent()) {
            return Optional.of(blocked("instrument_rules", refusal.get()));
        }
        if (book.hasUnknown()) {
            return Optional.of(blocked("order_in_doubt", "an order of the symbol is in doubt"));
        }
        if (!writer.isDurable()) {
            return Optional.of(blocked(JOURNAL_UNAVAILABLE, "the journal cannot be written"));
        }
        Money needed = cost(intent);
        if (!capital.reserve(intent.clientOrderId(), needed)) {
            String reason = "needs " + needed + " with fees, free are " + capital.available();
            events.publish(Topic.BUDGET_EXCEEDED, new EventPayload.EntryBlocked("budget", reason));
            return Optional.of(new TradeOutcome.Denied("budget", reason));
        }
        return Optional.empty();
    }

    private TradeOutcome.Denied blocked(String code, String reason) {
        events.publish(Topic.RISK_BLOCKED, new EventPayload.EntryBlocked(code, reason));
        return new TradeOutcome.Denied(code, reason);
    }

    private Optional<String> refusal(OrderIntent intent) {
        Instrument instrument = book.instrument();
        return switch (intent.terms().size()) {
            case OrderSize.OfBase base ->
                instrument.refusalOf(base.quantity(), intent.terms().limit().orElse(intent.reference()));
            case OrderSize.OfQuote spend ->
                spend.amount().isAtLeast(instrument.minNotional())
                        ? Optional.empty()
                        : Optional.of(
                                "notional must be at least " + instrument.minNotional() + ", was " + spend.amount());
        };
    }

    /** What an entry may cost at most as far as is known: its amount and the taker's fee on it. */
    private Money cost(OrderIntent intent) {
        Money amount = switch (intent.terms().size()) {
            case OrderSize.OfQuote spend -> spend.amount();
            case OrderSize.OfBase base -> costOf(base.quantity(), intent);
        };
        return amount.plus(amount.share(book.instrument().fees().taker(), RoundingMode.UP));
    }

    private static Money costOf(Quantity quantity, OrderIntent intent) {
        return intent.terms()
                .limit()
                .orElse(intent.reference())
                .times(quantity, intent.symbol().quote(), RoundingMode.UP);
    }

    private void written(OrderIntent intent, CommitReport report) {
        switch (report) {
            case CommitReport.Durable durable -> {
                if (!isSale(intent) && isUnsent(intent) && !lastCheck.test(intent)) {
                    bookkeeper.rejected(
                            intent.clientOrderId(), "withdrawn", "not wanted any more when it was to leave");
                } else {
                    send(intent);
                }
            }
            case CommitReport.Refused refused -> doubt(intent);
            case CommitReport.Failed(String cause) -> {
                String reason = "the intent could not be written: " + cause;
                // What reduces the position is written as soon as the disk takes it.
                if (isSale(intent)) {
                    send(intent);
                } else if (intent.isStop()) {
                    bookkeeper.rejected(intent.clientOrderId(), JOURNAL_UNAVAILABLE, reason);
                } else {
                    giveUp(intent, reason);
                }
            }
        }
    }

    /**
     * The journal knows an order of this name, so it may have been sent before: it is never sent again, and what became
     * of it is for the exchange to say. Not written down, because the journal knows better.
     */
    private void doubt(OrderIntent intent) {
        Optional<JournalEntry> _ = book.move(intent.clientOrderId(), OrderEvent.ANSWER_LOST, intent.decidedAt());
    }

    private void giveUp(OrderIntent intent, String reason) {
        book.forget(intent.clientOrderId());
        capital.release(intent.clientOrderId());
        bookkeeper.givenUp(intent, JOURNAL_UNAVAILABLE, reason);
    }

    private boolean isUnsent(OrderIntent intent) {
        return book.order(intent.clientOrderId())
                .filter(order -> order.status() == OrderStatus.INTENDED)
                .isPresent();
    }

    private void send(OrderIntent intent) {
        if (!isUnsent(intent)) {
            // It was sent before, when the journal did not answer or in an earlier life of the program; or withdrawn.
            return;
        }
        // Not written down: a restart treats an intent as possibly sent anyway.
        Optional<JournalEntry> _ = book.move(intent.clientOrderId(), OrderEvent.SEND, intent.decidedAt());
        ports.broker().place(intent, report -> ports.mailbox().answer(() -> answered(intent, report)));
    }

    private void answered(OrderIntent intent, PlacementReport report) {
        switch (report) {
            case PlacementReport.Confirmed(var order) -> bookkeeper.shown(order);
            case PlacementReport.Rejected(String code, String reason) ->
                bookkeeper.rejected(intent.clientOrderId(), code, reason);
            case PlacementReport.Unknown unknown -> bookkeeper.moved(intent.clientOrderId(), OrderEvent.ANSWER_LOST);
        }
    }
}
