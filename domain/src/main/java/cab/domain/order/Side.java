package cab.domain.order;

/** The direction of an order, in base. */
public enum Side {
    BUY,
    SELL
}
