package cab.application.settlement;

import cab.application.event.EventPayload;
import cab.application.event.Topic;
import cab.application.execution.Book;
import cab.application.execution.Bookkeeper;
import cab.application.execution.BotEvents;
import cab.application.execution.Writer;
import cab.application.port.BotPorts;
import cab.application.port.CancelReport;
import cab.application.port.FillsReport;
import cab.application.port.LookupReport;
import cab.application.port.RecoveredBook;
import cab.domain.order.ClientOrderId;
import cab.domain.order.Fill;
import cab.domain.order.Order;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows orders to their end: asks what became of those in doubt, books fills that were not heard of, and cancels what
 * has waited too long. What a settled order leaves unfinished is the trading cycle's to finish.
 *
 * <p>An order in doubt ends by evidence alone: the exchange shows it, or guarantees that it never took it. Owned by one
 * thread.
 */
public final class Settlement {

    /** The code of an order that the exchange provably never took. */
    public static final String NOT_PLACED = "not_placed";

    /** How far back of an order its fills are asked for: clocks differ. */
    private static final Duration CLOCK_MARGIN = Duration.ofMinutes(1);

    private final BotPorts ports;
    private final Book book;
    private final Bookkeeper bookkeeper;
    private final Writer writer;
    private final BotEvents events;
    private final SettlementPolicy policy;
    private final Map<ClientOrderId, Instant> askedAt = new HashMap<>();
    private final Map<ClientOrderId, Instant> cancelledAt = new HashMap<>();
    private final Map<ClientOrderId, Instant> unansweredSince = new HashMap<>();
    private final Set<ClientOrderId> abandoned = new HashSet<>();
    private final Set<ClientOrderId> askedInVain = new HashSet<>();
    private final Absence absence;
    private Instant fillsAskedAt = Instant.MIN;

    public Settlement(
            BotPorts ports,
            Book book,
            Bookkeeper bookkeeper,
            Writer writer,
            BotEvents events,
            SettlementPolicy policy) {
        this.ports = ports;
        this.book = book;
        this.bookkeeper = bookkeeper;
        this.writer = writer;
        this.events = events;
        this.policy = policy;
        this.absence = new Absence(ports, book, bookkeeper);
    }

    /** One pass over all working orders. Does not wait: answers come through the mailbox. */
    public void pass() {
        writer.retry();
        Instant now = ports.scheduler().instant();
        for (Set<ClientOrderId> known :
                List.of(askedAt.keySet(), cancelledAt.keySet(), unansweredSince.keySet(), abandoned, askedInVain)) {
            known.removeIf(clientOrderId -> !book.isWorking(clientOrderId));
        }
        absence.follow();
        for (Order order : book.working()) {
            follow(order, now);
        }
    }

    /** Counts every order whose answer is outstanding as unknown: what a restart finds may have been sent or not. */
    public void doubtUnanswered() {
        for (Order order : book.working()) {
            switch (order.status()) {
                case INTENDED, SENDING -> bookkeeper.moved(order.clientOrderId(), OrderEvent.ANSWER_LOST);
                case OPEN, PARTIALLY_FILLED, CANCEL_SENT, UNKNOWN, FILLED, CANCELLED, EXPIRED, REJECTED -> {}
            }
        }
    }

    private void follow(Order order, Instant now) {
        switch (order.status()) {
            // The journal answers in its own time; nothing has been sent.
            case INTENDED -> {}
            case SENDING -> followUnanswered(order);
            case UNKNOWN -> lookUp(order);
            case CANCEL_SENT -> {
                // A lost request to cancel shows by the order living on: it is asked for again.
                if (isOverdue(cancelledAt.get(order.clientOrderId()))) {
                    cancel(order);
                } else {
                    lookUp(order);
                }
            }
            case OPEN, PARTIALLY_FILLED -> {
                if (isTooOld(order, now) || abandoned.contains(order.clientOrderId())) {
                    cancel(order);
                } else if (!order.restsUntouched()) {
                    // A stop that rests is looked at with each reconciliation, not with each pass.
                    lookUp(order);
                }
            }
            case FILLED, CANCELLED, EXPIRED, REJECTED -> askForFills(order);
        }
    }

    private void followUnanswered(Order order) {
        Instant now = ports.processTime().instant();
        if (isOverdue(unansweredSince.computeIfAbsent(order.clientOrderId(), first -> now))) {
            unansweredSince.remove(order.clientOrderId());
            bookkeeper.moved(order.clientOrderId(), OrderEvent.ANSWER_LOST);
            lookUp(order);
        }
    }

    /** Whether an answer to a question asked at {@code since} should have come; true when it was never asked. */
    private boolean isOverdue(@Nullable Instant since) {
        return since == null || !ports.processTime().instant().isBefore(since.plus(policy.answerDeadline()));
    }

