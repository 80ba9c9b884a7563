package cab.domain.order;

/**
 * Where an order stands. {@link #after} is the whole table of transitions.
 *
 * <p>Guarantees:
 *
 * <ol>
 *   <li>A final state is never left: a late or repeated message changes nothing.
 *   <li>{@link #UNKNOWN} is left on evidence from the exchange alone, and never back to a state that may send.
 *   <li>Reports of the exchange are accepted in any order; our own steps out of turn are a fault of the program.
 *   <li>How much was filled is not told by the state but by the sum of the fills.
 * </ol>
 */
public enum OrderStatus {
    /** Written down, not sent as far as is known. */
    INTENDED,
    /** On its way: the answer is awaited. */
    SENDING,
    /** Lives at the exchange. */
    OPEN,
    /** Lives at the exchange, partly filled. */
    PARTIALLY_FILLED,
    /** Lives at the exchange as far as is known; a cancellation is on its way. */
    CANCEL_SENT,
    /** May or may not live: only evidence from the exchange decides. Reserves its full value. */
    UNKNOWN,
    /** Final: filled in full. */
    FILLED,
    /** Final: ended by us or the exchange; may hold fills. */
    CANCELLED,
    /** Final: ended by its own time; may hold fills. */
    EXPIRED,
    /** Final: the exchange provably never took it. */
    REJECTED;

    public boolean isFinal() {
        return switch (this) {
            case FILLED, CANCELLED, EXPIRED, REJECTED -> true;
            case INTENDED, SENDING, OPEN, PARTIALLY_FILLED, CANCEL_SENT, UNKNOWN -> false;
        };
    }

    /** Whether the order is known to live at the exchange. */
    public boolean isLive() {
        return this == OPEN || this == PARTIALLY_FILLED || this == CANCEL_SENT;
    }

    /**
     * The state after {@code event}.
     *
     * @throws IllegalStateException for a step of our own ({@link OrderEvent#SEND}, {@link OrderEvent#CANCEL}) that is
     *     out of turn
     */
    public OrderStatus after(OrderEvent event) {
        return switch (event) {
            case SEND -> requireOwnStep(this == INTENDED, event, SENDING);
            case CANCEL -> isFinal() ? this : requireOwnStep(isLive() || this == UNKNOWN, event, afterCancelSent());
            case ACCEPTED ->
                switch (this) {
                    case INTENDED, SENDING, UNKNOWN -> OPEN;
                    case OPEN, PARTIALLY_FILLED, CANCEL_SENT, FILLED, CANCELLED, EXPIRED, REJECTED -> this;
                };
            case PARTIALLY_FILLED ->
                switch (this) {
                    case INTENDED, SENDING, UNKNOWN, OPEN, PARTIALLY_FILLED -> PARTIALLY_FILLED;
                    case CANCEL_SENT, FILLED, CANCELLED, EXPIRED, REJECTED -> this;
                };
            case ANSWER_LOST -> isFinal() ? this : UNKNOWN;
            case CANCEL_REFUSED -> this == CANCEL_SENT ? OPEN : this;
            // A rejection proves that the order was never taken; what the exchange has already shown to live disproves
            // it.
            case REJECTED ->
                switch (this) {
                    case INTENDED, SENDING, UNKNOWN, REJECTED -> REJECTED;
                    case OPEN, PARTIALLY_FILLED, CANCEL_SENT -> UNKNOWN;
                    case FILLED, CANCELLED, EXPIRED -> this;
                };
            case FILLED -> isFinal() ? this : FILLED;
            case CANCELLED -> isFinal() ? this : CANCELLED;
            case EXPIRED -> isFinal() ? this : EXPIRED;
        };
    }

    private OrderStatus afterCancelSent() {
        return this == UNKNOWN ? UNKNOWN : CANCEL_SENT;
    }

    private OrderStatus requireOwnStep(boolean inTurn, OrderEvent event, OrderStatus next) {
        if (!inTurn) {
            throw new IllegalStateException(event + " is out of turn for an order that is " + this);
        }
        return next;
    }
}
