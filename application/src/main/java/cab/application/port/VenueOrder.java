package cab.application.port;

import cab.domain.market.Symbol;
import cab.domain.money.Quantity;
import cab.domain.order.ClientOrderId;
import cab.domain.order.OrderEvent;
import cab.domain.order.Side;
import cab.domain.order.VenueOrderId;
import java.time.Instant;

/**
 * An order as the exchange shows it. Immutable.
 *
 * @param venueOrderId the exchange's name for it
 * @param clientOrderId the name it was placed under; one that is not {@link ClientOrderId#isOurs ours} for orders of
 *     others
 * @param symbol what is traded
 * @param side direction
 * @param state one of ACCEPTED, PARTIALLY_FILLED, FILLED, CANCELLED, EXPIRED
 * @param filled base executed so far, as the exchange says; a check on the fills, never a replacement for them
 * @param placedAt when the exchange took it
 */
public record VenueOrder(
        VenueOrderId venueOrderId,
        ClientOrderId clientOrderId,
        Symbol symbol,
        Side side,
        OrderEvent state,
        Quantity filled,
        Instant placedAt) {

    public VenueOrder {
        switch (state) {
            case ACCEPTED, PARTIALLY_FILLED, FILLED, CANCELLED, EXPIRED -> {}
            case SEND, REJECTED, ANSWER_LOST, CANCEL, CANCEL_REFUSED ->
                throw new IllegalArgumentException("an exchange does not show an order as " + state);
        }
    }
}
