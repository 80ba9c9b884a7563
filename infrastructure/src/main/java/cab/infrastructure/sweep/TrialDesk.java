package cab.infrastructure.sweep;

import cab.domain.market.CandleSeries;
import cab.domain.order.OrderStatus;

/**
 * The bot of a trial: takes what the market and the exchange tell, and does what the trading cycle does about it, in
 * the same order. Owned by one thread.
 */
final class TrialDesk {

    private static final long DAY_MS = 86_400_000L;
    private static final long NEVER = Long.MIN_VALUE;

    private final CandleSeries candles;
    private final Agenda agenda;
    private final TrialVenue venue;
    private final Units units;
    private final TrialBook book;
    private final TrialOrders orders;
    private final TradedOrder entryOrder;
    private final Signals.Cursor signals;
    private final TrialRules rules;
    private final TrialWorth worth;
    private final TrialEntry entry;
    private final TrialExit exit;
    private final TrialStop stop;
    private final long toExchangeMs;
    private final long fromExchangeMs;
    private double watched;
    private double lastPrice;
    private long pricedAtMs = NEVER;
    private long readOnlyUntilMs = NEVER;
    private boolean readsLost;
    private int lostCandle;
    private long paused;

    /** The parts that a desk works with, made before it. */
    record Parts(
            CandleSeries candles,
            Agenda agenda,
            TrialVenue venue,
            Units units,
            TrialBook book,
            TrialRules rules,
            TrialWorth worth,
            Tape tape) {}

    TrialDesk(Parts parts, TrialPlan plan, VenueCosts costs, Signals.Cursor signals) {
        this.candles = parts.candles;
        this.agenda = parts.agenda;
        this.venue = parts.venue;
        this.units = parts.units;
        this.book = parts.book;
        this.rules = parts.rules;
        this.worth = parts.worth;
        this.signals = signals;
        this.toExchangeMs = costs.toExchange().toMillis();
        this.fromExchangeMs = costs.fromExchange().toMillis();
        this.orders = new TrialOrders(this, parts, plan.settings().settlement(), toExchangeMs, fromExchangeMs);
        this.entryOrder = orders.entry();
        this.stop = new TrialStop(orders, this, parts, plan.settings().stops());
        this.exit = new TrialExit(orders, this, parts, stop, costs);
        this.entry = new TrialEntry(orders, parts, plan.sizer());
    }

    /** Whether nothing is at work but a stop that rests. */
    boolean isQuiet() {
        return !orders.isBusy() && !exit.isUnderway() && !readsLost;
    }

    long paused() {
        return paused;
    }

    long tooSmall() {
        return entry.tooSmall();
    }

    /** A level that is at least this has the resting stop looked at. */
    double replaceFrom() {
        return stop.replaceFrom();
    }

    /** Candles up to {@code candle} have closed in which nothing happened. */
    void passed(int candle) {
        lastPrice = candles.close(candle);
        pricedAtMs = candles.closeTimeMs(candle);
    }

    /** A price rose above all before, and that changes nothing but the level. */
    void raise(double price) {
        book.stop().raise(price);
        updateWatch();
    }

    /** A candle has closed. */
    void onCandle(int candle) {
        if (candle > 0 && candles.openTimeMs(candle) > candles.closeTimeMs(candle - 1)) {
            readsLost = true;
            lostCandle = candle;
            agenda.add(agenda.nowMs() + toExchangeMs, Agenda.Kind.HISTORY_ASKED);
            return;
        }
        closed(candle);
        orders.send();
    }

    private void closed(int candle) {
        passed(candle);
        if (readOnlyUntilMs != NEVER && pricedAtMs >= readOnlyUntilMs) {
            readOnlyUntilMs = NEVER;
        }
        if (!orders.isBusy()) {
            worth.observe(candle);
        }
        if (signals.buyFrom(candle) == candle) {
            buy(candle);
        } else if (signals.sellFrom(candle) == candle) {
            sell(candle);
        }
    }

    private void buy(int candle) {
        if (book.hasPosition() || orders.areWorking()) {
            return;
        }
        if (readOnlyUntilMs != NEVER) {
            paused++;
            return;
        }
        long nowMs = agenda.nowMs();
        int refusing = entry.enter(candle, candles.closeTimeMs(candle), candles.close(candle), nowMs);
        if (refusing != TrialRules.ALLOWED && rules.isForTheDay(refusing)) {
            readOnlyUntilMs = (Math.floorDiv(nowMs, DAY_MS) + 1) * DAY_MS;
        }
    }

    private void sell(int candle) {
        if (!book.hasPosition()) {
            entry.abandonWorking();
        } else if (!exit.isUnderway()) {
            entry.abandonWorking();
            exit.sell(false, candles.close(candle));
        }
    }

    /** A price is told, because it is watched. */
    void onPrice(long atMs, double price) {
        lastPrice = price;
        pricedAtMs = atMs;
        if (!book.stop().isArmed()) {
            return;
        }
        if (book.stop().isHitBy(price)) {
            protect(atMs, price);
        } else {
            raise(price);
            stop.levelRose();
        }
        orders.send();
    }