    private boolean isTooOld(Order order, Instant now) {
        // A stop may rest for as long as it likes; once it has fired, it is an order like others.
        Instant since =
                order.intent().isStop() ? order.updatedAt() : order.intent().decidedAt();
        return !order.restsUntouched() && since.plus(policy.orderMaxAge()).isBefore(now);
    }

    /** Asks to end an order that is not wanted any more, now or once it lives. */
    public void abandon(Order order) {
        abandoned.add(order.clientOrderId());
        if (order.status() == OrderStatus.OPEN || order.status() == OrderStatus.PARTIALLY_FILLED) {
            cancel(order);
        }
    }

    private void cancel(Order order) {
        cancelledAt.put(order.clientOrderId(), ports.processTime().instant());
        bookkeeper.moved(order.clientOrderId(), OrderEvent.CANCEL);
        ports.broker()
                .cancel(order, report -> ports.mailbox().answer(() -> cancelAnswered(order.clientOrderId(), report)));
    }

    private void cancelAnswered(ClientOrderId clientOrderId, CancelReport report) {
        switch (report) {
            case CancelReport.Ended(var shown) -> bookkeeper.shown(shown);
            // Its end, its fills or its refusal to end will show; at the latest to the next pass.
            case CancelReport.Requested requested -> book.order(clientOrderId).ifPresent(this::lookUp);
            case CancelReport.NotOpen notOpen -> book.order(clientOrderId).ifPresent(this::lookUp);
            // Asked for again by the next pass: to cancel twice does no harm.
            case CancelReport.Unknown unknown -> cancelledAt.remove(clientOrderId);
        }
    }

    private void lookUp(Order order) {
        ClientOrderId clientOrderId = order.clientOrderId();
        if (!isOverdue(askedAt.get(clientOrderId))) {
            return;
        }
        askedAt.put(clientOrderId, ports.processTime().instant());
        Instant asked = ports.processTime().instant();
        ports.broker()
                .lookUp(
                        order,
                        report -> ports.mailbox().answer(() -> {
                            askedAt.remove(clientOrderId);
                            lookedUp(clientOrderId, report, asked);
                        }));
    }

    private void lookedUp(ClientOrderId clientOrderId, LookupReport report, Instant asked) {
        switch (report) {
            case LookupReport.Found(var shown) -> {
                absence.interrupted(clientOrderId);
                observed(clientOrderId, () -> bookkeeper.shown(shown));
                book.order(clientOrderId)
                        .filter(order -> book.isMissingFills(clientOrderId))
                        .ifPresent(this::askForFills);
            }
            case LookupReport.NotFound(boolean conclusive) -> {
                if (conclusive) {
                    bookkeeper.rejected(clientOrderId, NOT_PLACED, "the exchange guarantees that it never took it");
                } else {
                    absence.notFound(clientOrderId, asked);
                }
            }
            case LookupReport.Unknown unknown -> absence.interrupted(clientOrderId);
        }
    }

    /** Does {@code step} and tells when it was settlement that brought an order to its end. */
    private void observed(ClientOrderId clientOrderId, Runnable step) {
        boolean before = book.isWorking(clientOrderId);
        step.run();
        if (before && !book.isWorking(clientOrderId)) {
            events.publish(
                    Topic.TRADE_SETTLED,
                    new EventPayload.Notice("settled", "order " + clientOrderId + " followed to its end"));
        }
    }

    private void askForFills(Order order) {
        Instant now = ports.processTime().instant();
        if (fillsAskedAt.isAfter(now.minus(policy.answerDeadline()))) {
            return;
        }
        fillsAskedAt = now;
        ports.broker()
                .fills(
                        order.intent().symbol(),
                        fillsFrom(order),
                        report -> ports.mailbox().answer(() -> fillsArrived(order.clientOrderId(), report)));
    }

    /**
     * An order that was decided in the future, or whose fills are not found behind its decision, shows that the clock
     * was wrong then: as far back as a journal remembers.
     */
    private Instant fillsFrom(Order order) {
        Instant now = ports.scheduler().instant();
        Instant decidedAt = order.intent().decidedAt();
        return decidedAt.isAfter(now) || askedInVain.contains(order.clientOrderId())
                ? now.minus(RecoveredBook.WINDOW)
                : decidedAt.minus(CLOCK_MARGIN);
    }

    private void fillsArrived(ClientOrderId askedFor, FillsReport report) {
        fillsAskedAt = Instant.MIN;
        switch (report) {
            case FillsReport.Known(var fills) -> {
                // In order of time: a sale is booked behind the purchase that it sells.
                for (Fill fill :
                        fills.stream().sorted(Comparator.comparing(Fill::at)).toList()) {
                    if (fill.clientOrderId().belongsTo(book.bot())) {
                        observed(fill.clientOrderId(), () -> {
                            Bookkeeper.Booking _ = bookkeeper.filled(fill);
                        });
                    }
                }
                if (book.isMissingFills(askedFor)) {
                    askedInVain.add(askedFor);
                }
            }
            case FillsReport.Unknown unknown -> {}
        }
    }
}
