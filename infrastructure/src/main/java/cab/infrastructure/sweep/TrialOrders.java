package cab.infrastructure.sweep;

import cab.application.settlement.SettlementPolicy;
import cab.domain.order.OrderEvent;
import cab.domain.order.OrderStatus;

/**
 * The orders of a trial, as the bot knows them: they are written down, leave at the end of the message that decided on
 * them, and are followed to their end. Owned by one thread.
 */
final class TrialOrders {

    /** More than one message can decide on. */
    private static final int OUTBOX_MAX = 16;

    private final TrialDesk desk;
    private final Agenda agenda;
    private final TrialBook book;
    private final Units units;
    private final Tape tape;
    private final TradedOrder entry = new TradedOrder(TradedOrder.Kind.ENTRY);
    private final TradedOrder sale = new TradedOrder(TradedOrder.Kind.SALE);
    private final TradedOrder stop = new TradedOrder(TradedOrder.Kind.STOP);
    private final TradedOrder[] outbox = new TradedOrder[OUTBOX_MAX];
    private final int[] outboxNumbers = new int[OUTBOX_MAX];
    private final TrialVenue venue;
    private final long toExchangeMs;
    private final long fromExchangeMs;
    private final long settleMs;
    private final long orderMaxAgeMs;
    private int outboxCount;
    private int number;
    private long attemptsOf = TrialBook.NOBODY;
    private int protections;
    private int exits;
    private boolean followScheduled;

    TrialOrders(
            TrialDesk desk, TrialDesk.Parts parts, SettlementPolicy policy, long toExchangeMs, long fromExchangeMs) {
        this.desk = desk;
        this.agenda = parts.agenda();
        this.book = parts.book();
        this.units = parts.units();
        this.tape = parts.tape();
        this.venue = parts.venue();
        this.toExchangeMs = toExchangeMs;
        this.fromExchangeMs = fromExchangeMs;
        this.settleMs = policy.interval().toMillis();
        this.orderMaxAgeMs = policy.orderMaxAge().toMillis();
    }

    TradedOrder entry() {
        return entry;
    }

    TradedOrder sale() {
        return sale;
    }

    TradedOrder stop() {
        return stop;
    }

    boolean areWorking() {
        return entry.working || sale.working || stop.working;
    }

    /** Whether an order works that has to be followed. */
    boolean isBusy() {
        return entry.working || sale.working || (stop.working && !stop.restsUntouched());
    }

    /** Orders of the open position that protect it, stops and sales. */
    int protections() {
        countFor(book.openedBy());
        return protections;
    }

    /** Sales of the open position because of a signal. */
    int exits() {
        countFor(book.openedBy());
        return exits;
    }

    private void countFor(long position) {
        if (attemptsOf != position) {
            attemptsOf = position;
            protections = 0;
            exits = 0;
        }
    }

    void placeEntry(long decisionMs, long amount, double reference) {
        entry.begin(++number, decisionMs, agenda.nowMs(), reference);
        entry.amount = amount;
        book.activities().ordered(agenda.nowMs());
        intend(TradedOrder.Kind.ENTRY, entry);
    }

    void placeSale(long steps, double reference, boolean protects) {
        countFor(book.openedBy());
        if (protects) {
            protections++;
        } else {
            exits++;
        }
        sale.begin(++number, book.openedBy(), agenda.nowMs(), reference);
        sale.size = steps;
        sale.protects = protects;
        book.activities().ordered(agenda.nowMs());
        intend(TradedOrder.Kind.SALE, sale);
    }

    void placeStop(long steps, long triggerTicks) {
        countFor(book.openedBy());
        protections++;
        double trigger = units.priceAsDouble(triggerTicks);
        stop.begin(++number, book.openedBy(), agenda.nowMs(), trigger);
        stop.size = steps;
        stop.trigger = trigger;
        intend(TradedOrder.Kind.STOP, stop);
    }

    /**
     * Whether the price stays above {@code level} while a stop is ended and the next is placed, and nobody follows up.
     */
    boolean isUndisturbed(double level) {
        long nowMs = agenda.nowMs();
        long restsMs = nowMs + 2 * (toExchangeMs + fromExchangeMs);
        return venue.hasOnlyStop()
                && settleMs > restsMs - nowMs
                && venue.staysAbove(level, restsMs)
                && venue.priceAt(restsMs - fromExchangeMs) > level;
    }

