package cab.domain.risk;

import cab.domain.market.Quote;
import cab.domain.money.Money;
import cab.domain.money.Percent;
import cab.domain.position.Position;
import java.time.Instant;
import java.util.Optional;

/**
 * What risk rules may ask about the symbol of a proposal, as of the instant of the proposal. Nothing is computed before
 * it is asked for. Owned by one thread.
 */
public interface RiskState {

    /** The last known top of the order book; empty when none is known. */
    Optional<Quote> quote();

    /** When the last order of this symbol was sent; empty when none was. */
    Optional<Instant> lastOrderAt();

    /** How many orders of this symbol were sent at or after {@code since}. */
    int ordersSince(Instant since);

    /** How many orders of this symbol, entries and sales, were sent on the UTC day of the proposal. */
    int ordersToday();

    /** What was bought and sold of this symbol at or after {@code since}, in quote, fees not included. */
    Money turnoverSince(Instant since);

    /** What was bought and sold of this symbol on the UTC day of the proposal, in quote, fees not included. */
    Money turnoverToday();

    /** How many round trips, counted back from the last that ended on the UTC day of the proposal, lost money. */
    int lossStreakToday();

    /** Profit realised on the UTC day of the proposal, in quote, fees taken off; a loss is below zero. */
    Money realisedToday();

    /** What is held. */
    Position position();

    /** What the account is worth, in quote. */
    Money equity();

    /** The most that the account has been worth, in quote; below {@link #equity} when it is worth more than ever. */
    Money peakEquity();

    /** What the exchange takes of an order that takes what rests, as a share of its value. */
    Percent takerFee();
}
