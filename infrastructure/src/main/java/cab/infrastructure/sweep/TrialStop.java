package cab.infrastructure.sweep;

import cab.application.protection.StopPolicy;
import cab.domain.protection.ProtectiveStop;
import java.math.MathContext;

/** The stop that rests at the exchange, kept as the trading cycle keeps it. Times in milliseconds. One thread. */
final class TrialStop {

    private static final long ENTRY_WAIT_MS = 5_000;
    private static final long GRACE_MS = 5_000;
    private static final long PAUSE_FIRST_MS = 30_000;
    private static final long PAUSE_MAX_MS = 3_600_000;
    private static final long SOUND_AFTER_MS = 600_000;
    private static final int STOPS_MAX = 1_000;
    private static final long NONE = Long.MIN_VALUE;
    private static final MathContext LEVEL_DIGITS = new MathContext(12);

    private final TrialOrders orders;
    private final TrialDesk desk;
    private final TrialBook book;
    private final Units units;
    private final Agenda agenda;
    private final ProtectiveStop level;
    private final TradedOrder stop;
    private final TradedOrder sale;
    private final TradedOrder entry;
    private final boolean atExchange;
    private final double replaceFactor;
    private boolean standingDown;
    private long notBeforeMs = NONE;
    private long pauseMs = PAUSE_FIRST_MS;
    private long entryWaitUntilMs = NONE;
    private long marketAlarmMs = NONE;
    private long processAlarmMs = NONE;
    private double replaceFrom = Double.POSITIVE_INFINITY;
    private int firing;
    private boolean graceOver;
    private long graceAtMs;
    private double gracePrice;

    TrialStop(TrialOrders orders, TrialDesk desk, TrialDesk.Parts parts, StopPolicy policy) {
        this.orders = orders;
        this.desk = desk;
        this.book = parts.book();
        this.units = parts.units();
        this.agenda = parts.agenda();
        this.level = book.stop();
        this.stop = orders.stop();
        this.sale = orders.sale();
        this.entry = orders.entry();
        this.atExchange = policy.atExchange();
        this.replaceFactor = 1 + policy.replaceStep().fraction().doubleValue();
    }

    /** A level that is at least this has the stop looked at. */
    double replaceFrom() {
        return replaceFrom;
    }

    boolean isStillWanted() {
        return !standingDown && isWanted() && book.openedBy() == stop.decision && book.steps() >= stop.size;
    }

    void review() {
        if (standingDown) {
            return;
        }
        if (stop.working) {
            compare();
        } else if (isWanted()) {
            place();
        } else {
            forget();
        }
    }

    void levelRose() {
        if (level.level() >= replaceFrom) {
            review();
        }
    }

    /**
     * Does in one step what a level that has risen to its highest in a candle most often leads to: the stop is ended,
     * is told to have ended, the next is placed, is told to rest, and nothing else happens meanwhile. Nothing is done
     * where anything of that is otherwise. Nothing else is on its way.
     */
    boolean isReplacedAtOnce(double price) {
        if (level.level() < replaceFrom || standingDown || !stop.restsUntouched() || firing == stop.number()) {
            return false;
        }
        long nowMs = agenda.nowMs();
        long held = book.steps();
        boolean isWhole = !entry.working && !sale.working && held == stop.size && isWanted();
        if (!isWhole || nowMs < notBeforeMs || level.level() < stop.trigger * replaceFactor) {
            return false;
        }
        long ticks = units.triggerTicks(level.level(), LEVEL_DIGITS);
        double trigger = units.priceAsDouble(ticks);
        boolean isPlain = level.level() < trigger * replaceFactor
                && units.isTradable(held, price)
                && units.isTradable(held, ticks)
                && units.isTradable(held, units.sellTicks(trigger));
        if (!isPlain
                || orders.protections() >= STOPS_MAX
                || !orders.isUndisturbed(Math.max(trigger, level.watched()))) {
            return false;
        }
        if (nowMs >= stop.decidedAtMs + SOUND_AFTER_MS) {
            pauseMs = PAUSE_FIRST_MS;
        }
        notBeforeMs = orders.replaceStop(held, ticks) + PAUSE_FIRST_MS;
        replaceFrom = trigger * replaceFactor;
        return true;
    }

    private boolean isWanted() {
        return atExchange && book.hasPosition() && level.level() > 0;
    }

    private void compare() {
        replaceFrom = Double.POSITIVE_INFINITY;
        if (!stop.restsUntouched()) {
            return;
        }
        if (agenda.nowMs() >= stop.decidedAtMs + SOUND_AFTER_MS) {
            pauseMs = PAUSE_FIRST_MS;
        }
        long held = book.steps();
        if (!isWanted() || held < stop.size) {
            orders.abandon(stop);
            return;
        }
        double risen = stop.trigger * replaceFactor;
        boolean outdated = level.level() >= risen || stop.size < held;
        if (!outdated) {
            replaceFrom = risen;
        } else if (isPaced()) {
            orders.abandon(stop);
        }
    }

