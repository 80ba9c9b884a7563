package cab.domain.market;

/**
 * A candle whose interval is over: the only form of market data a strategy sees, so that looking ahead is impossible.
 *
 * <p>An instance may be a view that moves on with the next candle: it is valid during the call it is handed to. Who
 * keeps candles copies them with {@link Candle#copyOf}.
 *
 * <p>Prices and volume are doubles, for signals. An amount is never computed from them; {@link Candle} tells how a
 * price of a candle becomes an exact {@link cab.domain.money.Price}.
 */
public interface ClosedCandle {

    /** Start of the interval, UTC milliseconds, inclusive. */
    long openTimeMs();

    /** End of the interval, UTC milliseconds, exclusive; the candle is known from this instant on. */
    long closeTimeMs();

    /** First price. */
    double open();

    /** Highest price; at least open, close and low. */
    double high();

    /** Lowest price; more than zero. */
    double low();

    /** Last price. */
    double close();

    /** Traded volume in base; zero or more. */
    double volume();
}
