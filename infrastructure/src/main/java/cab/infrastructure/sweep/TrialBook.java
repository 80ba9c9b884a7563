package cab.infrastructure.sweep;

import cab.domain.market.FeeSchedule;
import cab.domain.money.Money;
import cab.domain.position.ClosedTrade;
import cab.domain.position.ClosedTrades;
import cab.domain.position.Position;
import cab.domain.protection.ProtectiveStop;
import java.time.Instant;

/** The book of a trial: cash, position, what protects it, and what came of what was sold. Owned by one thread. */
final class TrialBook {

    /** No decision: nothing is held. */
    static final long NOBODY = Long.MIN_VALUE;

    private final Units units;
    private final ProtectiveStop stop;
    private final Activities activities;
    private final Lots lots;
    private final Tape tape;
    private final Marks marks;
    private final boolean feeInBase;
    private final long widePerMoney;
    private final ClosedTrades closedTrades = new ClosedTrades();
    private final boolean keepsTrades;
    private final Wide profit = new Wide();
    private final Wide tripProfit = new Wide();
    private final Wide tripCost = new Wide();
    private final Wide won = new Wide();
    private final Wide lost = new Wide();
    private long cash;
    private long heldSteps;
    private long fees;
    private long openedBy = NOBODY;
    private long enteredBy = NOBODY;
    private long enteredSteps;
    private long enteredMoney;
    private boolean tripSold;
    private int wins;
    private int losses;

    /** @param keepsTrades whether the sizer learns from trades that were closed */
    TrialBook(
            Units units,
            ProtectiveStop stop,
            Activities activities,
            Lots lots,
            Tape tape,
            Marks marks,
            long cash,
            boolean keepsTrades) {
        this.units = units;
        this.stop = stop;
        this.activities = activities;
        this.lots = lots;
        this.tape = tape;
        this.marks = marks;
        this.cash = cash;
        this.keepsTrades = keepsTrades;
        this.feeInBase = units.instrument().fees().charge() == FeeSchedule.FeeCharge.RECEIVED;
        this.widePerMoney = Units.ten(18 - units.moneyScale());
    }

    long cash() {
        return cash;
    }

    long fees() {
        return fees;
    }

    /** Coins held. */
    long coins() {
        return lots.held();
    }

    /** What is held, in whole steps. */
    long steps() {
        return heldSteps;
    }

    /** Whether there is a position worth selling, or one on its way to be. */
    boolean hasPosition() {
        return openedBy != NOBODY;
    }

    long openedBy() {
        return openedBy;
    }

    ProtectiveStop stop() {
        return stop;
    }

    Activities activities() {
        return activities;
    }

    ClosedTrades closedTrades() {
        return closedTrades;
    }

    /** The position as the domain has it; its cost is not told. */
    Position position() {
        return new Position(
                units.coins(lots.held()), Money.zero(units.instrument().symbol().quote()));
    }

    /**
     * Books a fill.
     *
     * @param candle the candles that have closed
     * @param buying whether a purchase is still at work
     */
    void filled(TradedOrder order, long ticks, long steps, long atMs, int candle, boolean buying) {
        if (order.isStop() && order.filled == 0) {
            activities.ordered(atMs);
        }
        long notional = units.notional(ticks, steps);
        long fee = units.feeInMoney(ticks, steps);
        order.filled += steps;
        order.filledMoney = Math.addExact(order.filledMoney, notional);
        order.updatedAtMs = Math.max(order.updatedAtMs, atMs);
        fees = Math.addExact(fees, fee);
        tape.filled(order.isEntry(), ticks, steps, atMs);
        if (order.isEntry()) {
            bought(order, notional, fee, steps, atMs);
        } else {
            sold(ticks, notional, fee, steps, atMs, buying);
        }
        mark(candle);
    }

    private void bought(TradedOrder order, long notional, long fee, long steps, long atMs) {
        long coins = units.coinsOf(steps);
        if (feeInBase) {
            cash = Math.subtractExact(cash, notional);
            lots.add(coins - units.feeInCoins(steps), notional, widePerMoney);
        } else {
            long paid = Math.addExact(notional, fee);
            cash = Math.subtractExact(cash, paid);
            lots.add(coins, paid, widePerMoney);
        }
        heldSteps = units.stepsIn(lots.held());
        activities.traded(atMs, notional);
        if (openedBy == NOBODY) {
            openedBy = order.decision;
        }
        if (enteredBy != order.decision) {
            enteredBy = order.decision;
            enteredSteps = 0;
            enteredMoney = 0;
        }
        enteredSteps += steps;
        enteredMoney = Math.addExact(enteredMoney, notional);
        stop.arm(units.moneyAsDouble(enteredMoney) / units.stepsAsDouble(enteredSteps), stop.peak());
    }

    private void sold(long ticks, long notional, long fee, long steps, long atMs, boolean buying) {
        long proceeds = Math.subtractExact(notional, fee);
        cash = Math.addExact(cash, proceeds);
        Wide cost = lots.take(units.coinsOf(steps));
        heldSteps = units.stepsIn(lots.held());
        profit.setProduct(proceeds, widePerMoney);
        profit.subtract(cost);
        activities.traded(atMs, notional);
        activities.realised(atMs, profit);
        if (openedBy != NOBODY) {
            tripSold = true;
            tripProfit.add(profit);
            tripCost.add(cost);
        }
        if (!buying && !units.isTradable(steps(), ticks)) {
            close(atMs);
        }
    }

    /** Frees the bot although something is held that cannot be sold. */
    void closeAsDust(long nowMs, int candle) {
        close(nowMs);
        mark(candle);
    }

    private void close(long atMs) {
        openedBy = NOBODY;
        stop.disarm();
        if (!tripSold) {
            return;
        }
        activities.roundTripEnded(atMs, tripProfit);
        tape.tripEnded(tripProfit);
        if (tripProfit.signum() > 0) {
            wins++;
            won.add(tripProfit);
        } else {
            losses++;
            lost.subtract(tripProfit);
        }
        if (keepsTrades && tripCost.signum() > 0) {
            closedTrades.add(new ClosedTrade(money(tripCost), money(tripProfit), Instant.ofEpochMilli(atMs)));
        }
        tripSold = false;
        tripProfit.clear();
        tripCost.clear();
    }

    private void mark(int candle) {
        marks.change(candle, units.moneyAsDouble(cash), units.coinsAsDouble(lots.held()), openedBy != NOBODY);
    }

    private Money money(Wide wide) {
        return new Money(wide.value(), units.instrument().symbol().quote());
    }

    int wins() {
        return wins;
    }

    int losses() {
        return losses;
    }

    Wide won() {
        return won;
    }

    Wide lost() {
        return lost;
    }
}
