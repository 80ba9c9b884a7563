package cab.infrastructure.exchange.simulated;

import cab.domain.market.Symbol;
import cab.domain.money.Price;
import java.time.Duration;

/**
 * An order that is to be placed when the market comes to a price. Immutable.
 *
 * @param trigger the price
 * @param isOnRise whether the market has to rise to it; otherwise to fall
 * @param lifetime how long it waits
 * @param put what is placed then
 */
public record PriceOrderTerms(Price trigger, boolean isOnRise, Duration lifetime, Placement put) {

    public Symbol symbol() {
        return put.terms().symbol();
    }
}
