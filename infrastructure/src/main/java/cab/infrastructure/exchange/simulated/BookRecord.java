package cab.infrastructure.exchange.simulated;

import cab.domain.market.Symbol;
import cab.domain.order.Fill;

/** Where a book writes down what it did. Owned by the exchange's thread. */
interface BookRecord {

    /** The number of the next trade. */
    long nextTradeId();

    /** An order changed: it was taken, triggered, filled in part, or has ended. */
    void moved(ExchangeOrder order);

    /**
     * An order was filled; that it has changed is told by {@link #moved} alone.
     *
     * @param execution at what, and what the market traded at
     */
    void filled(ExchangeOrder order, Fill fill, Execution execution);

    /** A candle had too little volume for an order: a part of it has to wait. */
    void shortOfVolume(ExchangeOrder order);

    /** The market has come to the price that the order waits for. */
    void reached(PriceOrder order);

    /** Stop and target of one position were both within reach of one candle. */
    void ambiguousCandle(Symbol symbol);

    /** The time, UTC milliseconds. */
    long nowMs();

    /** What the exchange does to orders beyond its rules. */
    MatchingFaults disturbance();
}
