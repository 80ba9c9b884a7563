package cab.infrastructure.sweep;

import cab.domain.market.CandleSeries;
import cab.domain.market.FeeSchedule;
import cab.domain.order.OrderEvent;
import cab.infrastructure.marketdata.FinerCandles;
import java.util.Optional;

/**
 * The simulated exchange of a trial: the way of the price through each candle, and how the three orders that a bot may
 * have meet it. What happens, when, and in which order is that of the simulated exchange. Owned by one thread.
 */
final class TrialVenue {

    private static final double NO_MARKET = Double.NaN;
    private static final int NOT_TOLD = -1;

    /** What the lane does next. */
    enum Move {
        OPEN,
        FALL,
        HIGH,
        CLOSE,
        END
    }

    private final CandleSeries candles;
    private final TrialPath path;
    private final boolean looksInside;
    private final Units units;
    private final Agenda agenda;
    private final long fromExchangeMs;
    private final boolean feeInBase;
    private final TradedOrder[] waiting = new TradedOrder[3];
    private final TradedOrder[] arrived = new TradedOrder[3];
    private int waitingCount;
    private boolean stopRests;
    private double stopLevel;
    private TradedOrder restingStop = TradedOrder.NONE;
    private long coins;
    private long usedSteps;
    private int candle;
    private boolean opened;
    private boolean highTold;
    private boolean ended;
    private double watched;

    /** Counts what the price has followed: candles, and finer ones in them. */
    private int followed;

    private int toldIn = NOT_TOLD;
    private Move next = Move.END;
    private long nextMs;
    private double nextPrice;

    /** Whether what is next is still so: time alone does not change it before it comes. */
    private boolean looked;

    TrialVenue(CandleSeries candles, Optional<FinerCandles> finer, Units units, Agenda agenda, long fromExchangeMs) {
        this.candles = candles;
        this.path = new TrialPath(candles, finer);
        this.looksInside = finer.isPresent();
        this.units = units;
        this.agenda = agenda;
        this.fromExchangeMs = fromExchangeMs;
        this.feeInBase = units.instrument().fees().charge() == FeeSchedule.FeeCharge.RECEIVED;
    }

    /** The candle that is being played, or the next one; so many have closed. */
    int candle() {
        return candle;
    }

    boolean hasEnded() {
        return ended;
    }

    /** Whether no candle is under way and no order waits for its opening. */
    boolean isBetweenCandles() {
        return !opened && !highTold && waitingCount == 0 && agenda.nowMs() <= candles.openTimeMs(candle);
    }

    /** Moves on to {@code candle} past candles in which nothing happens. */
    void skipTo(int index) {
        looked = false;
        candle = index;
        path.skipTo(index);
        followed++;
        usedSteps = 0;
        opened = false;
        highTold = false;
        ended = index == candles.size();
    }

    /** Watches a price, or nothing when it is 0. */
    void watch(double price) {
        if (price != watched) {
            looked = false;
            watched = price;
            toldIn = NOT_TOLD;
        }
    }

    /** The highest price at which something happens when the market falls to it. */
    double fallLevel() {
        double level = stopRests ? stopLevel : 0;
        return watched <= level || isTold() ? level : watched;
    }

    /** Whether the level was told in this candle, or in the finer one that is under way. */
    private boolean isTold() {
        return toldIn == followed;
    }

    /** The lowest price that a stop which rises with the high of {@code other}, a candle to come, may meet in it. */
    double lowestBehindHigh(int other) {
        return path.isTold(other) ? candles.low(other) : candles.close(other);
    }

    /** Somebody asks what the price does inside the candle. */
    private void lookInside(long nowMs) {
        if (!looksInside) {
            return;
        }
        if (path.begin(nowMs)) {
            beginPart();
        }
        while (path.isPartBefore(nowMs)) {
            endPart();
        }
    }

    private void endPart() {
        if (path.endPart()) {
            beginPart();
            usedSteps = 0;
        }
    }

    private void beginPart() {
        followed++;
        opened = false;
        highTold = false;
    }

    long nextMs() {
        return nextMs;
    }

    /** Whether what is next comes before what is due at the same instant. */
    boolean isOnPath() {
        return next == Move.FALL || next == Move.HIGH;
    }

