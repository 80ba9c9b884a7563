package cab.domain.order;

/** What can happen to an order, seen from its owner. */
public enum OrderEvent {
    /** Ours: the request is about to leave. */
    SEND,
    /** The exchange took the order. */
    ACCEPTED,
    /** There is proof that the exchange did not take the order. */
    REJECTED,
    /** A request was sent and no clear answer came: the order may or may not live. */
    ANSWER_LOST,
    /** The exchange says that a part has been filled and the rest is live. */
    PARTIALLY_FILLED,
    /** The exchange says that nothing is left to fill. */
    FILLED,
    /** Ours: a request to cancel is about to leave. */
    CANCEL,
    /** There is proof that the request to cancel changed nothing and the order lives. */
    CANCEL_REFUSED,
    /** The exchange ended the order before all was filled. */
    CANCELLED,
    /** The order's own time ended it before all was filled. */
    EXPIRED
}
