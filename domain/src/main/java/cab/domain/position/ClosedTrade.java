package cab.domain.position;

import cab.domain.money.Money;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;

/**
 * What one position came to, from nothing held to nothing held. Immutable.
 *
 * @param cost what was sold had cost, entry fees included; positive
 * @param pnl what all its sales earned or lost, all fees included
 * @param at when it was closed
 */
public record ClosedTrade(Money cost, Money pnl, Instant at) {

    public ClosedTrade {
        if (!cost.isPositive()) {
            throw new IllegalArgumentException("cost of a trade must be positive, was " + cost);
        }
        if (!cost.currency().equals(pnl.currency())) {
            throw new IllegalArgumentException("result must be in " + cost.currency() + ", was " + pnl);
        }
    }

    /** What it earned or lost as a share of what it cost, to 34 digits. */
    public BigDecimal profitShare() {
        return pnl.amount().divide(cost.amount(), MathContext.DECIMAL128);
    }
}