    /** Looks what happens next. */
    void look() {
        if (looked && agenda.nowMs() <= nextMs) {
            return;
        }
        looked = true;
        if (ended) {
            happens(Move.END, Agenda.NEVER, 0);
            return;
        }
        if (waitingCount == 0 && !stopRests && watched <= 0) {
            happens(Move.CLOSE, path.wholeCloseMs(), 0);
            return;
        }
        long nowMs = agenda.nowMs();
        lookInside(nowMs);
        if (path.isOver()) {
            happens(Move.CLOSE, path.wholeCloseMs(), 0);
            return;
        }
        double fall = fallLevel();
        if (!opened && nowMs <= path.openMs()) {
            if (waitingCount > 0 || path.low() <= fall) {
                happens(Move.OPEN, path.openMs(), 0);
                return;
            }
        } else {
            opened = true;
        }
        if (!fallsToLow(nowMs, fall) && !risesToHigh(nowMs, fall) && !fallsToClose(nowMs, fall)) {
            happens(Move.CLOSE, path.closeMs(), 0);
        }
    }

    private boolean fallsToLow(long nowMs, double fall) {
        if (nowMs > path.lowMs() || fall < path.low()) {
            return false;
        }
        reaches(fall, path.fallsFromOpenAt(fall), nowMs);
        return true;
    }

    private boolean risesToHigh(long nowMs, double fall) {
        if (nowMs > path.highMs()) {
            return false;
        }
        if (nowMs > path.lowMs() && fall >= path.priceAt(nowMs)) {
            happens(Move.FALL, nowMs, path.priceAt(nowMs));
            return true;
        }
        if (!highTold && watched > 0) {
            happens(Move.HIGH, path.highMs(), 0);
            return true;
        }
        return false;
    }

    private boolean fallsToClose(long nowMs, double fall) {
        if (fall < path.close()) {
            return false;
        }
        reaches(fall, path.fallsFromHighAt(fall), nowMs);
        return true;
    }

    private void reaches(double level, long atMs, long nowMs) {
        if (atMs >= nowMs) {
            happens(Move.FALL, atMs, level);
        } else {
            happens(Move.FALL, nowMs, path.priceAt(nowMs));
        }
    }

    private void happens(Move move, long atMs, double price) {
        next = move;
        nextMs = atMs;
        nextPrice = price;
    }

    /** Lets happen what is next; the clock shows its time. */
    void play(TrialDesk desk) {
        looked = false;
        switch (next) {
            case OPEN -> {
                opened = true;
                double price = path.open();
                if (waitingCount > 0 || stopRests) {
                    open(price);
                }
                tellFall(desk, price);
            }
            case FALL -> {
                if (stopRests && nextPrice <= stopLevel) {
                    trigger(nextPrice);
                }
                tellFall(desk, nextPrice);
            }
            case HIGH -> {
                highTold = true;
                if (watched > 0) {
                    desk.onHigh(nextMs, path.high());
                }
            }
            case CLOSE -> close(desk);
            case END -> throw new IllegalStateException("the candles have ended");
        }
    }

    private void close(TrialDesk desk) {
        if (nextMs < path.wholeCloseMs()) {
            endPart();
            return;
        }
        desk.onCandle(candle);
        skipTo(candle + 1);
    }

    private void tellFall(TrialDesk desk, double price) {
        double pending = isTold() ? 0 : watched;
        if (price <= pending) {
            toldIn = followed;
            desk.onPrice(nextMs, price);
        }
    }

    private void open(double price) {
        int count = waitingCount;
        System.arraycopy(waiting, 0, arrived, 0, count);
        waitingCount = 0;
        if (stopRests && price <= stopLevel) {
            trigger(price);
        }
        for (int index = 0; index < count; index++) {
            take(arrived[index], price);
        }
    }

    private void trigger(double price) {
        TradedOrder stop = restingStop;
        stopRests = false;
        take(stop, Math.min(stop.trigger, price));
    }

    /** An order that is well formed arrives: it is matched, waits for the next open, or rests. */
    void arrive(TradedOrder order) {
        looked = false;
        order.open = true;
        order.state = OrderEvent.ACCEPTED;
        if (order.isStop()) {
            restingStop = order;
            stopRests = true;
            stopLevel = order.trigger;
            return;
        }
        double price = tradedPrice();
        if (Double.isNaN(price)) {
            waiting[waitingCount++] = order;
        } else {
            take(order, price);
        }
    }

    /**
     * Whether a stop rests and nothing else is open, in a candle that is not looked into: what has fired and found
     * nobody does not rest.
     */
    boolean hasOnlyStop() {
        return stopRests && waitingCount == 0 && !looksInside;
    }