    /** Ends the stop and has the next rest, at once; answers when that was decided. It is then that it rests. */
    long replaceStop(long steps, long triggerTicks) {
        long placedMs = agenda.nowMs() + toExchangeMs + fromExchangeMs;
        agenda.moveTo(placedMs);
        countFor(book.openedBy());
        protections++;
        double trigger = units.priceAsDouble(triggerTicks);
        stop.begin(++number, book.openedBy(), placedMs, trigger);
        stop.size = steps;
        stop.trigger = trigger;
        tape.decided(TradedOrder.Kind.STOP, stop);
        // Whoever follows up finds nothing to do, unless something else has begun by then.
        if (!venue.staysAbove(Math.max(trigger, book.stop().watched()), placedMs + settleMs)) {
            followScheduled = true;
            agenda.add(placedMs + settleMs, Agenda.Kind.SETTLE);
        }
        agenda.moveTo(placedMs + toExchangeMs + fromExchangeMs);
        stop.status = OrderStatus.OPEN;
        stop.named = true;
        stop.updatedAtMs = agenda.nowMs();
        venue.replace(stop);
        return placedMs;
    }

    private void intend(TradedOrder.Kind kind, TradedOrder order) {
        follow();
        tape.decided(kind, order);
        if (outboxCount == OUTBOX_MAX) {
            throw new BeyondFastPath("one message decides on more than " + OUTBOX_MAX + " orders");
        }
        outbox[outboxCount] = order;
        outboxNumbers[outboxCount++] = order.number();
    }

    /** Sends what has been written down: the end of every message. */
    void send() {
        for (int index = 0; index < outboxCount; index++) {
            TradedOrder order = outbox[index];
            boolean unsent = order.number() == outboxNumbers[index] && order.status == OrderStatus.INTENDED;
            if (unsent && order != sale && !desk.isStillWanted(order)) {
                withdraw(order);
            } else if (unsent) {
                order.status = OrderStatus.SENDING;
                var _ = agenda.add(agenda.nowMs() + toExchangeMs, Agenda.Kind.ARRIVES, order, 0, 0, 0);
            }
        }
        outboxCount = 0;
    }

    /** Takes back an order that has not left. */
    void withdraw(TradedOrder order) {
        order.status = OrderStatus.REJECTED;
        ended(order);
    }

    /** Has working orders followed up after a while. */
    void follow() {
        if (!followScheduled && isBusy()) {
            followScheduled = true;
            agenda.add(agenda.nowMs() + settleMs, Agenda.Kind.SETTLE);
        }
    }

    void stopFollowingIdle() {
        if (followScheduled && !isBusy()) {
            agenda.cancel(Agenda.Kind.SETTLE);
            followScheduled = false;
        }
    }

    /** Follows working orders up, oldest first. */
    void settle() {
        followScheduled = false;
        int done = 0;
        for (TradedOrder next = oldestAfter(done); next != TradedOrder.NONE; next = oldestAfter(done)) {
            done = next.number();
            followUp(next);
        }
        follow();
    }

    private TradedOrder oldestAfter(int done) {
        TradedOrder oldest = TradedOrder.NONE;
        oldest = older(oldest, entry, done);
        oldest = older(oldest, sale, done);
        return older(oldest, stop, done);
    }

    private static TradedOrder older(TradedOrder found, TradedOrder other, int done) {
        boolean counts = other.working && other.number() > done;
        return counts && (found == TradedOrder.NONE || other.number() < found.number()) ? other : found;
    }

    private void followUp(TradedOrder order) {
        if (order.status != OrderStatus.OPEN && order.status != OrderStatus.PARTIALLY_FILLED) {
            return;
        }
        long sinceMs = order.isStop() ? order.updatedAtMs : order.decidedAtMs;
        boolean tooOld = !order.restsUntouched() && sinceMs + orderMaxAgeMs < agenda.nowMs();
        if (tooOld || order.abandoned) {
            cancel(order);
        }
    }

    /** Asks to end an order that is not wanted any more, now or once it lives. */
    void abandon(TradedOrder order) {
        order.abandoned = true;
        if (order.status == OrderStatus.OPEN || order.status == OrderStatus.PARTIALLY_FILLED) {
            cancel(order);
        }
    }

    private void cancel(TradedOrder order) {
        order.status = order.status.after(OrderEvent.CANCEL);
        order.updatedAtMs = agenda.nowMs();
        int cancelled = order.number();
        desk.changed(order);
        if (order.number() == cancelled) {
            var _ = agenda.add(agenda.nowMs() + toExchangeMs, Agenda.Kind.CANCEL_ARRIVES, order, 0, 0, 0);
        }
    }

    /** The exchange shows an order. */
    void shown(TradedOrder order, OrderEvent event, long filledThere) {
        order.reported = Math.max(order.reported, filledThere);
        OrderStatus before = order.status;
        OrderStatus after = before.after(event);
        boolean isNews = after != before || !order.named;
        boolean wasUnknown = !order.named;
        order.named = true;
        if (after != before) {
            order.status = after;
            order.updatedAtMs = agenda.nowMs();
        }
        if (!isNews || !order.working) {
            return;
        }
        if (order.isSettled()) {
            ended(order);
        } else if (!after.isFinal() || wasUnknown) {
            desk.changed(order);
        }
    }

    /** The order has come to its end. */
    void ended(TradedOrder order) {
        order.working = false;
        desk.settled(order);
    }
}
