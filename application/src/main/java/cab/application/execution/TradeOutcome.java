package cab.application.execution;

import cab.domain.order.ClientOrderId;

/** What became of a call of {@link ExecuteTrade}. */
public sealed interface TradeOutcome {

    /** The intent is being written; it is sent once it is durable. What follows is published. */
    record Underway(ClientOrderId clientOrderId) implements TradeOutcome {}

    /**
     * No order: we said no.
     *
     * @param code a stable code
     * @param reason in words and numbers
     */
    record Denied(String code, String reason) implements TradeOutcome {}

    /** The book has an order of that name: the intent was carried out before. */
    record AlreadyKnown(ClientOrderId clientOrderId) implements TradeOutcome {}
}
