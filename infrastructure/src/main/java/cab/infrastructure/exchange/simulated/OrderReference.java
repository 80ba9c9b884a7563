package cab.infrastructure.exchange.simulated;

import cab.domain.market.Symbol;
import cab.domain.order.ClientOrderId;
import cab.domain.order.VenueOrderId;

/** By which name an order is asked for. */
public sealed interface OrderReference {

    Symbol symbol();

    /** By the number that the exchange gave it. */
    record ByVenueId(Symbol symbol, VenueOrderId venueOrderId) implements OrderReference {

        private static final int DIGITS_MAX = 18;

        /** The number; −1, which no order has, when the name is none that this exchange gives. */
        long number() {
            String digits = venueOrderId.value();
            boolean isNumber = digits.length() <= DIGITS_MAX
                    && digits.chars().allMatch(character -> character >= '0' && character <= '9');
            return isNumber ? Long.parseLong(digits) : -1;
        }
    }

    /** By the name that its placer gave it; the latest, when several have it. */
    record ByClientId(Symbol symbol, ClientOrderId clientOrderId) implements OrderReference {}
}
