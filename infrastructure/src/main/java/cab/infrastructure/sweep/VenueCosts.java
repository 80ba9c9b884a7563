package cab.infrastructure.sweep;

import cab.domain.money.Percent;
import java.time.Duration;

/**
 * How the simulated exchange of a sweep fills: the part of its terms that a fast trial knows. Whoever makes it out of
 * richer terms (jitter, faults, stops that expire) must not use the fast path for those. Immutable.
 *
 * @param spread between bid and ask, of the price; a taker pays half of it
 * @param slippage what a taker pays on top, of the price
 * @param participation the share of a candle's volume that all our orders together may fill
 * @param toExchange how long every message travels to the exchange, in whole milliseconds
 * @param fromExchange how long every message travels back
 */
public record VenueCosts(
        Percent spread, Percent slippage, Percent participation, Duration toExchange, Duration fromExchange) {}
