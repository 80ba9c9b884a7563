package cab.infrastructure.exchange.simulated;

import cab.domain.market.Instrument;
import cab.infrastructure.marketdata.CandleFeed;

/**
 * A symbol that is traded on the simulated exchange.
 *
 * @param instrument its rules
 * @param feed its candles; belongs to the exchange's thread from now on
 */
public record Listing(Instrument instrument, CandleFeed feed) {}
