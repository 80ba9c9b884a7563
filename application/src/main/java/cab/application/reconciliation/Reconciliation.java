package cab.application.reconciliation;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.execution.Book;
import cab.application.execution.Bookkeeper;
import cab.application.execution.BotEvents;
import cab.application.execution.CapitalPool;
import cab.application.execution.Writer;
import cab.application.port.BalancesReport;
import cab.application.port.BotPorts;
import cab.application.port.FillsReport;
import cab.application.port.JournalEntry;
import cab.application.port.LookupReport;
import cab.application.port.OpenOrdersReport;
import cab.application.port.Subscription;
import cab.application.port.VenueOrder;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
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

    private static final int WAITING_MAX = 16;

    private final BotPorts ports;
    private final Book book;
    private final Writer writer;
    private final CapitalPool capital;
    private final BotEvents events;
    private final BookComparison comparison;
    private final Duration deadline;
    private final Deque<Consumer<ReconciliationResult>> waiting = new ArrayDeque<>();
    private Instant readUpTo;
    private @Nullable Reading current;
    private boolean compared;

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
        this.comparison = new BookComparison(book, bookkeeper, capital.coins());
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
        Reading reading = new Reading(listeners, ports.scheduler().instant());
        current = reading;
        reading.timer = ports.processTime()
                .after(
                        deadline,
                        () -> ports.mailbox()
                                .answer(() -> reading.end(
                                        new ReconciliationResult.Inconclusive("no answer within " + deadline))));
        reading.readOrders();
    }

    /** Ends what runs, without telling anybody. */
    public void close() {
        waiting.clear();
        if (current != null) {
            current.timer.close();
            current = null;
        }
    }

    /**
     * From where on fills are read: what was read before, less the overlap, and never later than a working order; but a
     * stop that rests may be old, and what it had filled before was read before. What lies in the future by now shows
     * that the clock went back: then as far as at a start.
     */
    private Instant readFrom() {
        Instant now = ports.scheduler().instant();
        Instant from = readUpTo;
        boolean clockWentBack = readUpTo.isAfter(now);
        for (Order order : book.working()) {
            Instant decidedAt =
                    order.restsUntouched() && compared ? from : order.intent().decidedAt();
            from = decidedAt.isBefore(from) ? decidedAt : from;
            clockWentBack = clockWentBack || decidedAt.isAfter(now);
        }
        return clockWentBack ? now.minus(LOOK_BACK) : from.minus(OVERLAP);
    }

    /** The three lists being read. An answer that comes after its end is ignored. */
    private final class Reading {

        private final List<Consumer<ReconciliationResult>> listeners;
        private final Instant startedAt;
        private Subscription timer = () -> {};
        private long changesOfOthers;

        private Reading(List<Consumer<ReconciliationResult>> listeners, Instant startedAt) {
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
            changesOfOthers = countChangesOfOthers();
            CapitalPool.Asking asked = capital.ask(ports.processTime().millis());
            ports.broker()
                    .balances(report -> next(() -> {
                        switch (report) {
                            case BalancesReport.Unknown(String cause) -> inconclusive("balances: " + cause);
                            case BalancesReport.Known known -> readStop(new Answers(orders, fills, known, asked));
                        }
                    }));
        }

        /** Looks at a stop that rests, last of all: when it has not fired by then, nothing was traded meanwhile. */
        private void readStop(Answers answers) {
            Optional<Order> stop = book.restingStop().filter(Order::restsUntouched);
            if (stop.isEmpty()) {
                end(compared(answers, true));
                return;
            }
            ports.broker()
                    .lookUp(
                            stop.get(),
                            report -> next(() -> {
                                Optional<VenueOrder> shown = report instanceof LookupReport.Found(var order)
                                        ? Optional.of(order)
                                        : Optional.empty();
                                boolean untouched = shown.filter(order -> order.state() == OrderEvent.ACCEPTED)
                                        .isPresent();
                                ReconciliationResult.Compared result = compared(answers, untouched);
                                // Behind the fills: what follows from its end must know them.
                                shown.ifPresent(comparison::shown);
                                end(result);
                            }));
        }

        private void next(Runnable step) {
            ports.mailbox().answer(() -> {
                if (current == this) {
                    step.run();
                }
            });
        }

        private ReconciliationResult.Compared compared(Answers answers, boolean still) {
            boolean othersStill = changesOfOthers == countChangesOfOthers();
            ReconciliationResult.Compared result =
                    comparison.compare(answers.orders, answers.fills, answers.balances, still && othersStill);
            compared = true;
            if (still) {
                capital.refresh(
                        book.bot(),
                        answers.balances.of(book.symbol().quote()).free(),
                        answers.asked,
                        ports.broker().capabilities().visibility());
            }
            return result;
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

    /** What was read so far; {@code asked} is when the balances were asked for. */
    private record Answers(
            OpenOrdersReport.Known orders,
            FillsReport.Known fills,
            BalancesReport.Known balances,
            CapitalPool.Asking asked) {}

    private long countChangesOfOthers() {
        return capital.coins().of(book.symbol().base(), book.bot()).changesOfOthers();
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
