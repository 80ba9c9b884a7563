package cab.domain.order;

/** Which side of a trade an order was on. */
public enum LiquiditySide {
    /** The order rested and was met. */
    MAKER,
    /** The order met one that rested. */
    TAKER
}
