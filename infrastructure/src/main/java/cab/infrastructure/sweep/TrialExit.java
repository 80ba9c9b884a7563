package cab.infrastructure.sweep;

import cab.domain.order.ClientOrderId;

/** Sells the whole position, as the trading cycle does. Times in milliseconds. Owned by one thread. */
final class TrialExit {

    private static final long PAUSE_FIRST_MS = 1_000;
    private static final long PAUSE_MAX_MS = 60_000;
    private static final long PAUSE_UNSELLABLE_MS = 3_600_000;

    private final TrialOrders orders;
    private final TrialDesk desk;
    private final TrialBook book;
    private final Units units;
    private final Agenda agenda;
    private final TrialVenue venue;
    private final TrialStop stop;
    private final TradedOrder sale;
    private final TradedOrder entry;
    private final TradedOrder stopOrder;
    private final long toExchangeMs;
    private final long fromExchangeMs;
    private boolean wished;
    private boolean protects;
    private double reference;
    private boolean knowsCoins;
    private long coinsThere;
    private boolean pausing;
    private boolean unsellable;
    private long pauseMs = PAUSE_FIRST_MS;

    TrialExit(TrialOrders orders, TrialDesk desk, TrialDesk.Parts parts, TrialStop stop, VenueCosts costs) {
        this.orders = orders;
        this.desk = desk;
        this.book = parts.book();
        this.units = parts.units();
        this.agenda = parts.agenda();
        this.venue = parts.venue();
        this.stop = stop;
        this.sale = orders.sale();
        this.entry = orders.entry();
        this.stopOrder = orders.stop();
        this.toExchangeMs = costs.toExchange().toMillis();
        this.fromExchangeMs = costs.fromExchange().toMillis();
    }

    boolean isUnderway() {
        return wished;
    }

    void sell(boolean isProtection, double price) {
        if (wished || !book.hasPosition()) {
            return;
        }
        wish(isProtection, price);
        pauseMs = PAUSE_FIRST_MS;
        knowsCoins = false;
        order();
    }

    private void wish(boolean isProtection, double price) {
        wished = true;
        protects = isProtection;
        reference = price;
    }

    /** Sees to it that all is sold: a stop has begun to sell. */
    void follow(TradedOrder selling) {
        if (!wished && book.hasPosition()) {
            goOnWith(selling);
            pauseMs = PAUSE_FIRST_MS;
            knowsCoins = false;
            order();
        }
    }

    private void goOnWith(TradedOrder selling) {
        wish(selling.isStop() || selling.protects, selling.reference);
    }

    void makeWay() {
        if (wished) {
            boolean _ = stop.standDown();
        }
    }

    void settled(TradedOrder order) {
        boolean sold = order.isSale();
        if (!wished && sold && book.openedBy() == order.decision) {
            goOnWith(order);
        }
        if (!wished) {
            return;
        }
        if (sold && book.hasPosition() && order.filled == 0) {
            agenda.add(agenda.nowMs() + toExchangeMs, Agenda.Kind.BALANCES_ASKED);
            later();
            return;
        }
        if (sold) {
            pauseMs = PAUSE_FIRST_MS;
            knowsCoins = false;
        }
        if (!pausing || !book.hasPosition()) {
            order();
        }
    }

    private void order() {
        if (!wished || !stop.standDown() || sale.working || stopOrder.working) {
            return;
        }
        if (!book.hasPosition()) {
            done();
            return;
        }
        long held = book.steps();
        if (!units.isTradable(held, reference)) {
            if (!entry.working) {
                done();
                desk.freeDust(reference);
            }
            return;
        }
        if (knowsCoins && units.stepsIn(coinsThere) < held) {
            throw new BeyondFastPath("a sale is tried again while the exchange has less than the book");
        }
        if (hasName()) {
            orders.placeSale(held, reference, protects);
        } else {
            later();
        }
    }

    /**
     * Whether there is a name for one more sale. When all numbers are used up, each has one that is left, by the hour.
     */
    private boolean hasName() {
        int attempts = protects ? orders.protections() : orders.exits();
        if (attempts >= ClientOrderId.ATTEMPTS_MAX && !unsellable) {
            unsellable = true;
            return false;
        }
        return attempts < 2 * ClientOrderId.ATTEMPTS_MAX;
    }

    private void done() {
        wished = false;
        unsellable = false;
        pausing = false;
        agenda.cancel(Agenda.Kind.RETRY);
        stop.standUp();
    }

    private void later() {
        agenda.cancel(Agenda.Kind.RETRY);
        pausing = true;
        agenda.add(agenda.nowMs() + (unsellable ? PAUSE_UNSELLABLE_MS : pauseMs), Agenda.Kind.RETRY);
        pauseMs = pauseMs * 2 < PAUSE_MAX_MS ? pauseMs * 2 : PAUSE_MAX_MS;
    }

    void again() {
        if (!wished) {
            return;
        }
        pausing = false;
        reference = units.priceAsDouble(units.bidTicks(venue.quotedPrice()));
        order();
    }

    /** The exchange is asked what it has; it has what the book holds and whatever it has filled since. */
    void balancesAsked() {
        var _ = agenda.add(
                agenda.nowMs() + fromExchangeMs, Agenda.Kind.BALANCES_TOLD, TradedOrder.NONE, venue.freeCoins(), 0, 0);
    }

    void balancesTold(long coins) {
        knowsCoins = true;
        coinsThere = coins;
    }
}
