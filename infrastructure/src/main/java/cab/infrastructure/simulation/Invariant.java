package cab.infrastructure.simulation;

/**
 * What must hold whatever goes wrong: after each step, or, where it says so, once everything works again. The numbers
 * are stable; what checks each is in {@link Invariants}.
 */
public enum Invariant {
    NO_FAULT(0, "the program raises no fault of its own"),
    ONE_ORDER_PER_NAME(1, "the exchange has at most one order of each client order id"),
    INTENT_FIRST(2, "no order is sent before its intent is durable, but a sale while the journal cannot be written"),
    TRACKED(3, "every live order of ours is in the book while the program is up and reconciled"),
    POSITION_AGREES(5, "once healed, the book holds exactly what the fills of its orders have left at the exchange"),
    FILLS_ONCE(6, "each trade id is booked once, and no order is filled beyond its quantity"),
    RESTART_AGREES(8, "once healed, a restart knows the same position, nothing is in doubt and nothing is held"),
    WITHIN_DECISION(9, "the orders of one decision add up to no more than was decided, and orders do not storm"),
    PROTECTED(11, "every position of tradable size has an armed stop or is being sold"),
    STOP_NEVER_LOOSENS(11, "the highest price a stop goes by never falls, nor over a restart below what was written"),
    STOP_SELLS(11, "when the program knows of a price at which the stop sells, it sells"),
    SALE_GOES_ON(11, "a sale that was begun goes on, over a restart too, until the position is gone"),
    SALES_WITHIN_POSITION(12, "open sales add up to no more than the position"),
    NO_ENTRY_IN_DOUBT(13, "nothing is bought while an order is in doubt or a difference is unexplained"),
    NEVER_SENT_AGAIN(15, "an order is never sent a second time"),
    FINAL_STAYS(16, "a final state is never left"),
    WITHIN_FUNDS(17, "a sale sells no more than the position, a purchase spends no more than is free"),
    EXCHANGE_RULES(18, "every order keeps step, least quantity and least value of its symbol"),
    DUST_FREES_SLOT(18, "once healed, a rest too small to be sold does not occupy the bot"),
    PROFIT_ADDS_UP(19, "profit less the cost of what is held is what the fills have brought, to the last digit"),
    OTHERS_UNTOUCHED(20, "orders and coins of others are neither cancelled nor sold");

    private final int number;
    private final String sentence;

    Invariant(int number, String sentence) {
        this.number = number;
        this.sentence = sentence;
    }

    public int number() {
        return number;
    }

    public String sentence() {
        return sentence;
    }
}