    /** Whether the price, which is at its high, stays above {@code level} until then, and the candle goes on. */
    boolean staysAbove(double level, long untilMs) {
        return untilMs < path.closeMs() && (level < path.close() || path.fallsFromHighAt(level) > untilMs);
    }

    /** The price at an instant of the candle that is under way. */
    double priceAt(long nowMs) {
        return path.priceAt(nowMs);
    }

    /** A stop rests in place of the one before it. */
    void replace(TradedOrder stop) {
        looked = false;
        stop.open = true;
        stopLevel = stop.trigger;
    }

    /** Ends an open order. */
    void cancel(TradedOrder order) {
        looked = false;
        int kept = 0;
        for (int index = 0; index < waitingCount; index++) {
            if (waiting[index] != order) {
                waiting[kept++] = waiting[index];
            }
        }
        waitingCount = kept;
        if (order.isStop()) {
            stopRests = false;
        }
        end(order, OrderEvent.CANCELLED);
    }

    private void end(TradedOrder order, OrderEvent state) {
        order.state = state;
        order.open = false;
        tell(order);
    }

    private void tell(TradedOrder order) {
        var _ = agenda.addShown(agenda.nowMs() + fromExchangeMs, order);
    }

    private void take(TradedOrder order, double traded) {
        boolean buys = order.isEntry();
        long ticks = buys ? units.buyTicks(traded) : units.sellTicks(traded);
        long wanted = buys ? units.stepsFor(order.amount - order.spentThere, ticks) : order.size - order.filledThere;
        if (wanted == 0) {
            end(order, order.filledThere > 0 ? OrderEvent.FILLED : OrderEvent.CANCELLED);
            return;
        }
        long quantity = Math.min(wanted, volumeLeft(wanted));
        if (quantity > 0) {
            fill(order, ticks, quantity);
        }
        if (quantity == wanted) {
            end(order, OrderEvent.FILLED);
            return;
        }
        waiting[waitingCount++] = order;
        if (quantity > 0) {
            tell(order);
        }
    }

    private long volumeLeft(long wanted) {
        return Math.max(0, units.stepsOfVolume(path.volume(), usedSteps + wanted) - usedSteps);
    }

    private void fill(TradedOrder order, long ticks, long steps) {
        usedSteps += steps;
        order.filledThere += steps;
        order.spentThere += units.notional(ticks, steps);
        order.state = OrderEvent.PARTIALLY_FILLED;
        coins += order.isEntry()
                ? units.coinsOf(steps) - (feeInBase ? units.feeInCoins(steps) : 0)
                : -units.coinsOf(steps);
        var _ = agenda.add(agenda.nowMs() + fromExchangeMs, Agenda.Kind.FILLED, order, ticks, steps, agenda.nowMs());
    }

    /** Coins of the account that no open order binds. */
    long freeCoins() {
        long bound = 0;
        for (int index = 0; index < waitingCount; index++) {
            TradedOrder order = waiting[index];
            bound += order.isEntry() ? 0 : units.coinsOf(order.size - order.filledThere);
        }
        return coins - bound - (stopRests ? units.coinsOf(restingStop.size) : 0);
    }

    /** The price that is traded now; not a number while nothing is. */
    private double tradedPrice() {
        long nowMs = agenda.nowMs();
        if (looksInside) {
            if (nowMs < path.wholeOpenMs() || nowMs >= path.wholeCloseMs()) {
                return NO_MARKET;
            }
            lookInside(nowMs);
        }
        boolean opening = nowMs == path.openMs() && !opened;
        return nowMs < path.openMs() || nowMs >= path.closeMs() || opening ? NO_MARKET : path.priceAt(nowMs);
    }

    /** The price that is traded now, or the last one. */
    double marketPrice() {
        double traded = tradedPrice();
        if (!Double.isNaN(traded)) {
            return traded;
        }
        if (agenda.nowMs() >= path.wholeCloseMs()) {
            return path.wholeClose();
        }
        return agenda.nowMs() >= path.closeMs() ? path.close() : path.previousClose();
    }

    /** The price that the top of the book is reckoned from. */
    double quotedPrice() {
        long nowMs = agenda.nowMs();
        if (nowMs >= path.wholeCloseMs()) {
            return path.wholeClose();
        }
        if (nowMs >= path.wholeOpenMs()) {
            lookInside(nowMs);
        }
        if (nowMs <= path.openMs()) {
            return path.previousClose();
        }
        return nowMs < path.closeMs() ? path.priceAt(nowMs) : path.close();
    }
}