    /** The high of a candle is told, because a price is watched. */
    void onHigh(long atMs, double price) {
        boolean isQuiet = agenda.isEmpty() && !exit.isUnderway() && !readsLost;
        if (!isQuiet || !book.stop().isArmed() || book.stop().isHitBy(price)) {
            onPrice(atMs, price);
            return;
        }
        lastPrice = price;
        pricedAtMs = atMs;
        raise(price);
        if (!stop.isReplacedAtOnce(price)) {
            stop.levelRose();
        }
        orders.send();
    }

    void protect(long atMs, double price) {
        if (exit.isUnderway() || !book.stop().isArmed()) {
            return;
        }
        entry.abandonWorking();
        if (!stop.isFiring(atMs, price)) {
            exit.sell(true, price);
        }
    }

    private void updateWatch() {
        double level = book.stop().watched();
        if (level != watched) {
            watched = level;
            venue.watch(level);
        }
    }

    /** Does the next thing that is due; the clock shows its time. */
    void work() {
        Agenda.Task task = agenda.take();
        TradedOrder order = task.order();
        boolean current = task.isCurrent();
        switch (task.kind()) {
            case ARRIVES -> arrive(order);
            case CANCEL_ARRIVES -> {
                if (current && order.open) {
                    venue.cancel(order);
                }
            }
            case SHOWN -> {
                if (current) {
                    orders.shown(order, task.event(), task.first());
                }
            }
            case REFUSED -> refused(order, task.first() != 0);
            case FILLED -> filled(order, task.first(), task.second(), task.third());
            case BALANCES_ASKED -> exit.balancesAsked();
            case BALANCES_TOLD -> exit.balancesTold(task.first());
            case HISTORY_ASKED -> agenda.add(agenda.nowMs() + fromExchangeMs, Agenda.Kind.HISTORY_TOLD);
            case HISTORY_TOLD -> {
                readsLost = false;
                closed(lostCandle);
            }
            case SETTLE -> orders.settle();
            case RETRY -> exit.again();
            case MARKET_ALARM -> stop.marketAlarm();
            case PROCESS_ALARM -> stop.processAlarm();
            case GRACE -> stop.graceEnds();
        }
        orders.send();
    }

    /** An order arrives at the exchange, which takes or refuses it; the answer leaves before what the order did. */
    private void arrive(TradedOrder order) {
        long toldMs = agenda.nowMs() + fromExchangeMs;
        double market = venue.marketPrice();
        boolean wellSized = order.isEntry()
                ? units.isEnough(units.stepsFor(order.amount, units.buyTicks(market)))
                : units.isTradable(order.size, units.sellTicks(order.isStop() ? order.trigger : market));
        boolean reached = order.isStop() && market <= order.trigger;
        if (!wellSized || reached) {
            var _ = agenda.add(toldMs, Agenda.Kind.REFUSED, order, wellSized ? 1 : 0, 0, 0);
            return;
        }
        Agenda.Task answer = agenda.addShown(toldMs, order);
        venue.arrive(order);
        answer.tell(order.state, order.filledThere);
    }

    private void refused(TradedOrder order, boolean isReached) {
        order.status = OrderStatus.REJECTED;
        if (order.isStop() && isReached) {
            entry.abandonWorking();
            exit.sell(true, order.trigger);
        } else if (order.isStop()) {
            stop.refused();
        }
        orders.ended(order);
    }

    private void filled(TradedOrder order, long ticks, long steps, long atMs) {
        book.filled(order, ticks, steps, atMs, venue.candle(), entryOrder.working);
        if (atMs >= pricedAtMs) {
            lastPrice = units.priceAsDouble(ticks);
            pricedAtMs = atMs;
        }
        updateWatch();
        if (order.isSettled()) {
            orders.ended(order);
        } else {
            changed(order);
        }
    }

    /** An order has changed and has not come to its end. */
    void changed(TradedOrder order) {
        orders.follow();
        if (order.isSale() && !exit.isUnderway()) {
            selling(order);
        }
        reviewStop();
    }

    /** An order has come to its end and works no more. */
    void settled(TradedOrder order) {
        if (order.isStop()) {
            stop.settled(order);
        }
        if (order.isSale() && !exit.isUnderway()) {
            selling(order);
        }
        exit.settled(order);
        if (mayEnter()) {
            entry.finish(order);
        }
        orders.stopFollowingIdle();
        // What is being sold is for the exit to judge, by the price that it asks for.
        if (lastPrice > 0 && !exit.isUnderway()) {
            freeDust(lastPrice);
        }
        reviewStop();
    }

    private void selling(TradedOrder order) {
        entry.abandonWorking();
        exit.follow(order);
    }

    private void reviewStop() {
        if (exit.isUnderway()) {
            exit.makeWay();
        } else {
            stop.review();
        }
    }

    private boolean mayEnter() {
        return readOnlyUntilMs == NEVER && !readsLost && !exit.isUnderway();
    }

    /** Whether an entry or a stop is wanted at the moment it would leave. */
    boolean isStillWanted(TradedOrder order) {
        return order.isStop() ? stop.isStillWanted() : mayEnter() && !entry.isAbandoned();
    }

    /** Frees the bot when nothing works and what it holds is too small to be sold at {@code price}. */
    void freeDust(double price) {
        if (book.hasPosition() && !orders.areWorking() && !units.isTradable(book.steps(), price)) {
            book.closeAsDust(agenda.nowMs(), venue.candle());
            updateWatch();
        }
    }
}
