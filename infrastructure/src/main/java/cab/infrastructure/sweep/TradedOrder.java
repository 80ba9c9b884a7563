package cab.infrastructure.sweep;

import cab.domain.order.OrderEvent;
import cab.domain.order.OrderStatus;

/**
 * One order of a trial, as the exchange has it and as the bot knows it. The same object serves one order after the
 * other; the number tells which. Quantities are in steps, amounts in units of money. Owned by one thread.
 */
final class TradedOrder {

    /** No order. */
    static final TradedOrder NONE = new TradedOrder(Kind.SALE);

    /** What it is for. */
    enum Kind {
        ENTRY,
        SALE,
        STOP
    }

    private final Kind kind;
    private int number;

    // What it asks for.
    long decision;
    long decidedAtMs;
    double reference;
    long amount;
    long size;
    long triggerTicks;
    double trigger;
    boolean protects;

    // As the exchange has it.
    boolean open;
    OrderEvent state = OrderEvent.ACCEPTED;
    long filledThere;
    long spentThere;

    // As the bot knows it.
    boolean working;
    OrderStatus status = OrderStatus.REJECTED;
    long filled;
    long filledMoney;
    long reported;
    long updatedAtMs;
    boolean named;
    boolean abandoned;

    TradedOrder(Kind kind) {
        this.kind = kind;
    }

    /** Begins a new order that is about to be written down. */
    void begin(int newNumber, long decisionMs, long nowMs, double referencePrice) {
        number = newNumber;
        decision = decisionMs;
        decidedAtMs = nowMs;
        reference = referencePrice;
        open = false;
        state = OrderEvent.ACCEPTED;
        filledThere = 0;
        spentThere = 0;
        working = true;
        status = OrderStatus.INTENDED;
        filled = 0;
        filledMoney = 0;
        reported = 0;
        updatedAtMs = nowMs;
        named = false;
        abandoned = false;
    }

    /** Forgets what an earlier trial did with it. */
    void clear() {
        number = 0;
        working = false;
        open = false;
        status = OrderStatus.REJECTED;
        filled = 0;
    }

    int number() {
        return number;
    }

    boolean isEntry() {
        return kind == Kind.ENTRY;
    }

    boolean isStop() {
        return kind == Kind.STOP;
    }

    /** Whether it is a stop that rests and that nobody is ending, as far as the bot knows. */
    boolean restsUntouched() {
        return isStop() && status == OrderStatus.OPEN && filled == 0;
    }

    /** Whether it is a stop that has begun to trade, as far as the bot knows. */
    boolean hasFired() {
        return isStop() && (filled > 0 || status == OrderStatus.PARTIALLY_FILLED || status == OrderStatus.FILLED);
    }

    /** Whether it sells, as far as the bot knows: a stop does once it has fired. */
    boolean isSale() {
        return !isEntry() && (!isStop() || hasFired());
    }

    /** Whether its state is final and all that it filled is booked. */
    boolean isSettled() {
        return status.isFinal() && filled >= reported && (status != OrderStatus.FILLED || filled > 0);
    }
}
