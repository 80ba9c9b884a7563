package cab.domain.risk;

import cab.domain.market.Quote;
import cab.domain.money.Money;
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

    /** Profit realised on the UTC day of the proposal, in quote, fees taken off; a loss is below zero. */
    Money realisedToday();

    /** What is held. */
    Position position();
}
