package cab.infrastructure.exchange.simulated;

import cab.domain.money.Money;
import cab.domain.order.OrderEvent;
import java.math.BigDecimal;

/**
 * All that the exchange knows of an order. Immutable.
 *
 * @param id its number
 * @param placement what was asked for, as it was last amended
 * @param placedAtMs when it was taken, UTC milliseconds
 * @param updatedAtMs when it changed last; of one that is over, when it ended
 * @param state the last thing that happened to it
 * @param ending why it is over
 * @param filled base filled
 * @param spent quote that the fills were worth, fees not included
 * @param left what is not filled: quote of an order sized in quote, else base
 * @param fee what the fills have cost
 */
public record OrderStatement(
        long id,
        Placement placement,
        long placedAtMs,
        long updatedAtMs,
        OrderEvent state,
        Ending ending,
        BigDecimal filled,
        BigDecimal spent,
        BigDecimal left,
        Money fee) {

    public boolean isOpen() {
        return ending == Ending.NONE;
    }
}