    private boolean isPaced() {
        boolean over = agenda.nowMs() >= notBeforeMs;
        if (!over) {
            setProcessAlarm(notBeforeMs);
        }
        return over;
    }

    private void place() {
        replaceFrom = Double.POSITIVE_INFINITY;
        if (sale.working || isWaitingForEntry() || !isPaced()) {
            return;
        }
        if (orders.protections() >= STOPS_MAX) {
            return;
        }
        long steps = book.steps();
        if (steps <= 0) {
            return;
        }
        long ticks = units.triggerTicks(level.level(), LEVEL_DIGITS);
        notBeforeMs = agenda.nowMs() + PAUSE_FIRST_MS;
        if (units.isTradable(steps, ticks)) {
            orders.placeStop(steps, ticks);
        } else {
            refused();
        }
    }

    private boolean isWaitingForEntry() {
        if (!entry.working) {
            return false;
        }
        long nowMs = agenda.nowMs();
        if (entryWaitUntilMs == NONE) {
            entryWaitUntilMs = nowMs + ENTRY_WAIT_MS;
        }
        boolean waiting = nowMs < entryWaitUntilMs;
        if (waiting && (marketAlarmMs == NONE || entryWaitUntilMs < marketAlarmMs)) {
            agenda.cancel(Agenda.Kind.MARKET_ALARM);
            marketAlarmMs = entryWaitUntilMs;
            agenda.add(marketAlarmMs, Agenda.Kind.MARKET_ALARM);
        }
        return waiting;
    }

    private void setProcessAlarm(long dueMs) {
        if (processAlarmMs == NONE || dueMs < processAlarmMs) {
            agenda.cancel(Agenda.Kind.PROCESS_ALARM);
            processAlarmMs = dueMs;
            agenda.add(dueMs, Agenda.Kind.PROCESS_ALARM);
        }
    }

    void marketAlarm() {
        marketAlarmMs = NONE;
        review();
    }

    void processAlarm() {
        processAlarmMs = NONE;
        review();
    }

    private void clearAlarms() {
        if (marketAlarmMs != NONE) {
            marketAlarmMs = NONE;
            agenda.cancel(Agenda.Kind.MARKET_ALARM);
        }
        if (processAlarmMs != NONE) {
            processAlarmMs = NONE;
            agenda.cancel(Agenda.Kind.PROCESS_ALARM);
        }
    }

    private void forget() {
        clearAlarms();
        notBeforeMs = NONE;
        pauseMs = PAUSE_FIRST_MS;
        entryWaitUntilMs = NONE;
        replaceFrom = Double.POSITIVE_INFINITY;
    }

    /** Ends what works of a stop; whether none is in the way of a sale. */
    boolean standDown() {
        standingDown = true;
        clearAlarms();
        if (!stop.working) {
            return true;
        }
        if (!stop.hasFired()) {
            switch (stop.status) {
                case INTENDED -> orders.withdraw(stop);
                case SENDING, UNKNOWN, OPEN -> orders.abandon(stop);
                case CANCEL_SENT, PARTIALLY_FILLED, FILLED, CANCELLED, EXPIRED, REJECTED -> {}
            }
        }
        return false;
    }

    void standUp() {
        standingDown = false;
    }

    /** Whether the stop fires by itself at {@code price}; it is given a short while for it. */
    boolean isFiring(long atMs, double price) {
        if (!stop.working || !stop.restsUntouched() || price > stop.trigger) {
            return false;
        }
        if (firing != stop.number()) {
            agenda.cancel(Agenda.Kind.GRACE);
            firing = stop.number();
            graceOver = false;
            graceAtMs = atMs;
            gracePrice = price;
            agenda.add(agenda.nowMs() + GRACE_MS, Agenda.Kind.GRACE);
        }
        return !graceOver;
    }

    void graceEnds() {
        graceOver = true;
        desk.protect(graceAtMs, gracePrice);
    }

    /** The exchange does not take a stop. */
    void refused() {
        notBeforeMs = agenda.nowMs() + pauseMs;
        pauseMs = pauseMs * 2 < PAUSE_MAX_MS ? pauseMs * 2 : PAUSE_MAX_MS;
        if (!standingDown) {
            setProcessAlarm(notBeforeMs);
        }
    }

    void settled(TradedOrder ended) {
        if (ended.number() == firing) {
            agenda.cancel(Agenda.Kind.GRACE);
            firing = 0;
        }
    }
}
