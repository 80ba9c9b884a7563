package cab.domain.market;

import cab.domain.money.Percent;
import cab.domain.money.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

/**
 * The top of an order book: what a seller gets and a buyer pays right now. Immutable.
 *
 * @param bid best price to sell at
 * @param ask best price to buy at; not below the bid
 * @param at when the exchange said so
 */
public record Quote(Price bid, Price ask, Instant at) {

    public Quote {
        if (ask.isBelow(bid)) {
            throw new IllegalArgumentException("ask must not be below bid " + bid + ", was " + ask);
        }
    }

    /** Ask less bid as a share of the middle, rounded up: never understated. */
    public Percent spread() {
        if (ask.equals(bid)) {
            return Percent.ZERO;
        }
        BigDecimal middle = bid.value().add(ask.value()).divide(BigDecimal.TWO);
        return new Percent(ask.value().subtract(bid.value()).movePointRight(2).divide(middle, 12, RoundingMode.UP));
    }
}
